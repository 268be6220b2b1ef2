// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/random.h"
#include "support/run.h"

#include "dsp/comb_classify.h"

#include <check.h>

#include <complex.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What segments may say of a comb, written by hand: any set of its lines is
// pick-up on both legs, the others are noise. What is told has to be that set.

enum { N_LINES = HC_MAX_LINES_OF_COMB, N = 12 };

#define ALL (((uint64_t)1 << N_LINES) - 1U)

/// Noise of variance 1e-12, in every segment another
static HcSteady
noise_of(uint64_t* const state)
{
  const HcSteady steady = {.mean     = draw_normal(state, 1e-12),
                           .variance = 1e-12,
                           .beside   = 1e-11,
                           .agreeing = draw(state) % 3U,
                           .clear    = N,
                           .shown    = draw(state) % 3U};
  return steady;
}

/// A line that stands still, of about this amplitude and any phase
static HcSteady
line_of(uint64_t* const state, const double amplitude)
{
  const double   phase  = 6.283185307179586 * draw_unit(state);
  const double   size   = amplitude * draw_between(state, 0.5, 1.0);
  const HcSteady steady = {.mean     = size * cexp(CMPLX(0.0, phase)),
                           .variance = 1e-12,
                           .beside   = 1e-11,
                           .agreeing = N,
                           .clear    = N,
                           .shown    = N};
  return steady;
}

/// `lines` in P, nothing but noise in D, in silence
static HcCombTrack
track_of(uint64_t* const state, const uint64_t lines, const double amplitude)
{
  HcCombTrack track = {.hz       = 50.0,
                       .hz_sigma = 1e-4,
                       .seconds  = 6.0,
                       .n        = N,
                       .n_silent = N,
                       .remains  = 1.0,
                       .least    = 1e-9,
                       .greatest = 1e-9,
                       .n_lines  = N_LINES};
  for (size_t i = 0; i < N_LINES; ++i) {
    track.lines[i].d = noise_of(state);
    track.lines[i].p =
      lines >> i & 1U ? line_of(state, amplitude) : noise_of(state);
  }
  return track;
}

static uint64_t
draw_lines(uint64_t* const state)
{
  const uint64_t high = draw(state);
  return (high << 32U | draw(state)) & ALL;
}

START_TEST(lines_of_a_set_are_counted)
{
  uint64_t state = 1;
  ck_assert_uint_eq(hc_count_lines(0U), 0U);
  ck_assert_uint_eq(hc_count_lines(UINT64_MAX), 64U);
  for (int take = 0; take < 1000; ++take) {
    const uint64_t lines = draw_lines(&state);
    unsigned       count = 0;
    for (size_t i = 0; i < 64U; ++i) {
      count += (unsigned)(lines >> i & 1U);
    }
    ck_assert_uint_eq(hc_count_lines(lines), count);
  }
}
END_TEST

START_TEST(in_silence_what_stands_still_is_proven)
{
  uint64_t state = 2;
  for (int take = 0; take < 500; ++take) {
    const uint64_t    lines = draw_lines(&state);
    const HcCombTrack track = track_of(&state, lines, 1e-4);
    ck_assert_uint_eq(hc_still_lines(&track), lines);
    ck_assert_uint_eq(hc_proven_lines(&track), lines);
  }
}
END_TEST

START_TEST(too_little_silence_proves_nothing)
{
  uint64_t state = 3;
  for (unsigned n = 1; n <= 4; ++n) {
    HcCombTrack track = track_of(&state, ALL, 1e-4);
    track.n           = n;
    track.n_silent    = n;
    for (size_t i = 0; i < N_LINES; ++i) {
      track.lines[i].p.agreeing = n;
    }
    ck_assert_uint_eq(hc_still_lines(&track), ALL);
    ck_assert_uint_eq(hc_proven_lines(&track), n < 3 ? 0U : ALL);
  }
}
END_TEST

START_TEST(loud_lines_in_silence_have_to_last)
{
  // Power of 1e-4 together: a tone that is held could be as loud
  uint64_t state = 4;
  for (int take = 0; take < 100; ++take) {
    const bool   is_long = take % 2;
    const bool   is_loud = take % 4 >= 2;
    HcCombTrack  track   = track_of(&state, 1U, 1.0);
    const double level   = sqrt(is_loud ? 1.1e-4 : 0.9e-4);
    track.lines[0].p.mean *= level / cabs(track.lines[0].p.mean);
    track.seconds = is_long ? 8.1 : 7.9;
    ck_assert_uint_eq(hc_proven_lines(&track), is_loud && !is_long ? 0U : 1U);
    ck_assert_uint_eq(hc_still_lines(&track), 1U);
  }
}
END_TEST

