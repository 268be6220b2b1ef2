// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include "config/limits.h"
#include "config/settings.h"

#include <check.h>

#include <stddef.h>

static const char* const configurations[] = {
  PRESETS "/studio-pair.conf",
  PRESETS "/rack-headless.conf",
};

static const char* const limits[] = {
  PRESETS "/bench-cable.conf",
  PRESETS "/rack-headless.conf",
};

START_TEST(a_preset_runs)
{
  const char* const words[] = {"run", "-c", configurations[_i]};
  HcSettings        s;
  HcError           error = {HC_SUCCESS, ""};
  ck_assert_msg(
    !hc_settings_load(&s, HC_RUN, 3, words, &error), "%s", error.text);
  ck_assert_uint_ge(s.n_lines, 1);
  for (size_t i = 0; i < s.n_lines; ++i) {
    ck_assert(*s.lines[i].hot && *s.lines[i].cold);
  }
  hc_settings_finish(&s);
}
END_TEST

START_TEST(a_preset_judges)
{
  HcLineSpec line  = {.name = "mix-left"};
  HcError    error = {HC_SUCCESS, ""};
  ck_assert_msg(
    !hc_limits_load(limits[_i], &line, 1, &error), "%s", error.text);
  ck_assert_uint_ge(line.n_limits, 1);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("presets");
  TCase* const tcase = tcase_create("presets");
  tcase_add_loop_test(tcase, a_preset_runs, 0, 2);
  tcase_add_loop_test(tcase, a_preset_judges, 0, 2);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
