// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What hotcold/analyzer.h promises to any caller

#include "support/failing_alloc.h"
#include "support/random.h"
#include "support/run.h"

#include <hotcold/analyzer.h>

#include <check.h>

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static bool
accepts(const uint32_t rate, const HcAnalyzerSettings* const settings)
{
  HcAnalyzer* const analyzer = hc_analyzer_new(rate, settings);
  const bool        accepted = analyzer != NULL;
  hc_analyzer_free(analyzer);
  return accepted;
}

START_TEST(rates_have_a_range)
{
  const HcAnalyzerSettings settings = hc_analyzer_defaults();
  ck_assert(accepts(HC_MIN_RATE, &settings));
  ck_assert(accepts(HC_MAX_RATE, &settings));
  ck_assert(!accepts(0, &settings));
  ck_assert(!accepts(HC_MIN_RATE - 1U, &settings));
  ck_assert(!accepts(HC_MAX_RATE + 1U, &settings));
  ck_assert(!accepts(UINT32_MAX, &settings));
}
END_TEST

// As hotcold/analyzer.h states them
static const struct {
  size_t offset;
  double inside[3];
  double outside[5];
} ranges[] = {
  {offsetof(HcAnalyzerSettings, average),
   {0.0, 0.1, 3600.0},
   {-1.0, 0.05, 3601.0, (double)NAN, (double)INFINITY}},
  {offsetof(HcAnalyzerSettings, silence),
   {-200.0, -70.0, 0.0},
   {-201.0, 0.1, -(double)INFINITY, (double)NAN, (double)INFINITY}},
  {offsetof(HcAnalyzerSettings, gain_tolerance),
   {0.0, 0.1, 6.0},
   {-0.1, 6.1, -(double)INFINITY, (double)NAN, (double)INFINITY}},
  {offsetof(HcAnalyzerSettings, delay_tolerance),
   {0.0, 0.1, 1000.0},
   {-0.1, 1001.0, -(double)INFINITY, (double)NAN, (double)INFINITY}},
};

static bool
accepts_value(const size_t offset, const double value)
{
  HcAnalyzerSettings settings           = hc_analyzer_defaults();
  *(double*)((char*)&settings + offset) = value;
  return accepts(8000U, &settings);
}

START_TEST(settings_have_ranges)
{
  for (size_t i = 0; i < 3; ++i) {
    ck_assert(accepts_value(ranges[_i].offset, ranges[_i].inside[i]));
  }
  for (size_t i = 0; i < 5; ++i) {
    ck_assert(!accepts_value(ranges[_i].offset, ranges[_i].outside[i]));
  }
}
END_TEST

// Noise in antiphase and hum on both legs, at 8000 Hz; 2 s of hum alone in 6 s
static void
feed_second(HcAnalyzer* const analyzer, uint64_t* const seed, const int second)
{
  enum { RATE = 8000 };
  static const double tau = 6.283185307179586;
  float               hot[RATE];
  float               cold[RATE];
  const double        gain = second % 6 < 4 ? 0.1 : 0.0;
  for (int i = 0; i < RATE; ++i) {
    const double programme = gain * (draw_unit(seed) - 0.5);
    const double hum       = 1e-3 * sin(tau * 50.0 * i / RATE) +
                       1e-3 * sin(tau * 150.0 * i / RATE) +
                       1e-3 * sin(tau * 250.0 * i / RATE);
    hot[i]  = (float)(programme + hum);
    cold[i] = (float)(-0.9 * programme + hum);
  }
  hc_analyzer_feed(analyzer, hot, cold, NULL, RATE);
}

START_TEST(memory_is_allocated_by_new_alone)
{
  const HcAnalyzerSettings settings = hc_analyzer_defaults();
  HcAnalysis               analysis;
  uint64_t                 seed = 8;
  failing_alloc_set(0);
  HcAnalyzer* const analyzer = hc_analyzer_new(8000, &settings);
  // Check allocates too, so that nothing is asserted before the end
  const size_t before = failing_alloc_count();
  bool         hums   = false;
  for (int second = 0; second < 20; ++second) {
    feed_second(analyzer, &seed, second);
    hc_analyzer_read(analyzer, &analysis);
    if (second == 12) {
      hums = analysis.readings[HC_HUM_FREQUENCY].valid;
      hc_analyzer_gap(analyzer, 1);
    } else if (second == 16) {
      hc_analyzer_reset(analyzer);
    }
  }
  const size_t after = failing_alloc_count();
  ck_assert_uint_gt(before, 0);
  ck_assert_uint_eq(after, before);
  ck_assert(hums);
  ck_assert(analysis.readings[HC_BALANCE].valid);
  hc_analyzer_free(analyzer);
  hc_analyzer_free(NULL);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("contract");
  TCase* const tcase = tcase_create("contract");
  tcase_add_test(tcase, rates_have_a_range);
  tcase_add_loop_test(
    tcase, settings_have_ranges, 0, (int)(sizeof(ranges) / sizeof(ranges[0])));
  tcase_add_test(tcase, memory_is_allocated_by_new_alone);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
