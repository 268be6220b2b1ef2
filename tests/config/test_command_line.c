// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failing_alloc.h"
#include "support/run.h"
#include "support/scratch.h"

#include "config/paths.h"
#include "config/settings.h"

#include <check.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MAX_WORDS 12

// The words of a command line from the subcommand on; the last one is NULL
typedef const char* Words[MAX_WORDS];

static HcStatus
load(HcSettings* const settings, const char* const* words, HcError* const error)
{
  int n = 0;
  while (n < MAX_WORDS && words[n]) {
    ++n;
  }
  int command = 0;
  while (strcmp(hc_command_info((HcCommand)command)->name, words[0])) {
    ck_assert_int_lt(++command, HC_N_COMMANDS);
  }
  return hc_settings_load(settings, (HcCommand)command, n, words, error);
}

// A home without a configuration, so that the tests do not read that of the
// machine
static void
leave_home(void)
{
  setenv("XDG_CONFIG_HOME", "/nowhere", 1);
  setenv("XDG_CONFIG_DIRS", "/nowhere", 1);
}

START_TEST(nothing_said_is_line_main)
{
  static const Words words[] = {{"run"}, {"measure"}};
  HcSettings         s;
  HcError            error = {HC_SUCCESS, ""};
  ck_assert_msg(!load(&s, words[_i], &error), "%s", error.text);
  ck_assert_uint_eq(s.n_lines, 1);
  ck_assert_str_eq(s.lines[0].name, "main");
  ck_assert_str_eq(s.lines[0].hot, "");
  ck_assert_str_eq(s.lines[0].cold, "");
  hc_settings_finish(&s);
}
END_TEST

START_TEST(options_in_every_form)
{
  static const Words words = {"run",
                              "--rate",
                              "30",
                              "--average=2",
                              "--outputs=both",
                              "--line",
                              "a=h,c",
                              "--silence",
                              "-80",
                              "--line=b=h,c,r"};
  HcSettings         s;
  HcError            error = {HC_SUCCESS, ""};
  ck_assert_msg(!load(&s, words, &error), "%s", error.text);
  ck_assert_double_eq(s.rate, 30.0);
  ck_assert_double_eq(s.analyzer.average, 2.0);
  ck_assert_double_eq(s.analyzer.silence, -80.0);
  ck_assert_int_eq(s.outputs, HC_OUTPUTS_BOTH);
  ck_assert_uint_eq(s.n_lines, 2);
  ck_assert_str_eq(s.lines[1].name, "b");
  ck_assert_str_eq(s.lines[1].reference, "r");
  hc_settings_finish(&s);
}
END_TEST

START_TEST(a_recording_names_its_line)
{
  static const struct {
    Words       words;
    const char* name;
    const char* operand;
  } rows[] = {
    {{"analyze", "a/b/take 3.x.wav"}, "take 3.x", "a/b/take 3.x.wav"},
    {{"analyze", ".wav"}, ".wav", ".wav"},
    {{"analyze", "take"}, "take", "take"},
    {{"analyze", "x.wav", "--name", "left"}, "left", "x.wav"},
    {{"analyze", "--name=left", "--", "--name"}, "left", "--name"},
    {{"analyze", "-"}, "-", "-"},
    {{"analyze", "\xFF.wav"}, "file", "\xFF.wav"},
    {{"analyze", "d/"}, "file", "d/"},
    {{"analyze",
      "12345678901234567890123456789012345678901234567890123456789012\xC3\xBC"
      ".wav"},
     "12345678901234567890123456789012345678901234567890123456789012",
     NULL},
  };
  for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); ++i) {
    HcSettings s;
    HcError    error = {HC_SUCCESS, ""};
    ck_assert_msg(!load(&s, rows[i].words, &error), "%s", error.text);
    ck_assert_uint_eq(s.n_lines, 1);
    ck_assert_str_eq(s.lines[0].name, rows[i].name);
    if (rows[i].operand) {
      ck_assert_str_eq(s.operand, rows[i].operand);
    }
    hc_settings_finish(&s);
  }
}
END_TEST

// The words of a command line, and the beginning of the error that they cause
typedef struct {
  Words       words;
  const char* error;
} Case;

