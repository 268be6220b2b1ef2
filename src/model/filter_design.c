// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/filter_design.h"

#include <math.h>
#include <string.h>

#define PI 3.14159265358979323846

/// Parameter of the Kaiser window: its side lobes are at -140 dB
#define BETA 14.47

/// Steps of the integration per frame. In each step a cubic replaces the
/// kernel; this number keeps the error at -140 dB.
#define N_STEPS 32

/// Coefficients of that cubic
#define N_CUBIC 4

/// Modified Bessel function of order zero
static double
bessel_i0(const double x)
{
  double sum  = 1.0;
  double term = 1.0;
  for (int k = 1; term > 1e-17 * sum; ++k) {
    term *= (x / (2.0 * k)) * (x / (2.0 * k));
    sum += term;
  }
  return sum;
}

/// Kaiser-windowed sinc at `t` frames from its middle
static double
kernel(const double t)
{
  const double place = t / HC_FILTER_LATENCY;
  if (fabs(place) > 1.0) {
    return 0.0;
  }
  const double window =
    bessel_i0(BETA * sqrt(1.0 - place * place)) / bessel_i0(BETA);
  const double x = PI * t;
  return window * (fabs(x) < 1e-9 ? 1.0 : sin(x) / x);
}

/// The cubic that is equal to the kernel at `t` and at 1, 2 and 3 thirds of a
/// step later. It is given as the value and the derivatives per step at `t`
/// (Newton's forward differences).
static void
fit_cubic(const double t, double cubic[N_CUBIC])
{
  const double third = 1.0 / (3.0 * N_STEPS);
  const double f0    = kernel(t);
  const double f1    = kernel(t + third);
  const double f2    = kernel(t + 2.0 * third);
  const double f3    = kernel(t + 3.0 * third);
  const double d2    = f2 - 2.0 * f1 + f0;
  const double d3    = f3 - 3.0 * f2 + 3.0 * f1 - f0;

  cubic[0] = f0;
  cubic[1] = 3.0 * (f1 - f0 - d2 / 2.0 + d3 / 3.0);
  cubic[2] = 9.0 * (d2 - d3);
  cubic[3] = 27.0 * d3;
}

/// exp(A) - I for one step, where A contains the system and also the shift of
/// the cubic by one step (Van Loan 1978): exact for any stiffness
static void
plan_step(HcMatrix* const           plan,
          const HcStateSpace* const system,
          const size_t              input,
          const double              seconds)
{
  const size_t n     = system->a.order;
  HcMatrix     joint = {.order = n + N_CUBIC};
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 0; j < n; ++j) {
      joint.at[i][j] = system->a.at[i][j] * seconds;
    }
    joint.at[i][n] = system->b[i][input] * seconds;
  }
  for (size_t i = 0; i + 1U < N_CUBIC; ++i) {
    joint.at[n + i][n + i + 1U] = 1.0;
  }
  hc_matrix_expm1(plan, &joint, 1.0);
}

/// Advance `state` by one step, with the kernel from `t` frames on as input
static void
take_step(double* const state, const HcMatrix* const plan, const double t)
{
  const size_t n = plan->order - N_CUBIC;
  double       cubic[N_CUBIC];
  double       change[HC_MAX_STATES];
  fit_cubic(t, cubic);
  for (size_t i = 0; i < n; ++i) {
    change[i] = 0.0;
    for (size_t j = 0; j < n; ++j) {
      change[i] += plan->at[i][j] * state[j];
    }
    for (size_t j = 0; j < N_CUBIC; ++j) {
      change[i] += plan->at[i][n + j] * cubic[j];
    }
  }
  for (size_t i = 0; i < n; ++i) {
    state[i] += change[i];
  }
}

/// Write the response of `output` to the kernel on `input` to `taps`, one value
/// per frame. The first value is at HC_FILTER_LATENCY + `late` frames before
/// the middle of the kernel. `state` becomes the state at the last value.
static void
respond(const HcStateSpace* const system,
        const size_t              input,
        const size_t              output,
        const double              late,
        const double              rate,
        double* const             taps,
        double* const             state)
{
  const size_t n = system->a.order;
  HcMatrix     plan;
  plan_step(&plan, system, input, 1.0 / (rate * N_STEPS));
  memset(state, 0, HC_MAX_STATES * sizeof(double));
  for (size_t k = 0; k < HC_N_TAPS; ++k) {
    const double t = (double)k - HC_FILTER_LATENCY - late;
    for (size_t i = 0; k > 0 && i < N_STEPS; ++i) {
      take_step(state, &plan, t - 1.0 + (double)i / N_STEPS);
    }
    taps[k] = system->d[output][input] * kernel(t);
    for (size_t i = 0; i < n; ++i) {
      taps[k] += system->c[output][i] * state[i];
    }
  }
}

/// C exp(A (1 - late)): the output 1 - `late` frames after the window's end
static void
design_exit(HcFilterDesign* const     design,
            const HcStateSpace* const system,
            const size_t              output,
            const double              late,
            const double              rate)
{
  HcMatrix step;
  hc_matrix_expm1(&step, &system->a, (1.0 - late) / rate);
  for (size_t j = 0; j < design->n_states; ++j) {
    design->exit[output][j] = system->c[output][j];
    for (size_t i = 0; i < design->n_states; ++i) {
      design->exit[output][j] += system->c[output][i] * step.at[i][j];
    }
  }
}

static void
design_output(HcFilterDesign* const     design,
              const HcStateSpace* const system,
              const size_t              output,
              const double              rate)
{
  const double frames         = system->delay[output] * rate;
  const double late           = frames - floor(frames);
  design->whole_delay[output] = (size_t)frames;
  design_exit(design, system, output, late, rate);
  for (size_t i = 0; i < system->n_inputs; ++i) {
    double* const taps = design->taps[output][i];
    double        state[HC_MAX_STATES];
    respond(system, i, output, late, rate, taps, state);
    for (size_t k = 0; k < HC_N_TAPS; ++k) {
      design->passes[output][i] |= taps[k] < 0.0 || taps[k] > 0.0;
    }
  }
}

void
hc_filter_design(HcFilterDesign* const     design,
                 const HcStateSpace* const system,
                 const double              rate)
{
  HcMatrix step;
  hc_matrix_expm1(&step, &system->a, 1.0 / rate);
  design->n_states  = system->a.order;
  design->n_inputs  = system->n_inputs;
  design->n_outputs = system->n_outputs;
  for (size_t i = 0; i < design->n_states; ++i) {
    for (size_t j = 0; j < design->n_states; ++j) {
      design->step[j][i] = step.at[i][j];
    }
  }
  for (size_t o = 0; o < system->n_outputs; ++o) {
    design_output(design, system, o, rate);
  }

  // The state at the window's end does not depend on the delays of the outputs
  for (size_t i = 0; i < system->n_inputs; ++i) {
    double taps[HC_N_TAPS];
    double state[HC_MAX_STATES];
    respond(system, i, 0, 0.0, rate, taps, state);
    for (size_t j = 0; j < design->n_states; ++j) {
      design->entry[i][j] = state[j];
    }
  }
}
