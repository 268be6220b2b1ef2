// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include "config/settings.h"
#include "config/value.h"

#include <check.h>

#include <stdio.h>
#include <string.h>

// A value, and a part of the error that it causes; NULL: the value is valid
typedef struct {
  HcSection   section;
  const char* key;
  const char* text;
  const char* error;
} Case;

#define NONE HC_SECTION_NONE
#define HOTCOLD HC_SECTION_HOTCOLD
#define OSC HC_SECTION_OSC
#define LINE HC_SECTION_LINE

static const Case cases[] = {
  {HOTCOLD, "client", "a", NULL},
  {HOTCOLD, "client", "", "``, expected 1 to 63 bytes, not 0"},
  {HOTCOLD, "client", "\"x\"", "expected text without quotation marks"},
  {HOTCOLD, "client", "a:b", "expected a name without a colon"},
  {HOTCOLD, "client", "\xFF", "expected UTF-8"},
  {HOTCOLD, "outputs", "none", NULL},
  {HOTCOLD, "outputs", "both", NULL},
  {HOTCOLD, "outputs", "Diff", "`Diff`, expected none, diff, common or both"},
  {HOTCOLD, "average", "0.1", NULL},
  {HOTCOLD, "average", "3600", NULL},
  {HOTCOLD, "average", "0", "`0`, expected a number from 0.1 to 3600 s"},
  {HOTCOLD, "average", "-5", "`-5`, expected a number"},
  {HOTCOLD, "average", "5s", "`5s`, expected a number"},
  {HOTCOLD, "average", "nan", "`nan`, expected a number"},
  {HOTCOLD, "analysis-threads", "1", NULL},
  {HOTCOLD, "analysis-threads", "64", NULL},
  {HOTCOLD, "analysis-threads", "65", "expected a whole number from 1 to 64"},
  {HOTCOLD, "analysis-threads", "0", "`0`, expected a whole number"},
  {HOTCOLD, "analysis-threads", "-1", "`-1`, expected a whole number"},
  {HOTCOLD, "analysis-threads", "2.5", "`2.5`, expected a whole number"},
  {HOTCOLD, "analysis-threads", "", "``, expected a whole number"},
  {HOTCOLD, "silence", "1", "`1`, expected a number from -200 to 0 dBFS"},
  {HOTCOLD, "capture-gain-tolerance", "-0.1", "from 0 to 6 dB"},
  {HOTCOLD, "capture-delay-tolerance", "1001", "from 0 to 1000 us"},
  {OSC, "rate", "1", NULL},
  {OSC, "rate", "60", NULL},
  {OSC, "rate", "60.01", "`60.01`, expected a number from 1 to 60 Hz"},
  {OSC, "rate", "0.5", "`0.5`, expected"},
  {OSC, "bundle", "off", NULL},
  {OSC, "bundle", "maybe", "`maybe`, expected yes or no"},
  {OSC, "listen", "127.0.0.1:0", NULL},
  {OSC, "listen", "127.0.0.1", "`127.0.0.1`: expected"},
  {OSC, "listen", "127.0.0.1:65536", "`127.0.0.1:65536`: expected"},
  {OSC, "listen", "127.0.0.1:x", "`127.0.0.1:x`: expected"},
  {OSC, "target", "127.0.0.1:9000", NULL},
  {OSC, "target", "127.0.0.1:0", "`127.0.0.1:0`: expected"},
  {OSC, "target", "9000", "`9000`: expected"},
  {OSC, "allow", "192.168.1.0/24", NULL},
  {OSC, "allow", "192.168.1.0/33", "`192.168.1.0/33`: expected"},
  {OSC, "allow", "anyone", "`anyone`: expected"},
  {LINE, "dbu-at-full-scale", "24", NULL},
  {LINE, "dbu-at-full-scale", "61", "`61`, expected a number from -60 to 60"},
  {LINE, "hot", "system:capture_1", NULL},
  {LINE, "cold", "", "expected 1 to 335 bytes"},
  {LINE, "limit", "balance min 40", NULL},
  {LINE, "limit", " balance  min\t40 hold 2.5 ", NULL},
  {LINE, "limit", "balance", "`balance`, expected READING min|max VALUE"},
  {LINE, "limit", "", "expected READING min|max VALUE"},
  {LINE, "limit", "balance least 40", "expected READING min|max VALUE"},
  {LINE, "limit", "balance min 40 for 2", "expected READING min|max VALUE"},
  {LINE, "limit", "balance min 40 hold", "expected READING min|max VALUE"},
  {LINE, "limit", "balance min 40 hold 2 s", "expected READING min|max"},
  {LINE, "limit", "balanc min 40", "(did you mean `balance`?)"},
  {LINE, "limit", "balance min inf", "`inf`, expected a number from -200"},
  {LINE, "limit", "balance min 201", "`201`, expected a number"},
  {LINE, "limit", "correlation max 1.5", "`1.5`, expected a number from -1"},
  {LINE,
   "limit",
   "balance min 40 hold -1",
   "`-1`, expected a hold time from 0"},
  {NONE, "channels", "3,4", NULL},
  {NONE, "channels", "3,4,1", NULL},
  {NONE, "channels", "0,1", "`0,1`, expected HOT,COLD[,REF]"},
  {NONE, "channels", "1", "`1`, expected HOT,COLD[,REF]"},
  {NONE, "channels", "1,1", "different channels"},
  {NONE, "channels", "1,2,3,4", "expected HOT,COLD[,REF]"},
  {NONE, "channels", "1,2,", "expected HOT,COLD[,REF]"},
  {NONE, "channels", "1,-2", "expected HOT,COLD[,REF]"},
  {NONE, "channels", "1,2000", "expected HOT,COLD[,REF]"},
};