static const Case cases[] = {
  {{"run", "--lisen", "x"},
   "`--lisen`, expected an option of `hotcold run` (did you mean `listen`?)"},
  {{"run", "--seconds", "3"}, "`--seconds`, expected an option of `hotcold r"},
  {{"run", "--json"}, "`--json`, expected an option of `hotcold run`"},
  {{"run", "-x"}, "`-x`, expected an option of `hotcold run`"},
  {{"run", "-line"}, "`-line`, expected an option of `hotcold run`"},
  {{"run", "---"}, "`---`, expected an option"},
  {{"ports", "-c", "x"}, "`-c`, expected an option of `hotcold ports`"},
  {{"run", "--rate"}, "`--rate` has no value, expected RATE after it"},
  {{"run", "-c"}, "`-c` has no value, expected FILE after it"},
  {{"run", "--rate", "99"}, "--rate `99`, expected a number from 1 to 60 Hz"},
  {{"run", "--rate="}, "--rate ``, expected a number from 1 to 60 Hz"},
  {{"run", "--rate=5", "--rate=5"}, "--rate `5`, expected --rate only once"},
  {{"run", "--rate", "5", "--allow", "x"}, "--allow network `x`: expected"},
  {{"run", "here"}, "`here`, expected only options after `hotcold run`"},
  {{"run", ""}, "``, expected only options after `hotcold run`"},
  {{"run", "--line", "a"}, "--line `a`, expected NAME=HOT,COLD[,REF]"},
  {{"run", "--line", "a=h,c", "--line", "a=h,c"},
   "--line `a=h,c`: line `a` exists already"},
  {{"run", "--line", "a b=h,c", "--line", "a_b=h,c"},
   "--line `a_b=h,c`: line `a_b` would have the same JACK ports"},
  {{"run", "-c", "/nowhere/x"}, "/nowhere/x: No such file or directory, exp"},
  {{"run", "-c/nowhere/x"}, "/nowhere/x: No such file or directory, exp"},
  {{"measure", "--json=yes"}, "`--json=yes`, expected --json without a value"},
  {{"measure", "--seconds", "0"}, "--seconds `0`, expected a number from 0.1"},
  {{"measure", "--limits", "/nowhere/x"}, "/nowhere/x: No such file"},
  {{"analyze"}, "`hotcold analyze` is incomplete, expected FILE after it"},
  {{"analyze", ""}, "``, expected FILE of 1 to 1023 bytes"},
  {{"analyze", "a", "b"},
   "`b`, expected only one FILE after `hotcold analyze`"},
  {{"analyze", "a", "--channels", "2"}, "--channels `2`, expected HOT,COLD"},
  {{"analyze", "a", "--calibration", "x.cal"},
   "calibration `x.cal`, expected no calibration, because this version"},
  {{"analyze", "a", "--name", ""}, "--name ``, expected 1 to 63 bytes"},
};

START_TEST(mistakes_are_named)
{
  HcSettings s;
  HcError    error = {HC_SUCCESS, ""};
  ck_assert_int_eq(load(&s, cases[_i].words, &error), HC_BAD_USAGE);
  ck_assert_int_eq(error.status, HC_BAD_USAGE);
  ck_assert_msg(!strncmp(error.text, cases[_i].error, strlen(cases[_i].error)),
                "%s",
                error.text);
  hc_settings_finish(&s);
}
END_TEST

static const char config[] = "[hotcold]\naverage = 2\n"
                             "[osc]\nrate = 5\nallow = 10.0.0.0/8\n"
                             "target = 127.0.0.1:9000\n"
                             "[line a]\nhot = ah\ncold = ac\nreference = ar\n"
                             "limit = balance min 40\n"
                             "[line b]\nhot = bh\ncold = bc\n";

START_TEST(the_command_line_has_the_last_word)
{
  char path[SCRATCH_SIZE] = "";
  scratch_write(path, config, sizeof(config) - 1);
  const Words words = {"run",
                       "--line=a=x,y",
                       "--rate=7",
                       "-c",
                       path,
                       "--allow=11.0.0.0/8",
                       "--allow=12.0.0.0/8",
                       "--line=c=z,w"};
  HcSettings  s;
  HcError     error = {HC_SUCCESS, ""};
  ck_assert_msg(!load(&s, words, &error), "%s", error.text);
  unlink(path);
  ck_assert_double_eq(s.analyzer.average, 2.0);
  ck_assert_double_eq(s.rate, 7.0);
  ck_assert_uint_eq(s.n_allow, 2);
  ck_assert_uint_eq(s.allow[0].host, 0x0B000000);
  ck_assert_uint_eq(s.n_targets, 1);
  ck_assert_uint_eq(s.n_lines, 3);
  ck_assert_str_eq(s.lines[0].name, "a");
  ck_assert_str_eq(s.lines[0].hot, "x");
  ck_assert_str_eq(s.lines[0].reference, "");
  ck_assert_uint_eq(s.lines[0].n_limits, 1);
  ck_assert_str_eq(s.lines[1].name, "b");
  ck_assert_str_eq(s.lines[2].name, "c");
  hc_settings_finish(&s);
}
END_TEST

START_TEST(a_take_is_of_the_lines_asked_for)
{
  char path[SCRATCH_SIZE] = "";
  scratch_write(path, config, sizeof(config) - 1);
  const Words words = {"measure", "-c", path, "--line=b=x,y", "--line=c=z,w"};
  HcSettings  s;
  HcError     error = {HC_SUCCESS, ""};
  ck_assert_msg(!load(&s, words, &error), "%s", error.text);
  unlink(path);
  ck_assert_uint_eq(s.n_lines, 2);
  ck_assert_str_eq(s.lines[0].name, "b");
  ck_assert_str_eq(s.lines[0].hot, "x");
  ck_assert_str_eq(s.lines[1].name, "c");
  hc_settings_finish(&s);
}
END_TEST