START_TEST(programme_that_is_told_apart_proves_lines)
{
  // It plays throughout; of d and m nothing is left beside the lines
  uint64_t state = 5;
  for (int take = 0; take < 500; ++take) {
    const uint64_t lines = draw_lines(&state);
    HcCombTrack    track = track_of(&state, lines, 1e-3);
    track.n_silent       = 0;
    track.plays          = true;
    track.remains        = 1e-4;
    for (size_t i = 0; i < N_LINES; ++i) {
      track.lines[i].transfer = CMPLX(0.4, 0.1);
    }
    ck_assert_uint_eq(hc_proven_lines(&track), lines);

    // Where T is that of another frequency, it has to stand still
    const size_t i          = draw(&state) % N_LINES;
    track.lines[i].borrowed = true;
    ck_assert_uint_eq(hc_proven_lines(&track), lines);
    track.lines[i].p.agreeing = 0;
    track.lines[i].p.shown    = 0;
    ck_assert_uint_eq(hc_proven_lines(&track), lines & ~((uint64_t)1 << i));

    // And where it is not told apart, nothing is proven
    track.remains = 0.5;
    ck_assert_uint_eq(hc_proven_lines(&track), 0U);
  }
}
END_TEST

START_TEST(what_does_not_stand_still_is_no_line)
{
  uint64_t state = 6;
  for (int take = 0; take < 200; ++take) {
    const uint64_t  lines = draw_lines(&state) | 1U;
    const size_t    i     = 1U + draw(&state) % (N_LINES - 1U);
    const uint64_t  bit   = (uint64_t)1 << i;
    HcCombTrack     track = track_of(&state, lines | bit, 1e-3);
    HcSteady* const p     = &track.lines[i].p;
    const HcSteady  still = *p;
    const uint64_t  rest  = lines & ~bit;

    // There in fewer than half of the segments, also of the quiet ones
    p->agreeing = N / 2U - 1U;
    p->shown    = N / 2U - 1U;
    ck_assert_uint_eq(hc_still_lines(&track), rest);

    // In all pauses, that are far below the programme
    track.greatest = 11.0 * track.least;
    p->clear       = 4U;
    p->shown       = 3U;
    ck_assert_uint_eq(hc_still_lines(&track), rest | bit);
    p->shown = 2U;
    ck_assert_uint_eq(hc_still_lines(&track), rest);
    track.greatest = track.least;

    // As much power beside it; an error as large as itself
    *p        = still;
    p->beside = 0.11 * creal(p->mean * conj(p->mean));
    ck_assert_uint_eq(hc_still_lines(&track), rest);
    *p          = still;
    p->variance = creal(p->mean * conj(p->mean)) / 15.0;
    ck_assert_uint_eq(hc_still_lines(&track), rest);

    // More than 30 dB below the strongest
    *p = still;
    p->mean *= 0.025e-3 / cabs(p->mean);
    track.lines[0].p.mean *= 1e-3 / cabs(track.lines[0].p.mean);
    ck_assert_uint_eq(hc_still_lines(&track), rest);
    p->mean *= 0.04 / 0.025;
    ck_assert_uint_eq(hc_still_lines(&track), rest | bit);
  }
}
END_TEST

START_TEST(lines_in_antiphase_were_sent)
{
  // Pick-up g and h on the legs is d = g - h, m = (g + h) / 2; in like phase
  // |m| >= |d| / 2
  uint64_t state = 7;
  for (int take = 0; take < 200; ++take) {
    const bool sent = take % 2;
    // Alike or not, on one leg alone too; sent lines on both
    const double         ratio = draw_between(&state, sent ? 0.4 : 0.0, 1.0);
    const double complex hot   = line_of(&state, 1e-4).mean;
    const double complex cold  = hot * (sent ? -ratio : take % 4 ? ratio : 0.0);
    HcCombTrack          track = track_of(&state, 1U, 1e-4);
    track.lines[0].d           = line_of(&state, 1e-4);
    track.lines[0].d.mean      = hot - cold;
    track.lines[0].p.mean      = 0.5 * (hot + cold);
    ck_assert_uint_eq(hc_still_lines(&track), sent ? 0U : 1U);
    ck_assert_uint_eq(hc_proven_lines(&track), sent ? 0U : 1U);
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("comb_classify");
  TCase* const tcase = tcase_create("comb_classify");
  tcase_add_test(tcase, lines_of_a_set_are_counted);
  tcase_add_test(tcase, in_silence_what_stands_still_is_proven);
  tcase_add_test(tcase, too_little_silence_proves_nothing);
  tcase_add_test(tcase, loud_lines_in_silence_have_to_last);
  tcase_add_test(tcase, programme_that_is_told_apart_proves_lines);
  tcase_add_test(tcase, what_does_not_stand_still_is_no_line);
  tcase_add_test(tcase, lines_in_antiphase_were_sent);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