static const HcOption*
option_of(const Case* const c)
{
  return c->section == NONE ? hc_option_of_command(HC_ANALYZE, c->key)
                            : hc_option_of_section(c->section, c->key);
}

START_TEST(values_are_taken_or_refused)
{
  const Case* const     c        = &cases[_i];
  const HcOption* const option   = option_of(c);
  HcError               error    = {HC_SUCCESS, ""};
  HcLineSpec            line     = {.n_limits = 0};
  HcSettings            settings = {.n_lines = 0};
  ck_assert_ptr_nonnull(option);

  void* const    into   = c->section == LINE ? (void*)&line : (void*)&settings;
  const HcStatus status = hc_value_store(option, c->text, into, &error);
  if (!c->error) {
    ck_assert_msg(!status, "%s = %s: %s", c->key, c->text, error.text);
    return;
  }

  const HcLineSpec no_line     = {.n_limits = 0};
  const HcSettings no_settings = {.n_lines = 0};
  ck_assert_int_eq(status, HC_BAD_USAGE);
  ck_assert_msg(strstr(error.text, c->error), "%s: %s", c->text, error.text);
  ck_assert_mem_eq(&line, &no_line, sizeof(line));
  ck_assert_mem_eq(&settings, &no_settings, sizeof(settings));
}
END_TEST

START_TEST(a_limit_is_stored)
{
  HcLineSpec line  = {.n_limits = 0};
  HcError    error = {HC_SUCCESS, ""};
  ck_assert(!hc_value_limit("hum.diff max -80 hold 2.5", &line, &error));
  ck_assert_uint_eq(line.n_limits, 1);
  ck_assert_int_eq(line.limits[0].reading, HC_HUM_DIFF);
  ck_assert(line.limits[0].is_max);
  ck_assert_double_eq(line.limits[0].value, -80.0);
  ck_assert_double_eq(line.limits[0].hold, 2.5);

  for (size_t i = 1; i < HC_MAX_LIMITS; ++i) {
    ck_assert(!hc_value_limit("balance min 40", &line, &error));
  }
  ck_assert_int_eq(hc_value_limit("balance min 40", &line, &error),
                   HC_BAD_USAGE);
  ck_assert_ptr_nonnull(strstr(error.text, "at most 32 limits"));
  ck_assert_uint_eq(line.n_limits, HC_MAX_LIMITS);
}
END_TEST

