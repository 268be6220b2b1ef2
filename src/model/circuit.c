// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/circuit.h"

#include <math.h>

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
