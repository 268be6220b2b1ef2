// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/random.h"
#include "support/run.h"

#include <hotcold/analyzer.h>

#include <check.h>

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

// The first seconds, before it can be known whether mains hum is on a line.

#define RATE 48000U
#define CHUNK 2400U            // 50 ms
#define TURN 6.283185307179586 // Radian
#define NOTHING (-(double)INFINITY)

typedef struct {
  double hz;    // Of the mains
  double level; // dBFS of the hum on hot
  double notes; // dBFS of a chord on cold, all of it below 2.4 kHz
  double noise; // dBFS on cold; on hot it is -110
  double lead;  // Seconds of noise before hum sets in
  int    top;   // Highest line of the hum, 0: 19
  double tone;  // Hz of a tone instead of the chord, 0: none
  bool   line;  // Hum on both legs, and after 3 s notes on both: twice as much
                // on hot
} Scene;

static double
amplitude(const double db)
{
  return pow(10.0, db / 20.0);
}

// Odd harmonics that fall as 1 / k, RMS of a sine of amplitude 1
static double
hum_at(const double hz, const int top, const double t)
{
  double sum   = 0.0;
  double power = 0.0;
  for (int k = 1; k <= top; k += 2) {
    sum += sin(TURN * k * hz * t + k) / k;
    power += 1.0 / (k * k);
  }
  return sum / sqrt(power);
}

// Three notes at a time, each struck anew after half a second
static double
chord_at(const double t)
{
  static const double hz[2][3] = {{110.0, 164.8, 277.2}, {123.5, 185.0, 311.1}};
  const double* const notes    = hz[(int)(2.0 * t) % 2];
  const double        since    = fmod(t, 0.5);
  double              sum      = 0.0;
  for (int i = 0; i < 3; ++i) {
    for (int k = 1; k <= 4; ++k) {
      sum += sin(TURN * k * notes[i] * since) / k;
    }
  }
  return exp(-3.0 * since) * (1.0 - exp(-200.0 * since)) * sum / 2.0;
}

// White, RMS of a sine of amplitude 1
static double
noise(uint64_t* const state)
{
  return sqrt(1.5) * draw_noise(state);
}

// Feed the chunk that begins `at` frames
static void
play(HcAnalyzer* const  analyzer,
     const Scene* const scene,
     const uint32_t     at,
     uint64_t* const    random)
{
  float hot[CHUNK];
  float cold[CHUNK];
  for (uint32_t i = 0; i < CHUNK; ++i) {
    const double t     = (at + i) / (double)RATE;
    const double level = t < scene->lead ? 0.0 : amplitude(scene->level);
    const double hum =
      level * hum_at(scene->hz, scene->top ? scene->top : 19, t);
    const bool   plays = !scene->line || t >= 3.0;
    const double sound =
      scene->tone > 0.0 ? sin(TURN * scene->tone * t) : chord_at(t);
    const double notes      = plays ? amplitude(scene->notes) * sound : 0.0;
    const double hot_noise  = amplitude(-110.0) * noise(random);
    const double cold_noise = amplitude(scene->noise) * noise(random);
    hot[i]  = (float)(hum + hot_noise - (scene->line ? 2.0 * notes : 0.0));
    cold[i] = (float)(notes + cold_noise + (scene->line ? hum : 0.0));
  }
  hc_analyzer_feed(analyzer, hot, cold, NULL, CHUNK);
}

// Seconds until there is a verdict, at most `seconds`, and which
static double
named_after(const Scene* const scene,
            const double       seconds,
            HcVerdict* const   verdict)
{
  const HcAnalyzerSettings settings = hc_analyzer_defaults();
  HcAnalyzer* const        analyzer = hc_analyzer_new(RATE, &settings);
  HcAnalysis               analysis;
  uint32_t                 frame  = 0;
  uint64_t                 random = 1;
  ck_assert_ptr_nonnull(analyzer);
  do {
    play(analyzer, scene, frame, &random);
    frame += CHUNK;
    hc_analyzer_read(analyzer, &analysis);
  } while (analysis.judgement.verdict == HC_UNKNOWN && frame < seconds * RATE);
  hc_analyzer_free(analyzer);
  *verdict = analysis.judgement.verdict;
  return frame / (double)RATE;
}

START_TEST(hum_alone_is_never_programme)
{
  // Loud hum could be a tone that is held for 8 s
  static const double mains[]  = {50.0, 49.8, 50.2, 60.0, 59.9};
  static const double levels[] = {-60.0, -40.0, -30.0, -20.0};
  static const double noises[] = {-110.0, NOTHING};
  const Scene         scene    = {.hz    = mains[_i % 5],
                                  .level = levels[_i / 5 % 4],
                                  .notes = NOTHING,
                                  .noise = noises[_i / 20]};
  HcVerdict           verdict;
  named_after(&scene, 12.0, &verdict);
  ck_assert_int_eq(verdict, HC_UNKNOWN);
}
END_TEST

