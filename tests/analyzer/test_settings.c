// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

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

int
main(void)
{
  Suite* const suite = suite_create("settings");
  TCase* const tcase = tcase_create("settings");
  tcase_add_test(tcase, rates_have_a_range);
  tcase_add_loop_test(
    tcase, settings_have_ranges, 0, (int)(sizeof(ranges) / sizeof(ranges[0])));
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
