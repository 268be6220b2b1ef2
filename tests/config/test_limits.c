// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"
#include "support/scratch.h"

#include "config/limits.h"

#include <check.h>

#include <string.h>

static HcStatus
load(const char* const text,
     HcLineSpec* const lines,
     const size_t      n_lines,
     HcError* const    error)
{
  char path[SCRATCH_SIZE] = "";
  scratch_write(path, text, strlen(text));
  const HcStatus status = hc_limits_load(path, lines, n_lines, error);
  unlink(path);
  return status;
}

START_TEST(limits_for_every_line)
{
  static const char* const texts[] = {
    "limit = balance min 40\n",
    "[limits]\nlimit = balance min 40\n",
  };
  HcLineSpec lines[2] = {{.name = "a"}, {.name = "b", .n_limits = 7}};
  HcError    error    = {HC_SUCCESS, ""};
  ck_assert_msg(!load(texts[_i], lines, 2, &error), "%s", error.text);
  for (int i = 0; i < 2; ++i) {
    ck_assert_uint_eq(lines[i].n_limits, 1);
    ck_assert_int_eq(lines[i].limits[0].reading, HC_BALANCE);
    ck_assert_double_eq(lines[i].limits[0].value, 40.0);
  }
}
END_TEST

START_TEST(limits_by_name_come_on_top)
{
  HcLineSpec lines[2] = {{.name = "a"}, {.name = "b"}};
  HcError    error    = {HC_SUCCESS, ""};
  ck_assert_msg(!load("limit = balance min 40\n"
                      "[line b]\nlimit = balance min 60\n"
                      "[line c]\nlimit = balance min 80\n",
                      lines,
                      2,
                      &error),
                "%s",
                error.text);
  ck_assert_uint_eq(lines[0].n_limits, 1);
  ck_assert_uint_eq(lines[1].n_limits, 2);
  ck_assert_double_eq(lines[1].limits[1].value, 60.0);
}
END_TEST

START_TEST(one_line_takes_the_only_section)
{
  HcLineSpec line  = {.name = "take-7"};
  HcError    error = {HC_SUCCESS, ""};
  ck_assert(!load("[hotcold]\naverage = 2\n[osc]\nrate = 5\n"
                  "[line main]\nhot = h\ncold = c\nlimit = balance min 40\n",
                  &line,
                  1,
                  &error));
  ck_assert_uint_eq(line.n_limits, 1);
}
END_TEST

// A file for the lines a and b, and a part of the error that it causes
typedef struct {
  const char* text;
  const char* error;
} Case;

static const Case cases[] = {
  {"", ": no limit for line `a`, expected limit = READING min|max VALUE"},
  {"[line a]\nlimit = balance min 4\n", ": no limit for line `b`, expected"},
  {"[line c]\nlimit = balance min 4\n", ": no limit for line `a`, expected"},
  {"[line a]\n[line b]\n", ": no limit for line `a`, expected"},
  {"limits = balance min 4\n", ":1: `limits`, expected limit = ..."},
  {"[limits]\nhot = x\n", ":2: `hot`, expected limit = ..."},
  {"\nlimit = balance min\n", ":2: limit `balance min`, expected READING"},
  {"[limit]\n", ":1: section `[limit]`, expected [hotcold], [osc], [limits]"},
  {"limit = balance min 4\n[osc]\nrat = 3\n", ":3: `rat`, expected a key of"},
};

START_TEST(nothing_passes_because_nothing_was_asked)
{
  HcLineSpec lines[2] = {{.name = "a"}, {.name = "b"}};
  HcError    error    = {HC_SUCCESS, ""};
  ck_assert_int_eq(load(cases[_i].text, lines, 2, &error), HC_BAD_USAGE);
  ck_assert_msg(strstr(error.text, cases[_i].error), "%s", error.text);
}
END_TEST

START_TEST(limits_have_an_end)
{
  char       text[33 * 24 + 10] = "";
  HcLineSpec line               = {.name = "a"};
  HcError    error              = {HC_SUCCESS, ""};
  for (int i = 0; i < HC_MAX_LIMITS; ++i) {
    strcat(text, "limit = balance min 4\n");
  }
  ck_assert(!load(text, &line, 1, &error));
  ck_assert_uint_eq(line.n_limits, HC_MAX_LIMITS);
  strcat(text, "[line a]\nlimit = balance min 4\n");
  ck_assert_int_eq(load(text, &line, 1, &error), HC_BAD_USAGE);
  ck_assert_ptr_nonnull(strstr(error.text, "33 limits for line `a`"));
}
END_TEST

int
main(void)
{
  const int    n     = (int)(sizeof(cases) / sizeof(cases[0]));
  Suite* const suite = suite_create("limits");
  TCase* const tcase = tcase_create("limits");
  tcase_add_loop_test(tcase, limits_for_every_line, 0, 2);
  tcase_add_test(tcase, limits_by_name_come_on_top);
  tcase_add_test(tcase, one_line_takes_the_only_section);
  tcase_add_loop_test(tcase, nothing_passes_because_nothing_was_asked, 0, n);
  tcase_add_test(tcase, limits_have_an_end);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