START_TEST(hum_of_few_lines_is_none_either)
{
  // Too few for a comb
  static const double mains[]  = {50.01, 59.97};
  static const double levels[] = {-60.0, -40.0, -20.0};
  const Scene         scene    = {.hz    = mains[_i % 2],
                                  .level = levels[_i / 2 % 3],
                                  .notes = NOTHING,
                                  .noise = -110.0,
                                  .top   = _i / 6 ? 3 : 1};
  HcVerdict           verdict;
  named_after(&scene, 20.0, &verdict);
  ck_assert_int_eq(verdict, HC_UNKNOWN);
}
END_TEST

START_TEST(hum_that_sets_in_is_never_programme)
{
  static const double mains[]  = {50.0, 50.2, 59.9};
  static const double levels[] = {-60.0, -40.0, -35.0, -30.0};
  static const double leads[]  = {1.0, 0.3, 5.0};
  const Scene         scene    = {.hz    = mains[_i % 3],
                                  .level = levels[_i / 3 % 4],
                                  .notes = NOTHING,
                                  .noise = -110.0,
                                  .lead  = leads[_i / 12]};
  HcVerdict           verdict;
  named_after(&scene, 18.0, &verdict);
  ck_assert_int_eq(verdict, HC_UNKNOWN);
}
END_TEST

START_TEST(notes_below_the_top_of_the_mains_are_programme_at_once)
{
  static const double levels[] = {-120.0, -50.0, -40.0};
  const Scene         scene    = {
               .hz = 50.03, .level = levels[_i], .notes = -26.0, .noise = -110.0};
  HcVerdict    verdict;
  const double seconds = named_after(&scene, 5.0, &verdict);
  ck_assert_int_eq(verdict, HC_HOT_MISSING);
  ck_assert_double_le(seconds, 1.0);
}
END_TEST

START_TEST(tones_are_programme_at_once)
{
  // Where lines may lie, too: bench tones, and a note
  static const double tones[] = {440.0, 997.0, 1000.0, 1020.0, 1234.5};
  const Scene         scene   = {.hz    = 50.03,
                                 .level = -120.0,
                                 .notes = -20.0,
                                 .noise = -110.0,
                                 .tone  = tones[_i]};
  HcVerdict           verdict;
  const double        seconds = named_after(&scene, 5.0, &verdict);
  ck_assert_int_eq(verdict, HC_HOT_MISSING);
  ck_assert_double_le(seconds, 1.0);
}
END_TEST

START_TEST(a_low_tone_that_is_no_line_is_programme_later)
{
  const Scene  scene = {.hz    = 50.03,
                        .level = -120.0,
                        .notes = -20.0,
                        .noise = -110.0,
                        .tone  = 41.2};
  HcVerdict    verdict;
  const double seconds = named_after(&scene, 5.0, &verdict);
  ck_assert_int_eq(verdict, HC_HOT_MISSING);
  ck_assert_double_le(seconds, 4.0);
}
END_TEST

START_TEST(hum_that_was_heard_before_makes_no_stereo)
{
  static const double mains[] = {50.01, 49.97, 60.02};
  static const double notes[] = {-36.0, -32.0, -28.0, -24.0};
  const Scene         scene   = {.hz    = mains[_i % 3],
                                 .level = -40.0,
                                 .notes = notes[_i / 3],
                                 .noise = -110.0,
                                 .line  = true};
  HcVerdict           verdict;
  named_after(&scene, 6.0, &verdict);
  ck_assert_int_eq(verdict, HC_UNEQUAL);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("early");
  TCase* const tcase = tcase_create("early");
  tcase_set_timeout(tcase, 60.0);
  tcase_add_loop_test(tcase, hum_alone_is_never_programme, 0, 40);
  tcase_add_loop_test(tcase, hum_of_few_lines_is_none_either, 0, 12);
  tcase_add_loop_test(tcase, hum_that_sets_in_is_never_programme, 0, 36);
  tcase_add_loop_test(
    tcase, notes_below_the_top_of_the_mains_are_programme_at_once, 0, 3);
  tcase_add_loop_test(tcase, tones_are_programme_at_once, 0, 5);
  tcase_add_test(tcase, a_low_tone_that_is_no_line_is_programme_later);
  tcase_add_loop_test(tcase, hum_that_was_heard_before_makes_no_stereo, 0, 12);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
