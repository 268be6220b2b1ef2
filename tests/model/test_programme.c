// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "response.h"

#include "support/failing_alloc.h"
#include "support/run.h"

#include "model/filter.h"
#include "model/pink.h"
#include "model/programme.h"

#include <check.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/// What some seconds of a programme show
typedef struct {
  double left;  ///< Level of the left side, dBFS (AES17)
  double right; ///< Level of the right side, dBFS (AES17)
  double peak;  ///< Peak of the left side
  double correlation;
  double quiet; ///< Share of the chunks in which the left side is silent
} Facts;

static Facts
play(const HcProgrammeSettings* const settings,
     const double                     rate,
     const double                     seconds)
{
  HcProgramme* const programme = hc_programme_new(settings, rate);
  const size_t       chunks    = (size_t)(seconds * rate / HC_CHUNK);
  double             ll        = 0.0;
  double             rr        = 0.0;
  double             lr        = 0.0;
  Facts              facts     = {0.0, 0.0, 0.0, 0.0, 0.0};
  for (size_t i = 0; i < chunks; ++i) {
    double left[HC_CHUNK];
    double right[HC_CHUNK];
    double power = 0.0;
    hc_programme_play(programme, left, right, HC_CHUNK);
    for (size_t n = 0; n < HC_CHUNK; ++n) {
      power += left[n] * left[n];
      rr += right[n] * right[n];
      lr += left[n] * right[n];
      facts.peak = fmax(facts.peak, fabs(left[n]));
    }
    ll += power;
    facts.quiet += power < 1e-12 ? 1.0 / (double)chunks : 0.0;
  }
  const double frames = (double)chunks * HC_CHUNK;
  facts.left          = 10.0 * log10(2.0 * ll / frames);
  facts.right         = 10.0 * log10(2.0 * rr / frames);
  facts.correlation   = lr / sqrt(ll * rr);
  hc_programme_free(programme);
  return facts;
}

static const double rates[] = {44100.0, 48000.0, 96000.0, 192000.0};

#define N_RATES ((int)(sizeof(rates) / sizeof(rates[0])))

START_TEST(pink_falls_as_one_over_f)
{
  const double       rate   = rates[_i];
  const size_t       frames = (size_t)(4.0 * rate) / 64U * 64U;
  const HcStateSpace pink   = hc_pink_state_space(5.0, 0.0);
  double* const      y      = impulse_responses(&pink, rate, 0, frames);
  const double       at_1k  = decibels(transform(y, frames, 1000.0, rate));
  for (size_t band = 0; band < N_BANDS; ++band) {
    const double hz    = band_hz(band);
    const double slope = -10.0 * log10(hz / 1000.0);
    const double level = decibels(transform(y, frames, hz, rate)) - at_1k;
    ck_assert_double_eq_tol(level, slope, 0.03);
  }
  free(y);
}
END_TEST

START_TEST(levels_are_as_asked_for)
{
  static const HcProgrammeKind kinds[] = {
    HC_PROGRAMME_PINK, HC_PROGRAMME_WHITE, HC_PROGRAMME_STEREO};
  // Standard deviations over 20 s: pink 0.05 dB, white 0.004 dB, notes 0.4 dB
  static const double       tolerances[] = {0.2, 0.016, 1.6};
  const HcProgrammeSettings settings     = {
        .kind = kinds[_i], .level = -23.0, .seed = 5};
  const Facts facts = play(&settings, 48000.0, 20.0);
  ck_assert_double_eq_tol(facts.left, -23.0, tolerances[_i]);
  ck_assert_double_eq_tol(facts.right, -23.0, tolerances[_i]);
}
END_TEST

START_TEST(a_sine_is_exact)
{
  const HcProgrammeSettings settings = {
    .kind = HC_PROGRAMME_SINE, .level = -20.0, .hz = 1000.0};
  const Facts facts = play(&settings, 48000.0, 10.0);
  ck_assert_double_eq_tol(facts.left, -20.0, 1e-9);
  ck_assert_double_eq_tol(facts.peak, 0.1, 1e-9);
  ck_assert_double_eq_tol(facts.correlation, 0.0, 1e-6);
}
END_TEST

START_TEST(peaks_stay_below_what_was_asked_for)
{
  const HcProgrammeSettings settings = {
    .kind = HC_PROGRAMME_WHITE, .level = -6.0, .peak = true, .seed = 3};
  const Facts facts = play(&settings, 48000.0, 60.0);
  ck_assert_double_le(facts.peak, 0.50118724);
  ck_assert_double_gt(facts.peak, 0.48);
}
END_TEST

START_TEST(sides_are_related_as_told)
{
  HcProgrammeSettings settings = {
    .kind = HC_PROGRAMME_PINK, .level = -20.0, .seed = 9};
  ck_assert_double_lt(fabs(play(&settings, 48000.0, 30.0).correlation), 0.05);
  settings.kind = HC_PROGRAMME_STEREO;
  ck_assert_double_eq_tol(
    play(&settings, 48000.0, 40.0).correlation, 0.5, 0.15);
}
END_TEST

START_TEST(pauses_are_silent)
{
  HcProgrammeSettings settings = {
    .kind = HC_PROGRAMME_PAUSES, .level = -20.0, .seed = 9};
  ck_assert_double_eq_tol(play(&settings, 48000.0, 50.0).quiet, 0.4, 0.01);
  settings.kind     = HC_PROGRAMME_SPEECH;
  const Facts facts = play(&settings, 48000.0, 60.0);
  ck_assert_double_gt(facts.quiet, 0.1);
  ck_assert_double_lt(facts.quiet, 0.6);
  settings.kind = HC_PROGRAMME_SILENCE;
  ck_assert_double_eq(play(&settings, 48000.0, 1.0).peak, 0.0);
}
END_TEST

START_TEST(a_seed_tells_one_programme)
{
  HcProgrammeSettings settings = {
    .kind = HC_PROGRAMME_PINK, .level = -20.0, .seed = 1};
  const Facts a = play(&settings, 48000.0, 1.0);
  const Facts b = play(&settings, 48000.0, 1.0);
  settings.seed = 2;
  const Facts c = play(&settings, 48000.0, 1.0);
  ck_assert_mem_eq(&a, &b, sizeof(a));
  ck_assert_double_ne(a.peak, c.peak);
}
END_TEST

static HcStatus
make_and_free(void* const context)
{
  (void)context;
  const HcProgrammeSettings settings  = {.kind = HC_PROGRAMME_STEREO};
  HcProgramme* const        programme = hc_programme_new(&settings, 48000.0);
  hc_programme_free(programme);
  return programme ? HC_SUCCESS : HC_NO_MEMORY;
}

START_TEST(running_out_of_memory_is_survived)
{
  failing_alloc_replay(make_and_free, NULL);
  hc_programme_free(NULL);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("programme");
  TCase* const tcase = tcase_create("programme");
  tcase_set_timeout(tcase, 60.0);
  tcase_add_loop_test(tcase, pink_falls_as_one_over_f, 0, N_RATES);
  tcase_add_loop_test(tcase, levels_are_as_asked_for, 0, 3);
  tcase_add_test(tcase, a_sine_is_exact);
  tcase_add_test(tcase, peaks_stay_below_what_was_asked_for);
  tcase_add_test(tcase, sides_are_related_as_told);
  tcase_add_test(tcase, pauses_are_silent);
  tcase_add_test(tcase, a_seed_tells_one_programme);
  tcase_add_test(tcase, running_out_of_memory_is_survived);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
