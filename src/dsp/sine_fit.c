// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/sine_fit.h"

#include <math.h>
#include <string.h>

// The model on leg i, with time t counted from the middle so that phase and
// frequency do not disturb each other: a_i cos wt + b_i sin wt + o_i, and
// for a change of frequency dw the column t (b_i cos wt - a_i sin wt)

enum { COS, SIN, ONE, TCOS, TSIN, N_BASIS };

enum { N_PARAMETERS = 7, OMEGA = 6, MAX_STEPS = 30 };

/// Inner products of the basis with itself and with the legs
typedef struct {
  double gram[N_BASIS][N_BASIS];
  double leg[2][N_BASIS];
  double power[2];
} Sums;

/// Per leg a, b and offset; the last is the step of frequency
typedef struct {
  double at[N_PARAMETERS];
} Parameters;

static void
add_frame(Sums* const sums, const double basis[N_BASIS], const double x[2])
{
  for (int i = 0; i < N_BASIS; ++i) {
    for (int j = 0; j <= i; ++j) {
      sums->gram[i][j] += basis[i] * basis[j];
    }
    sums->leg[0][i] += basis[i] * x[0];
    sums->leg[1][i] += basis[i] * x[1];
  }
  sums->power[0] += x[0] * x[0];
  sums->power[1] += x[1] * x[1];
}

static double complex
turn_by(const double angle)
{
  return CMPLX(cos(angle), sin(angle));
}

static Sums
sum_up(const float* const first,
       const float* const second,
       const size_t       n,
       const double       omega)
{
  const double         middle = 0.5 * (double)(n - 1);
  const double complex turn   = turn_by(omega);
  double complex       phasor = 1.0;
  Sums                 sums;
  memset(&sums, 0, sizeof(sums));
  for (size_t i = 0; i < n; ++i) {
    const double t = (double)i - middle;
    // Exact again now and then, so that rounding does not add up
    phasor = i % 64U ? phasor * turn : turn_by(omega * t);

    const double c              = creal(phasor);
    const double s              = cimag(phasor);
    const double x[2]           = {(double)first[i], (double)second[i]};
    const double basis[N_BASIS] = {c, s, 1.0, t * c, t * s};
    add_frame(&sums, basis, x);
  }

  for (int i = 0; i < N_BASIS; ++i) {
    for (int j = i + 1; j < N_BASIS; ++j) {
      sums.gram[i][j] = sums.gram[j][i];
    }
  }
  return sums;
}

/// Cholesky in place, of the lower triangle; false if not positive
static bool
factor(double a[N_PARAMETERS][N_PARAMETERS], const int n)
{
  for (int i = 0; i < n; ++i) {
    const double diagonal = a[i][i];
    for (int j = 0; j <= i; ++j) {
      double sum = a[i][j];
      for (int k = 0; k < j; ++k) {
        sum -= a[i][k] * a[j][k];
      }
      if (i != j) {
        a[i][j] = sum / a[j][j];
      } else if (sum > 1e-13 * diagonal) {
        a[i][i] = sqrt(sum);
      } else {
        return false;
      }
    }
  }
  return true;
}

static void
back_substitute(double a[N_PARAMETERS][N_PARAMETERS], const int n, double* x)
{
  for (int i = 0; i < n; ++i) {
    for (int k = 0; k < i; ++k) {
      x[i] -= a[i][k] * x[k];
    }
    x[i] /= a[i][i];
  }
  for (int i = n - 1; i >= 0; --i) {
    for (int k = i + 1; k < n; ++k) {
      x[i] -= a[k][i] * x[k];
    }
    x[i] /= a[i][i];
  }
}

/// Sums of squares of the residuals of the legs at `p`, no frequency step
static void
residuals(const Sums* const sums, const Parameters* const p, double out[2])
{
  for (int leg = 0; leg < 2; ++leg) {
    const double* const q = p->at + 3 * leg;

    double rest = sums->power[leg];
    for (int i = COS; i <= ONE; ++i) {
      rest -= 2.0 * q[i] * sums->leg[leg][i];
      for (int j = COS; j <= ONE; ++j) {
        rest += q[i] * q[j] * sums->gram[i][j];
      }
    }
    out[leg] = fmax(rest, 0.0);
  }
}

