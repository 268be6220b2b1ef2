// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/circuit_response.h"

#include <math.h>

#define PI 3.14159265358979323846

/// Solve the n = 4 equations `a` x = `b` in place, with partial pivoting
static void
solve(double complex a[4][4], double complex b[4])
{
  for (int k = 0; k < 4; ++k) {
    int pivot = k;
    for (int i = k + 1; i < 4; ++i) {
      pivot = cabs(a[i][k]) > cabs(a[pivot][k]) ? i : pivot;
    }
    for (int j = 0; j < 4; ++j) {
      const double complex t = a[k][j];
      a[k][j]                = a[pivot][j];
      a[pivot][j]            = t;
    }
    const double complex t = b[k];
    b[k]                   = b[pivot];
    b[pivot]               = t;
    for (int i = k + 1; i < 4; ++i) {
      const double complex factor = a[i][k] / a[k][k];
      for (int j = k; j < 4; ++j) {
        a[i][j] -= factor * a[k][j];
      }
      b[i] -= factor * b[k];
    }
  }
  for (int k = 3; k >= 0; --k) {
    for (int j = k + 1; j < 4; ++j) {
      b[k] -= a[k][j] * b[j];
    }
    b[k] /= a[k][k];
  }
}

/// Equations of the jack contacts (rows 0, 1)
static void
stamp_source(const HcCircuit* const circuit,
             const HcEntry          entry,
             const double complex   s,
             double complex         a[4][4],
             double complex         b[4])
{
  const double ground = entry == HC_FROM_GROUND ? 1.0 : 0.0;
  const double servo =
    circuit->output == HC_OUTPUT_SERVO ? circuit->servo : 0.0;
  for (int leg = 0; leg < HC_N_LEGS; ++leg) {
    const int            other = HC_N_LEGS - 1 - leg;
    const double         farad = circuit->coupling_farad[leg];
    const double complex out   = 1.0 / (circuit->source_ohm[leg] +
                                      (farad > 0.0 ? 1.0 / (s * farad) : 0.0));
    const double complex shunt = hc_circuit_short_at_source(circuit, leg) +
                                 s * hc_circuit_farad_at_source(circuit, leg);
    a[leg][leg] += out + shunt;
    a[leg][other] -= out * servo;
    b[leg] +=
      out * (hc_circuit_drive(circuit, entry, leg) + (1.0 - servo) * ground) +
      shunt * ground;
  }
}

/// Equations of the capture inputs (rows 2, 3)
static void
stamp_load(const HcCircuit* const circuit,
           const HcEntry          entry,
           const double complex   s,
           double complex         a[4][4],
           double complex         b[4])
{
  for (int leg = 0; leg < HC_N_LEGS; ++leg) {
    const double complex field = s * circuit->field_farad[leg];
    a[2 + leg][2 + leg] += 1.0 / circuit->load_ohm[leg] +
                           hc_circuit_short_at_load(circuit, leg) +
                           s * hc_circuit_farad_at_load(circuit, leg) + field;
    b[2 + leg] += entry == HC_FROM_FIELD ? field : 0.0;
  }
}

/// Capacitance between the nodes `i` and `i` + 1
static void
stamp_mutual(const double complex siemens, const int i, double complex a[4][4])
{
  a[i][i] += siemens;
  a[i + 1][i + 1] += siemens;
  a[i][i + 1] -= siemens;
  a[i + 1][i] -= siemens;
}

static void
stamp_cable(const HcCircuit* const circuit, double complex a[4][4])
{
  for (int from = 0; from < HC_N_LEGS; ++from) {
    for (int to = 0; to < HC_N_LEGS; ++to) {
      const double link = hc_circuit_link(circuit, from, to);
      a[from][from] += link;
      a[from][2 + to] -= link;
      a[2 + to][2 + to] += link;
      a[2 + to][from] -= link;
    }
  }
}

Response
circuit_response(const HcCircuit* const circuit,
                 const HcEntry          entry,
                 const double           hz)
{
  const double complex s       = CMPLX(0.0, 2.0 * PI * hz);
  double complex       a[4][4] = {{0.0}};
  double complex       b[4]    = {0.0};
  stamp_source(circuit, entry, s, a, b);
  stamp_load(circuit, entry, s, a, b);
  stamp_cable(circuit, a);
  stamp_mutual(s * hc_circuit_mutual_at_source(circuit), 0, a);
  stamp_mutual(s * hc_circuit_mutual_at_load(circuit), 2, a);
  solve(a, b);

  Response legs;
  for (int leg = 0; leg < HC_N_LEGS; ++leg) {
    const double corner = 2.0 * PI * circuit->capture_hz[leg];
    legs.leg[leg]       = b[2 + leg] * circuit->capture_gain[leg] *
                    (s / (s + corner)) * cexp(-s * circuit->capture_delay[leg]);
  }
  return legs;
}

double complex
response_diff(const Response legs)
{
  return legs.leg[HC_HOT] - legs.leg[HC_COLD];
}

double complex
response_common(const Response legs)
{
  return (legs.leg[HC_HOT] + legs.leg[HC_COLD]) / 2.0;
}

double
circuit_balance(const HcCircuit* const circuit, const double hz)
{
  const Response legs = circuit_response(circuit, HC_FROM_PROGRAMME, hz);
  return 20.0 * log10(cabs(response_diff(legs)) / cabs(response_common(legs)));
}

double
circuit_rejection(const HcCircuit* const circuit,
                  const HcEntry          entry,
                  const double           hz)
{
  const Response legs = circuit_response(circuit, entry, hz);
  return 20.0 * log10(cabs(response_common(legs)) / cabs(response_diff(legs)));
}
