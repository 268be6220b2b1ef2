// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The exact response and the time-domain model against ngspice.

#include "netlist.h"
#include "response.h"

#include "support/circuit_response.h"
#include "support/run.h"

#include <check.h>

#include <math.h>
#include <stdio.h>

// The two legs differ in all resistors, capacitors and inputs
static HcCircuit
unequal(void)
{
  HcCircuit circuit             = hc_circuit_default();
  circuit.source_ohm[HC_HOT]    = 100.0;
  circuit.source_ohm[HC_COLD]   = 110.0;
  circuit.gain[HC_COLD]         = 0.98;
  circuit.load_ohm[HC_COLD]     = 12e3;
  circuit.load_farad[HC_COLD]   = 220e-12;
  circuit.field_farad[HC_COLD]  = 1.3e-12;
  circuit.cable_farad[HC_COLD]  = 330e-12;
  circuit.capture_gain[HC_COLD] = 1.01;
  return circuit;
}

static HcCircuit
coupled(void)
{
  HcCircuit circuit               = hc_circuit_default();
  circuit.coupling_farad[HC_HOT]  = 10e-6;
  circuit.coupling_farad[HC_COLD] = 4.7e-6;
  circuit.capture_hz[HC_HOT]      = 3.0;
  circuit.capture_hz[HC_COLD]     = 3.3;
  return circuit;
}

// 100 m of multicore on an output with a high impedance: poles at 30 kHz
static HcCircuit
multicore(void)
{
  HcCircuit circuit            = hc_circuit_default();
  circuit.source_ohm[HC_HOT]   = 600.0;
  circuit.source_ohm[HC_COLD]  = 600.0;
  circuit.cable_farad[HC_HOT]  = 8e-9;
  circuit.cable_farad[HC_COLD] = 12e-9;
  circuit.mutual_farad         = 6e-9;
  circuit.cable_ohm            = 8.0;
  return circuit;
}

static HcCircuit
servo(void)
{
  HcCircuit circuit         = hc_circuit_default();
  circuit.output            = HC_OUTPUT_SERVO;
  circuit.load_ohm[HC_COLD] = 5e3;
  return circuit;
}

static HcCircuit
servo_ts(void)
{
  HcCircuit circuit = hc_circuit_default();
  circuit.output    = HC_OUTPUT_SERVO;
  circuit.ts_plug   = true;
  return circuit;
}

static HcCircuit
single_ended(void)
{
  HcCircuit circuit = hc_circuit_default();
  circuit.output    = HC_OUTPUT_SINGLE_ENDED;
  return circuit;
}

static HcCircuit
impedance_balanced(void)
{
  HcCircuit circuit           = hc_circuit_default();
  circuit.output              = HC_OUTPUT_IMPEDANCE_BALANCED;
  circuit.source_ohm[HC_COLD] = 51.0;
  circuit.swapped             = true;
  return circuit;
}

static HcCircuit
cold_open(void)
{
  HcCircuit circuit     = unequal();
  circuit.open[HC_COLD] = true;
  circuit.mutual_farad  = 180e-12;
  return circuit;
}

static HcCircuit
late(void)
{
  HcCircuit circuit              = unequal();
  circuit.capture_delay[HC_HOT]  = 33.3e-6;
  circuit.capture_delay[HC_COLD] = 34.1234e-6;
  return circuit;
}

static HcCircuit
stereo(void)
{
  HcCircuit circuit = unequal();
  circuit.content   = HC_CONTENT_STEREO;
  return circuit;
}

static const struct {
  const char* name;
  HcCircuit (*circuit)(void);
} circuits[] = {
  {"unequal", unequal},
  {"coupled", coupled},
  {"multicore", multicore},
  {"servo", servo},
  {"servo-ts", servo_ts},
  {"single-ended", single_ended},
  {"impedance-balanced", impedance_balanced},
  {"cold-open", cold_open},
  {"late", late},
  {"stereo", stereo},
};

#define N_CIRCUITS ((int)(sizeof(circuits) / sizeof(circuits[0])))

/// A level that is too low to be measured, for 1 V that enters
#define FLOOR 1e-9

/// The levels that must be accurate, in dB
typedef struct {
  double leg[HC_N_LEGS]; ///< Gain from the entry to the leg
  double diff;
  double common;
} Levels;

static Levels
levels_of(const Response* const response)
{
  const Levels levels = {{decibels(FLOOR + cabs(response->leg[HC_HOT])),
                          decibels(FLOOR + cabs(response->leg[HC_COLD]))},
                         decibels(FLOOR + cabs(response_diff(*response))),
                         decibels(FLOOR + cabs(response_common(*response)))};
  return levels;
}