/// Amplitudes and offsets at a known frequency
static bool
solve_known(const Sums* const sums, Parameters* const p)
{
  double a[N_PARAMETERS][N_PARAMETERS];
  for (int i = COS; i <= ONE; ++i) {
    for (int j = COS; j <= ONE; ++j) {
      a[i][j] = sums->gram[i][j];
    }
    p->at[i]     = sums->leg[0][i];
    p->at[3 + i] = sums->leg[1][i];
  }
  p->at[OMEGA] = 0.0;
  if (!factor(a, 3)) {
    return false;
  }
  back_substitute(a, 3, p->at);
  back_substitute(a, 3, p->at + 3);
  return true;
}

/// Normal equations of all seven parameters about `p`: the right-hand side
/// into `right`
static void
linearise(const Sums* const       sums,
          const Parameters* const p,
          double                  a[N_PARAMETERS][N_PARAMETERS],
          double                  right[N_PARAMETERS])
{
  memset(a, 0, sizeof(double) * N_PARAMETERS * N_PARAMETERS);
  right[OMEGA] = 0.0;
  for (int leg = 0; leg < 2; ++leg) {
    const double* const q = p->at + 3 * leg;
    for (int i = COS; i <= ONE; ++i) {
      const double slope =
        q[1] * sums->gram[i][TCOS] - q[0] * sums->gram[i][TSIN];
      for (int j = COS; j <= ONE; ++j) {
        a[3 * leg + i][3 * leg + j] = sums->gram[i][j];
      }
      right[3 * leg + i]    = sums->leg[leg][i];
      a[OMEGA][3 * leg + i] = slope;
    }
    right[OMEGA] += q[1] * sums->leg[leg][TCOS] - q[0] * sums->leg[leg][TSIN];
    a[OMEGA][OMEGA] += q[1] * q[1] * sums->gram[TCOS][TCOS] -
                       2.0 * q[0] * q[1] * sums->gram[TCOS][TSIN] +
                       q[0] * q[0] * sums->gram[TSIN][TSIN];
  }
}

static HcSineFit
result_of(const Sums* const       sums,
          const Parameters* const p,
          const size_t            n,
          const double            omega)
{
  const double complex to_start = turn_by(-0.5 * omega * (double)(n - 1));
  HcSineFit            fit      = {.omega = omega};
  residuals(sums, p, fit.residual);
  for (int leg = 0; leg < 2; ++leg) {
    const double* const q = p->at + 3 * leg;
    fit.amplitude[leg]    = CMPLX(q[0], -q[1]) * to_start;
    fit.offset[leg]       = q[2];
    fit.residual[leg] /= (double)n;
  }
  return fit;
}

bool
hc_sine_fit_known(const float* const first,
                  const float* const second,
                  const size_t       n,
                  const double       omega,
                  HcSineFit* const   fit)
{
  Parameters p;
  if (n < 4U || !(omega > 0.0)) {
    return false;
  }
  const Sums sums = sum_up(first, second, n, omega);
  if (!solve_known(&sums, &p)) {
    return false;
  }
  *fit = result_of(&sums, &p, n, omega);
  return true;
}

/// One Gauss-Newton step of frequency; its standard error into `sigma`
static bool
step(const Sums* const sums,
     const size_t      n,
     Parameters* const p,
     double* const     sigma)
{
  double a[N_PARAMETERS][N_PARAMETERS];
  double inverse[N_PARAMETERS] = {0.0};
  double rest[2];
  if (!solve_known(sums, p)) {
    return false;
  }
  residuals(sums, p, rest);

  Parameters next;
  linearise(sums, p, a, next.at);
  if (!factor(a, N_PARAMETERS)) {
    return false;
  }
  back_substitute(a, N_PARAMETERS, next.at);
  inverse[OMEGA] = 1.0;
  back_substitute(a, N_PARAMETERS, inverse);
  *sigma       = sqrt(inverse[OMEGA] * (rest[0] + rest[1]) / (2.0 * (double)n));
  p->at[OMEGA] = next.at[OMEGA];
  return true;
}

bool
hc_sine_fit(const float* const first,
            const float* const second,
            const size_t       n,
            const double       omega,
            HcSineFit* const   fit)
{
  static const double pi    = 3.14159265358979323846;
  double              w     = omega;
  double              sigma = 0.0;
  for (int i = 0; n >= 8U && i < MAX_STEPS; ++i) {
    Parameters p;
    const Sums sums = sum_up(first, second, n, w);
    if (!step(&sums, n, &p, &sigma)) {
      return false;
    }
    if (fabs(p.at[OMEGA]) * (double)n < 1e-9) {
      *fit             = result_of(&sums, &p, n, w);
      fit->omega_sigma = sigma;
      return true;
    }
    w += p.at[OMEGA];
    if (!(w > 0.0 && w < pi)) {
      return false;
    }
  }
  return false;
}
