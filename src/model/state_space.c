// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/state_space.h"

#define PI 3.14159265358979323846

// States, one per leg each
enum {
  COUPLING = 0, // Voltage across the output capacitor
  JACK     = 2, // Jack contact against the transmitter's ground
  INPUT    = 4, // Capture input, less what the field feeds straight through
  HIGHPASS = 6, // Capture's high-pass: its low-passed input
  N_STATES = 8
};

/// Part of the field voltage that the capacitive divider passes at once
static double
field_share(const HcCircuit* const circuit, const int leg)
{
  const double field = circuit->field_farad[leg];
  return field / (field + hc_circuit_farad_at_load(circuit, leg));
}

/// Add `factor` times the current out of the source of `leg` to row `row`
static void
add_source_current(HcStateSpace* const    s,
                   const HcCircuit* const circuit,
                   const int              leg,
                   const int              row,
                   const double           factor)
{
  const int    other = HC_N_LEGS - 1 - leg;
  const double scale = factor / circuit->source_ohm[leg];
  if (circuit->output == HC_OUTPUT_SERVO) {
    s->a.at[row][JACK + other] += scale * circuit->servo;
  }
  s->a.at[row][JACK + leg] -= scale;
  s->a.at[row][COUPLING + leg] -= scale;
  s->b[row][HC_FROM_PROGRAMME] +=
    scale * hc_circuit_drive(circuit, HC_FROM_PROGRAMME, leg);
  s->b[row][HC_FROM_SECOND] +=
    scale * hc_circuit_drive(circuit, HC_FROM_SECOND, leg);
}

/// Add `factor` times the current through the cable to row `row`
static void
add_cable_current(HcStateSpace* const    s,
                  const HcCircuit* const circuit,
                  const int              from,
                  const int              to,
                  const int              row,
                  const double           factor)
{
  const double scale = factor * hc_circuit_link(circuit, from, to);
  s->a.at[row][JACK + from] += scale;
  s->a.at[row][INPUT + to] -= scale;
  s->b[row][HC_FROM_GROUND] += scale;
  s->b[row][HC_FROM_FIELD] -= scale * field_share(circuit, to);
}

static void
add_jack(HcStateSpace* const s, const HcCircuit* const circuit, const int leg)
{
  const double farad = hc_circuit_farad_at_source(circuit, leg);
  const int    row   = JACK + leg;
  add_source_current(s, circuit, leg, row, 1.0 / farad);
  if (circuit->coupling_farad[leg] > 0.0) {
    add_source_current(
      s, circuit, leg, COUPLING + leg, 1.0 / circuit->coupling_farad[leg]);
  }
  for (int to = 0; to < HC_N_LEGS; ++to) {
    add_cable_current(s, circuit, leg, to, row, -1.0 / farad);
  }
  s->a.at[row][row] -= hc_circuit_short_at_source(circuit, leg) / farad;
}

static void
add_input(HcStateSpace* const s, const HcCircuit* const circuit, const int leg)
{
  const double farad =
    hc_circuit_farad_at_load(circuit, leg) + circuit->field_farad[leg];
  const int    row = INPUT + leg;
  const double leak =
    (1.0 / circuit->load_ohm[leg] + hc_circuit_short_at_load(circuit, leg)) /
    farad;
  for (int from = 0; from < HC_N_LEGS; ++from) {
    add_cable_current(s, circuit, from, leg, row, 1.0 / farad);
  }
  s->a.at[row][row] -= leak;
  s->b[row][HC_FROM_FIELD] -= leak * field_share(circuit, leg);
}

/// w' = 2 pi corner (v - w), output = gain (v - w)
static void
add_capture(HcStateSpace* const    s,
            const HcCircuit* const circuit,
            const int              leg)
{
  const double corner = 2.0 * PI * circuit->capture_hz[leg];
  const double gain   = circuit->capture_gain[leg];
  const double share  = field_share(circuit, leg);

  s->a.at[HIGHPASS + leg][INPUT + leg]    = corner;
  s->a.at[HIGHPASS + leg][HIGHPASS + leg] = -corner;
  s->b[HIGHPASS + leg][HC_FROM_FIELD]     = corner * share;
  s->c[leg][INPUT + leg]                  = gain;
  s->c[leg][HIGHPASS + leg]               = -gain;
  s->d[leg][HC_FROM_FIELD]                = gain * share;
  s->delay[leg]                           = circuit->capture_delay[leg];
}

HcStateSpace
hc_circuit_state_space(const HcCircuit* const circuit)
{
  HcStateSpace s = {
    .n_inputs = HC_N_ENTRIES, .n_outputs = HC_N_LEGS, .a = {.order = N_STATES}};
  for (int leg = 0; leg < HC_N_LEGS; ++leg) {
    add_jack(&s, circuit, leg);
    add_input(&s, circuit, leg);
    add_capture(&s, circuit, leg);
  }
  return s;
}