/// The greatest difference in dB between the levels of the legs, and between
/// the levels of d over m, which is balance or rejection
static double
compare(const Response* const got, const Response* const want)
{
  const Levels a     = levels_of(got);
  const Levels b     = levels_of(want);
  const double legs  = fmax(fabs(a.leg[HC_HOT] - b.leg[HC_HOT]),
                           fabs(a.leg[HC_COLD] - b.leg[HC_COLD]));
  const double ratio = fabs((a.diff - a.common) - (b.diff - b.common));
  return fmax(legs, ratio);
}

static double
worst_of(const Response* const got, const Response* const want)
{
  double worst = 0.0;
  for (size_t band = 0; band < N_BANDS; ++band) {
    worst = fmax(worst, compare(&got[band], &want[band]));
  }
  return worst;
}

START_TEST(the_response_is_that_of_ngspice)
{
  const HcCircuit circuit = circuits[_i].circuit();
  double          worst   = 0.0;
  for (HcEntry entry = HC_FROM_PROGRAMME; entry < HC_N_ENTRIES; ++entry) {
    Response want[N_BANDS];
    Response got[N_BANDS];
    solve_netlist(&circuit, entry, want);
    for (size_t band = 0; band < N_BANDS; ++band) {
      got[band] = circuit_response(&circuit, entry, band_hz(band));
    }
    const double error = worst_of(got, want);
    worst              = fmax(worst, error);
    ck_assert_double_lt(error, 0.001);
  }
  printf("%-20s exact response against ngspice: %.1e dB\n",
         circuits[_i].name,
         worst);
}
END_TEST

START_TEST(the_time_domain_is_that_of_ngspice)
{
  static const double rates[] = {44100.0, 48000.0, 96000.0};
  const HcCircuit     circuit = circuits[_i].circuit();
  double              worst   = 0.0;
  for (HcEntry entry = HC_FROM_PROGRAMME; entry < HC_N_ENTRIES; ++entry) {
    Response want[N_BANDS];
    solve_netlist(&circuit, entry, want);
    for (size_t i = 0; i < sizeof(rates) / sizeof(rates[0]); ++i) {
      Response got[N_BANDS];
      measure_circuit(&circuit, rates[i], entry, got);
      const double error = worst_of(got, want);
      worst              = fmax(worst, error);
      ck_assert_double_lt(error, 0.01);
    }
  }
  printf(
    "%-20s time domain against ngspice: %.1e dB\n", circuits[_i].name, worst);
}
END_TEST

START_TEST(phase_is_that_of_ngspice)
{
  const HcCircuit circuit = late();
  Response        want[N_BANDS];
  Response        got[N_BANDS];
  solve_netlist(&circuit, HC_FROM_PROGRAMME, want);
  measure_circuit(&circuit, 48000.0, HC_FROM_PROGRAMME, got);
  for (size_t band = 0; band < N_BANDS; ++band) {
    for (int leg = 0; leg < HC_N_LEGS; ++leg) {
      const double phase = carg(got[band].leg[leg] / want[band].leg[leg]);
      ck_assert_double_lt(fabs(phase), 1e-6);
    }
  }
}
END_TEST

START_TEST(balance_follows_the_formula)
{
  // Without loads, an error e in one leg gives 20 log10(2 (2 + e) / e)
  HcCircuit circuit         = hc_circuit_default();
  circuit.gain[HC_COLD]     = 1.002;
  circuit.load_ohm[HC_HOT]  = 1e9;
  circuit.load_ohm[HC_COLD] = 1e9;
  ck_assert_double_eq_tol(
    circuit_balance(&circuit, 100.0), 20.0 * log10(2.0 * 2.002 / 0.002), 1e-4);
  circuit.output = HC_OUTPUT_IMPEDANCE_BALANCED;
  ck_assert_double_eq_tol(
    circuit_balance(&circuit, 100.0), 20.0 * log10(2.0), 1e-4);
}
END_TEST

START_TEST(rejection_follows_the_formula)
{
  // The sources differ by 10 ohm, the loads have 10 kohm: about 60 dB
  HcCircuit circuit           = hc_circuit_default();
  circuit.source_ohm[HC_COLD] = 60.0;
  const double hot            = 10e3 / 10050.25;
  const double cold           = 10e3 / 10060.25;
  ck_assert_double_eq_tol(circuit_rejection(&circuit, HC_FROM_GROUND, 20.0),
                          20.0 * log10((hot + cold) / 2.0 / (hot - cold)),
                          1e-3);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("circuit");
  TCase* const tcase = tcase_create("circuit");
  tcase_set_timeout(tcase, 60.0);
  tcase_add_loop_test(tcase, the_response_is_that_of_ngspice, 0, N_CIRCUITS);
  tcase_add_loop_test(tcase, the_time_domain_is_that_of_ngspice, 0, N_CIRCUITS);
  tcase_add_test(tcase, phase_is_that_of_ngspice);
  tcase_add_test(tcase, balance_follows_the_formula);
  tcase_add_test(tcase, rejection_follows_the_formula);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
