// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/state_space.h"

#define PI 3.14159265358979323846

// Each name stands for two states: one of hot, then one of cold
enum {
  COUPLING = 0, // Voltage across the output capacitor
  JACK     = 2, // Voltage of the jack contact over the transmitter's ground
  INPUT    = 4, // Voltage of the capture input, without the part of the field
                // that passes at once
  HIGHPASS = 6, // Input of capture's high-pass, low-passed
  N_STATES = 8
};

/// The inverse of the capacitances at one end, in 1/farad
typedef struct {
  double at[HC_N_LEGS][HC_N_LEGS];
} Elastance;

static Elastance
invert(const double hot, const double cold, const double mutual)
{
  const double    h         = hot + mutual;
  const double    c         = cold + mutual;
  const double    det       = hot * cold + mutual * (hot + cold);
  const Elastance elastance = {
    {{c / det, mutual / det}, {mutual / det, h / det}}};
  return elastance;
}

static Elastance
elastance_at_jack(const HcCircuit* const circuit)
{
  return invert(hc_circuit_farad_at_source(circuit, HC_HOT),
                hc_circuit_farad_at_source(circuit, HC_COLD),
                hc_circuit_mutual_at_source(circuit));
}

static Elastance
elastance_at_input(const HcCircuit* const circuit)
{
  return invert(
    hc_circuit_farad_at_load(circuit, HC_HOT) + circuit->field_farad[HC_HOT],
    hc_circuit_farad_at_load(circuit, HC_COLD) + circuit->field_farad[HC_COLD],
    hc_circuit_mutual_at_load(circuit));
}

/// The part of the field voltage that reaches `leg` at once, through the
/// capacitive divider
static double
field_share(const HcCircuit* const circuit, const int leg)
{
  const Elastance elastance = elastance_at_input(circuit);
  double          share     = 0.0;
  for (int from = 0; from < HC_N_LEGS; ++from) {
    share += elastance.at[leg][from] * circuit->field_farad[from];
  }
  return share;
}

/// Turn the rows `row` and `row` + 1 from currents into changes of voltage
static void
charge(HcStateSpace* const s, const int row, const Elastance* const elastance)
{
  double* const columns[] = {&s->a.at[row][0], &s->b[row][0]};
  double* const others[]  = {&s->a.at[row + 1][0], &s->b[row + 1][0]};
  const size_t  counts[]  = {N_STATES, HC_N_ENTRIES};
  for (int part = 0; part < 2; ++part) {
    for (size_t j = 0; j < counts[part]; ++j) {
      const double hot  = columns[part][j];
      const double cold = others[part][j];
      columns[part][j]  = elastance->at[HC_HOT][HC_HOT] * hot +
                         elastance->at[HC_HOT][HC_COLD] * cold;
      others[part][j] = elastance->at[HC_COLD][HC_HOT] * hot +
                        elastance->at[HC_COLD][HC_COLD] * cold;
    }
  }
}

/// Add `factor` times the current from the source of `leg` to row `row`
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
  const int row = JACK + leg;
  add_source_current(s, circuit, leg, row, 1.0);
  if (circuit->coupling_farad[leg] > 0.0) {
    add_source_current(
      s, circuit, leg, COUPLING + leg, 1.0 / circuit->coupling_farad[leg]);
  }
  for (int to = 0; to < HC_N_LEGS; ++to) {
    add_cable_current(s, circuit, leg, to, row, -1.0);
  }
  s->a.at[row][row] -= hc_circuit_short_at_source(circuit, leg);
}

static void
add_input(HcStateSpace* const s, const HcCircuit* const circuit, const int leg)
{
  const int    row = INPUT + leg;
  const double leak =
    1.0 / circuit->load_ohm[leg] + hc_circuit_short_at_load(circuit, leg);
  for (int from = 0; from < HC_N_LEGS; ++from) {
    add_cable_current(s, circuit, from, leg, row, 1.0);
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

  const Elastance jack  = elastance_at_jack(circuit);
  const Elastance input = elastance_at_input(circuit);
  charge(&s, JACK, &jack);
  charge(&s, INPUT, &input);
  return s;
}
