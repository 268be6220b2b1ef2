// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/circuit.h"

#include <math.h>

#define PI 3.14159265358979323846

/// A jack contact that lies on the sleeve
#define SHORT_SIEMENS 50.0

/// Capacitance of a jack and its wires. It also keeps the equations regular.
#define STRAY_FARAD 20e-12

HcCircuit
hc_circuit_default(void)
{
  const HcCircuit circuit = {
    .output       = HC_OUTPUT_SYMMETRIC,
    .content      = HC_CONTENT_BALANCED,
    .source_ohm   = {50.0, 50.0},
    .gain         = {1.0, 1.0},
    .servo        = 0.98,
    .cable_farad  = {300e-12, 300e-12},
    .cable_ohm    = 0.25,
    .load_ohm     = {10e3, 10e3},
    .load_farad   = {100e-12, 100e-12},
    .field_farad  = {1e-12, 1e-12},
    .capture_gain = {1.0, 1.0},
  };
  return circuit;
}

static double
cold_drive(const HcCircuit* const circuit, const HcEntry entry)
{
  if (circuit->output == HC_OUTPUT_IMPEDANCE_BALANCED ||
      circuit->output == HC_OUTPUT_SINGLE_ENDED) {
    return 0.0;
  }
  if (circuit->content == HC_CONTENT_STEREO) {
    return entry == HC_FROM_SECOND ? 0.5 : 0.0;
  }
  if (entry != HC_FROM_PROGRAMME) {
    return 0.0;
  }
  return circuit->content == HC_CONTENT_DUAL_MONO ? 0.5 : -0.5;
}

double
hc_circuit_drive(const HcCircuit* const circuit,
                 const HcEntry          entry,
                 const int              leg)
{
  const double nominal = leg == HC_COLD ? cold_drive(circuit, entry)
                         : entry == HC_FROM_PROGRAMME ? 0.5
                                                      : 0.0;

  // A servo has its nominal output when the other leg is at the opposite
  // voltage, so its EMF must be higher than with the other leg at zero
  const double servo =
    circuit->output == HC_OUTPUT_SERVO ? 1.0 + circuit->servo : 1.0;
  return nominal * circuit->gain[leg] * servo;
}

double
hc_circuit_link(const HcCircuit* const circuit, const int from, const int to)
{
  const int cold_end = circuit->swapped ? HC_HOT : HC_COLD;
  const int target   = circuit->swapped ? HC_N_LEGS - 1 - from : from;
  if (to != target || circuit->open[from] ||
      (circuit->ts_plug && to == cold_end)) {
    return 0.0;
  }
  return 1.0 / circuit->cable_ohm;
}

double
hc_circuit_short_at_source(const HcCircuit* const circuit, const int leg)
{
  return leg == HC_COLD &&
             (circuit->ts_plug || circuit->output == HC_OUTPUT_SINGLE_ENDED)
           ? SHORT_SIEMENS
           : 0.0;
}

double
hc_circuit_short_at_load(const HcCircuit* const circuit, const int leg)
{
  const int cold_end = circuit->swapped ? HC_HOT : HC_COLD;
  return leg == cold_end && circuit->ts_plug ? SHORT_SIEMENS : 0.0;
}

/// The jack contact at the other end of the conductor on capture input `leg`
static int
contact_of(const HcCircuit* const circuit, const int leg)
{
  return circuit->swapped ? HC_N_LEGS - 1 - leg : leg;
}

double
hc_circuit_farad_at_source(const HcCircuit* const circuit, const int leg)
{
  const bool cable =
    !circuit->open[leg] && !(circuit->ts_plug && leg == HC_COLD);
  return STRAY_FARAD + (cable ? circuit->cable_farad[leg] / 2.0 : 0.0);
}

double
hc_circuit_farad_at_load(const HcCircuit* const circuit, const int leg)
{
  const int    from  = contact_of(circuit, leg);
  const double cable = circuit->cable_farad[from];

  // If a conductor is broken at the transmitter, all of its capacitance is at
  // the input
  const double share = circuit->open[from] ? 1.0 : 0.5;
  return STRAY_FARAD + circuit->load_farad[leg] + cable * share;
}

double
hc_circuit_mutual_at_source(const HcCircuit* const circuit)
{
  const bool both =
    !circuit->ts_plug && !circuit->open[HC_HOT] && !circuit->open[HC_COLD];
  return both ? circuit->mutual_farad / 2.0 : 0.0;
}

double
hc_circuit_mutual_at_load(const HcCircuit* const circuit)
{
  // A TS cable has only one conductor. If one of two is broken, which is at the
  // transmitter, the whole capacitance between them is at the input.
  return circuit->ts_plug
           ? 0.0
           : circuit->mutual_farad - hc_circuit_mutual_at_source(circuit);
}

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

HcResponse
hc_circuit_response(const HcCircuit* const circuit,
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

  HcResponse legs;
  for (int leg = 0; leg < HC_N_LEGS; ++leg) {
    const double corner = 2.0 * PI * circuit->capture_hz[leg];
    legs.leg[leg]       = b[2 + leg] * circuit->capture_gain[leg] *
                    (s / (s + corner)) * cexp(-s * circuit->capture_delay[leg]);
  }
  return legs;
}

double complex
hc_response_diff(const HcResponse legs)
{
  return legs.leg[HC_HOT] - legs.leg[HC_COLD];
}

double complex
hc_response_common(const HcResponse legs)
{
  return (legs.leg[HC_HOT] + legs.leg[HC_COLD]) / 2.0;
}

double
hc_circuit_balance(const HcCircuit* const circuit, const double hz)
{
  const HcResponse legs = hc_circuit_response(circuit, HC_FROM_PROGRAMME, hz);
  return 20.0 *
         log10(cabs(hc_response_diff(legs)) / cabs(hc_response_common(legs)));
}

double
hc_circuit_rejection(const HcCircuit* const circuit,
                     const HcEntry          entry,
                     const double           hz)
{
  const HcResponse legs = hc_circuit_response(circuit, entry, hz);
  return 20.0 *
         log10(cabs(hc_response_common(legs)) / cabs(hc_response_diff(legs)));
}