START_TEST(lists_have_an_end)
{
  HcSettings settings = {.n_lines = 0};
  HcError    error    = {HC_SUCCESS, ""};
  char       text[32] = "";
  for (int i = 0; i < HC_MAX_TARGETS; ++i) {
    snprintf(text, sizeof(text), "127.0.0.1:%d", 9000 + i);
    ck_assert(!hc_value_network(HC_TYPE_TARGET, text, &settings, &error));
    snprintf(text, sizeof(text), "10.%d.0.0/16", i);
    ck_assert(!hc_value_network(HC_TYPE_ALLOW, text, &settings, &error));
  }
  ck_assert(hc_value_network(HC_TYPE_TARGET, "[::1]:1", &settings, &error));
  ck_assert(
    hc_value_network(HC_TYPE_TARGET, "127.0.0.1:9000", &settings, &error));
  ck_assert_ptr_nonnull(strstr(error.text, "each target only once"));
  ck_assert(
    hc_value_network(HC_TYPE_TARGET, "127.0.0.1:8000", &settings, &error));
  ck_assert_ptr_nonnull(strstr(error.text, "at most 16 targets"));
  ck_assert(hc_value_network(HC_TYPE_ALLOW, "11.0.0.0/8", &settings, &error));
  ck_assert_ptr_nonnull(strstr(error.text, "at most 16 networks"));
}
END_TEST

START_TEST(a_line_is_split_at_commas)
{
  HcLineSpec line  = {.name = "old", .reference = "old"};
  HcError    error = {HC_SUCCESS, ""};
  ck_assert(!hc_value_line("a b=x=1:y,.*_2$", &line, &error));
  ck_assert_str_eq(line.name, "a b");
  ck_assert_str_eq(line.hot, "x=1:y");
  ck_assert_str_eq(line.cold, ".*_2$");
  ck_assert_str_eq(line.reference, "");

  ck_assert(!hc_value_line("m=a{1\\,2},b\\\\c,d", &line, &error));
  ck_assert_str_eq(line.hot, "a{1,2}");
  ck_assert_str_eq(line.cold, "b\\\\c");
  ck_assert_str_eq(line.reference, "d");
}
END_TEST

START_TEST(lines_that_are_none)
{
  static const char* const foul[] = {
    "",
    "a",
    "=x,y",
    "a=",
    "a=x",
    "a=x,",
    "a=,y",
    "a=x,y,",
    "a=x,y,z,w",
    "a=x\ty,z",
    "0123456789012345678901234567890123456789012345678901234567890123=x,y"};
  const HcLineSpec before = {.name = "old"};
  for (size_t i = 0; i < sizeof(foul) / sizeof(foul[0]); ++i) {
    HcLineSpec line  = before;
    HcError    error = {HC_SUCCESS, ""};
    ck_assert_msg(hc_value_line(foul[i], &line, &error), "%s", foul[i]);
    ck_assert_ptr_nonnull(strstr(error.text, "expected NAME=HOT,COLD[,REF]"));
    ck_assert_mem_eq(&line, &before, sizeof(line));
  }
}
END_TEST

int
main(void)
{
  const int    n     = (int)(sizeof(cases) / sizeof(cases[0]));
  Suite* const suite = suite_create("value");
  TCase* const tcase = tcase_create("value");
  tcase_add_loop_test(tcase, values_are_taken_or_refused, 0, n);
  tcase_add_test(tcase, a_limit_is_stored);
  tcase_add_test(tcase, lists_have_an_end);
  tcase_add_test(tcase, a_line_is_split_at_commas);
  tcase_add_test(tcase, lines_that_are_none);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
