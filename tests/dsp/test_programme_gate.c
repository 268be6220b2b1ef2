// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failing_alloc.h"
#include "support/random.h"
#include "support/run.h"
#include "support/segments.h"

#include "dsp/programme_gate.h"

#include <check.h>

#include <complex.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>

// Sines and noise of known level: the gate is closed exactly where d and both
// legs are below `silence`

#define SILENCE (-70.0)

static const double tau = 6.283185307179586;

/// A sine in both legs, noise on hot
typedef struct {
  double         hz;
  double complex hot; ///< Peak amplitudes
  double complex cold;
  double         noise; ///< RMS
  uint64_t       state;
} Legs;

static void
legs_at(void* const context, const double t, double* const hot, double* const c)
{
  Legs* const          legs = (Legs*)context;
  const double complex turn = cexp(CMPLX(0.0, tau * legs->hz * t));
  *hot                      = creal(legs->hot * turn);
  *c                        = creal(legs->cold * turn);
  if (legs->noise > 0.0) {
    *hot += legs->noise * sqrt(3.0) * draw_noise(&legs->state);
  }
}

/// Peak amplitude of a sine of `dbfs`
static double
peak_of(const double dbfs)
{
  return pow(10.0, 0.05 * dbfs);
}

static double
dbfs_of(const double complex peak)
{
  return 20.0 * log10(cabs(peak) + 1e-30);
}

static HcProgrammeGate
open_gate(void)
{
  const HcStftShape shape = hc_stft_full_band(48000);
  HcProgrammeGate   gate;
  ck_assert(hc_programme_gate_init(&gate, &shape, SILENCE));
  return gate;
}

static bool
is_closed(const HcProgrammeGate* const gate, Legs* const legs)
{
  const HcStftShape shape = hc_stft_full_band(48000);
  Segments          s =
    segments_start(shape.rate, shape.size, shape.hop, 2U, legs_at, legs);
  const bool closed = hc_programme_gate_is_closed(gate, segments_next(&s));
  segments_end(&s);
  return closed;
}

START_TEST(the_loudest_of_d_and_the_legs_decides)
{
  HcProgrammeGate gate   = open_gate();
  uint64_t        state  = 1;
  int             closed = 0;
  int             open   = 0;
  for (int take = 0; take < 60; ++take) {
    // Any two legs, then moved to just below or above
    Legs legs = {.hz   = 100.0 * pow(190.0, draw_unit(&state)),
                 .hot  = draw_normal(&state, 1.0),
                 .cold = draw_normal(&state, 1.0)};
    legs.cold *= take % 4 ? 1.0 : 0.0;
    const double loudest = fmax(dbfs_of(legs.hot - legs.cold),
                                fmax(dbfs_of(legs.hot), dbfs_of(legs.cold)));
    const double above   = take % 2 ? 0.1 : -0.1;
    const double gain    = peak_of(SILENCE + above - loudest);
    legs.hot *= gain;
    legs.cold *= gain;
    const bool is = is_closed(&gate, &legs);
    ck_assert_msg(is == (above < 0.0), "%g Hz, %+g dB", legs.hz, above);
    closed += is;
    open += !is;
  }
  ck_assert_int_eq(closed, 30);
  ck_assert_int_eq(open, 30);
  hc_programme_gate_free(&gate);
}
END_TEST

START_TEST(power_counts_up_to_20_khz)
{
  HcProgrammeGate gate = open_gate();
  for (int take = 0; take < 10; ++take) {
    Legs above = {.hz = 20100.0 + 350.0 * take, .hot = peak_of(-20.0)};
    Legs below = {.hz = 19900.0 - 350.0 * take, .hot = peak_of(-69.9)};
    ck_assert_msg(is_closed(&gate, &above), "%g Hz", above.hz);
    ck_assert_msg(!is_closed(&gate, &below), "%g Hz", below.hz);

    // White noise has 20/24 of its power there; a segment's sum of it is off
    // by 0.1 dB, standard deviation
    const double rms = peak_of(SILENCE) * sqrt(0.5 * 24.0 / 20.0);
    Legs quiet       = {.noise = rms * peak_of(-0.6), .state = (uint64_t)take};
    Legs loud        = {.noise = rms * peak_of(0.6), .state = (uint64_t)take};
    ck_assert(is_closed(&gate, &quiet));
    ck_assert(!is_closed(&gate, &loud));
  }
  hc_programme_gate_free(&gate);
}
END_TEST

/// One line of a comb as these legs make it
static HcComb
comb_of(const Legs* const legs)
{
  const double complex d    = legs->hot - legs->cold;
  HcComb               comb = {.found = true, .hz = legs->hz, .n_lines = 1};
  comb.lines[0].hz          = legs->hz;
  comb.lines[0].diff        = creal(d * conj(d));
  comb.lines[0].hot         = creal(legs->hot * conj(legs->hot));
  comb.lines[0].cold        = creal(legs->cold * conj(legs->cold));
  return comb;
}

static Legs
louder(const Legs* const legs, const double db)
{
  Legs more = *legs;
  more.hot *= peak_of(db);
  more.cold *= peak_of(db);
  return more;
}

START_TEST(lines_of_a_comb_are_no_programme)
{
  uint64_t state = 2;
  for (int take = 0; take < 20; ++take) {
    HcProgrammeGate gate = open_gate();
    Legs            hum  = {.hz = draw_between(&state, 200.0, 2000.0),
                            .hot = peak_of(SILENCE + 30.0) * draw_normal(&state, 1.0),
                            .cold = peak_of(SILENCE + 40.0)};
    const HcComb    comb = comb_of(&hum);
    HcComb          none = comb;
    none.found           = false;
    hc_programme_gate_leave_out(&gate, &none);
    ck_assert(!is_closed(&gate, &hum));
    hc_programme_gate_leave_out(&gate, &comb);
    ck_assert(is_closed(&gate, &hum));

    // Up to twice the power that the comb holds may be its own
    Legs less = louder(&hum, 2.9);
    Legs more = louder(&hum, 3.1);
    ck_assert(is_closed(&gate, &less));
    ck_assert(!is_closed(&gate, &more));

    // Not elsewhere, and not once it is forgotten
    Legs beside = hum;
    beside.hz += (gate.margin + 4.0) * gate.bin_hz;
    ck_assert(!is_closed(&gate, &beside));
    hc_programme_gate_reset(&gate);
    ck_assert(!is_closed(&gate, &hum));
    hc_programme_gate_free(&gate);
  }
}
END_TEST

static HcStatus
init_and_free(void* const context)
{
  const HcStftShape shape = hc_stft_full_band(48000);
  HcProgrammeGate   gate;
  (void)context;
  const bool ok = hc_programme_gate_init(&gate, &shape, SILENCE);
  hc_programme_gate_free(&gate);
  return ok ? HC_SUCCESS : HC_NO_MEMORY;
}

START_TEST(every_allocation_may_fail)
{
  ck_assert_uint_ge(failing_alloc_replay(init_and_free, NULL), 1);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("programme_gate");
  TCase* const tcase = tcase_create("programme_gate");
  tcase_set_timeout(tcase, 60.0);
  tcase_add_test(tcase, the_loudest_of_d_and_the_legs_decides);
  tcase_add_test(tcase, power_counts_up_to_20_khz);
  tcase_add_test(tcase, lines_of_a_comb_are_no_programme);
  tcase_add_test(tcase, every_allocation_may_fail);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