START_TEST(limits_of_a_file_replace_the_configured)
{
  char path[SCRATCH_SIZE]   = "";
  char limits[SCRATCH_SIZE] = "";
  scratch_write(path, config, sizeof(config) - 1);
  scratch_write(limits, "limit = balance min 50\n", 23);
  const Words words = {"measure", "-c", path, "--limits", limits};
  HcSettings  s;
  HcError     error = {HC_SUCCESS, ""};
  ck_assert_msg(!load(&s, words, &error), "%s", error.text);
  unlink(path);
  unlink(limits);
  for (size_t i = 0; i < 2; ++i) {
    ck_assert_uint_eq(s.lines[i].n_limits, 1);
    ck_assert_double_eq(s.lines[i].limits[0].value, 50.0);
  }
  hc_settings_finish(&s);
}
END_TEST

START_TEST(a_line_with_a_calibration_is_refused)
{
  static const char text[]             = "[line a]\nhot = h\ncold = c\n"
                                         "calibration = pair.cal\n";
  char              path[SCRATCH_SIZE] = "";
  scratch_write(path, text, sizeof(text) - 1);
  const Words words = {"run", "-c", path};
  HcSettings  s;
  HcError     error = {HC_SUCCESS, ""};
  ck_assert_int_eq(load(&s, words, &error), HC_BAD_USAGE);
  unlink(path);
  ck_assert_ptr_nonnull(strstr(error.text, "calibration `pair.cal`"));
  hc_settings_finish(&s);
}
END_TEST

static HcStatus
load_two_lines(void* const context)
{
  static const Words words = {"run", "--line=a=x,y", "--line=b=x,y"};
  HcSettings         s;
  HcError            error  = {HC_SUCCESS, ""};
  const HcStatus     status = load(&s, words, &error);
  hc_settings_finish(&s);
  (void)context;
  return status && !strstr(error.text, "out of memory") ? HC_BAD_USAGE : status;
}

START_TEST(running_out_of_memory_is_an_error)
{
  failing_alloc_replay(load_two_lines, NULL);
}
END_TEST

START_TEST(the_configuration_is_looked_for)
{
  char folder[] = "/tmp/hotcold-test-XXXXXX";
  char sub[64]  = "";
  char file[80] = "";
  char path[HC_PATH_SIZE];
  ck_assert_ptr_nonnull(mkdtemp(folder));
  snprintf(sub, sizeof(sub), "%s/hotcold", folder);
  snprintf(file, sizeof(file), "%s/hotcold.conf", sub);
  ck_assert_int_eq(mkdir(sub, 0700), 0);
  FILE* const stream = fopen(file, "w");
  fputs("[osc]\nrate = 5\n", stream);
  fclose(stream);

  setenv("XDG_CONFIG_HOME", folder, 1);
  ck_assert(hc_config_path(path, sizeof(path)));
  ck_assert_str_eq(path, file);

  // A relative folder must be ignored
  setenv("XDG_CONFIG_HOME", "nowhere", 1);
  setenv("HOME", "/nowhere", 1);
  snprintf(path, sizeof(path), "/nowhere::%s:/tmp", folder);
  setenv("XDG_CONFIG_DIRS", path, 1);
  ck_assert(hc_config_path(path, sizeof(path)));
  ck_assert_str_eq(path, file);

  static const Words words = {"run"};
  HcSettings         s;
  HcError            error = {HC_SUCCESS, ""};
  ck_assert(!load(&s, words, &error));
  ck_assert_double_eq(s.rate, 5.0);
  ck_assert_str_eq(s.config, file);
  hc_settings_finish(&s);

  setenv("XDG_CONFIG_DIRS", "/nowhere", 1);
  ck_assert(!hc_config_path(path, sizeof(path)) ||
            !strcmp(path, "/etc/hotcold.conf"));
  unlink(file);
  rmdir(sub);
  rmdir(folder);
}
END_TEST

int
main(void)
{
  const int    n     = (int)(sizeof(cases) / sizeof(cases[0]));
  Suite* const suite = suite_create("command_line");
  TCase* const tcase = tcase_create("command_line");
  leave_home();
  tcase_add_loop_test(tcase, nothing_said_is_line_main, 0, 2);
  tcase_add_test(tcase, options_in_every_form);
  tcase_add_test(tcase, a_recording_names_its_line);
  tcase_add_loop_test(tcase, mistakes_are_named, 0, n);
  tcase_add_test(tcase, the_command_line_has_the_last_word);
  tcase_add_test(tcase, a_take_is_of_the_lines_asked_for);
  tcase_add_test(tcase, limits_of_a_file_replace_the_configured);
  tcase_add_test(tcase, a_line_with_a_calibration_is_refused);
  tcase_add_test(tcase, running_out_of_memory_is_an_error);
  tcase_add_test(tcase, the_configuration_is_looked_for);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
