// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failing_alloc.h"
#include "support/run.h"
#include "support/scratch.h"

#include "config/file.h"
#include "config/settings.h"

#include <check.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PORTS "hot = h\ncold = c\n"

static HcStatus
read_bytes(const char* const text,
           const size_t      size,
           HcSettings* const settings,
           HcError* const    error)
{
  char path[SCRATCH_SIZE] = "";
  scratch_write(path, text, size);
  hc_settings_init(settings);
  const HcStatus status = hc_file_read(path, settings, error);
  unlink(path);

  // The name of the file is random, so the cases do not have it
  const size_t length = strlen(path);
  if (status) {
    ck_assert_int_eq(strncmp(error->text, path, length), 0);
    memmove(
      error->text, error->text + length, strlen(error->text + length) + 1);
  }
  return status;
}

static HcStatus
read_text(const char* const text,
          HcSettings* const settings,
          HcError* const    error)
{
  return read_bytes(text, strlen(text), settings, error);
}

START_TEST(everything_can_be_said)
{
  HcSettings s;
  HcError    error = {HC_SUCCESS, ""};
  ck_assert_msg(!read_text("# head\n"
                           "[hotcold]\n"
                           "client = meter\n"
                           "jack-server = studio\n"
                           "outputs = both\n"
                           "average = 2.5\n"
                           "silence = -80\n"
                           "capture-gain-tolerance = 0.2\n"
                           "capture-delay-tolerance = 0.3\n"
                           "[osc]\n"
                           "listen = 127.0.0.1:7771\n"
                           "rate = 30\n"
                           "bundle = no\n"
                           "allow = 10.1.0.0/16\n"
                           "allow = 127.0.0.0/8\n"
                           "target = 127.0.0.1:9000\n"
                           "target = 127.0.0.1:9001\n"
                           "[line left]\n"
                           "hot = system:capture_1\n"
                           "cold = system:capture_2\n"
                           "reference = daw:out_1\n"
                           "calibration = pair.cal\n"
                           "dbu-at-full-scale = 24\n"
                           "limit = balance min 40\n"
                           "limit = hum.diff max -80 hold 3\n"
                           "[line right]\n" PORTS,
                           &s,
                           &error),
                "%s",
                error.text);
  ck_assert_str_eq(s.client, "meter");
  ck_assert_str_eq(s.jack_server, "studio");
  ck_assert_int_eq(s.outputs, HC_OUTPUTS_BOTH);
  ck_assert_double_eq(s.analyzer.average, 2.5);
  ck_assert_double_eq(s.analyzer.silence, -80.0);
  ck_assert_double_eq(s.analyzer.gain_tolerance, 0.2);
  ck_assert_double_eq(s.analyzer.delay_tolerance, 0.3);
  ck_assert_uint_eq(s.listen.host, 0x7F000001);
  ck_assert_uint_eq(s.listen.port, 7771);
  ck_assert_double_eq(s.rate, 30.0);
  ck_assert(!s.bundle);
  ck_assert_uint_eq(s.n_allow, 2);
  ck_assert_uint_eq(s.allow[0].host, 0x0A010000);
  ck_assert_uint_eq(s.n_targets, 2);
  ck_assert_uint_eq(s.targets[1].port, 9001);
  ck_assert_uint_eq(s.n_lines, 2);
  ck_assert_str_eq(s.lines[0].name, "left");
  ck_assert_str_eq(s.lines[0].reference, "daw:out_1");
  ck_assert_str_eq(s.lines[0].calibration, "pair.cal");
  ck_assert_double_eq(s.lines[0].dbu_at_full_scale, 24.0);
  ck_assert_uint_eq(s.lines[0].n_limits, 2);
  ck_assert_str_eq(s.lines[1].name, "right");
  ck_assert(isnan(s.lines[1].dbu_at_full_scale));
  ck_assert_uint_eq(s.lines[1].n_limits, 0);
  hc_settings_finish(&s);
}
END_TEST

START_TEST(spelling_that_makes_no_difference)
{
  static const char* const texts[] = {
    "[line a]\nhot = h\ncold = c",
    "\xEF\xBB\xBF[line a]\nhot=h\ncold=c\n",
    "\xEF\xBB\xBF  [line a]\nhot=h\ncold=c\n",
    "[line a]\r\nhot = h\r\ncold = c\r\n",
    "  [line a]\n    hot = h\n    cold = c\n",
    "[ line \t a ] ; note\n\thot: h ; note\n\n;x\n  # y\ncold:c\n",
    "[line a]# note\nhot =   h   \ncold = c\n\n\n",
  };
  HcSettings s;
  HcError    error = {HC_SUCCESS, ""};
  ck_assert_msg(!read_text(texts[_i], &s, &error), "%s", error.text);
  ck_assert_uint_eq(s.n_lines, 1);
  ck_assert_str_eq(s.lines[0].name, "a");
  ck_assert_str_eq(s.lines[0].hot, "h");
  ck_assert_str_eq(s.lines[0].cold, "c");
  hc_settings_finish(&s);
}
END_TEST

// The text of a file, and the beginning of the error after the file's name
typedef struct {
  const char* text;
  const char* error;
} Case;

static const Case cases[] = {
  // Sections
  {"[hotcold]\n\n[osx]\n", ":3: section `[osx]`, expected [hotcold], [osc] or"},
  {"[limits]\nlimit = balance min 1\n", ":1: section `[limits]`, expected"},
  {"[]\n", ":1: section `[]`, expected"},
  {"[line]\n" PORTS, ":1: section `[line]`, expected"},
  {"[line ]\n" PORTS, ":1: section `[line]`, expected"},
  {"[linea]\n" PORTS, ":1: section `[linea]`, expected"},
  {"[osc] rate = 5\n", ":1: `[osc] rate = 5`, expected [SECTION] and nothing"},
  {"[osc\nrate = 5\n", ":1: `[osc`, expected [SECTION] and nothing after"},
  {"rate = 5\n", ":1: `rate` is before the first section, expected"},
  {"limit = balance min 5\n", ":1: `limit` is before the first section"},

  // Lines
  {"[line a]\n" PORTS "[line b]\n" PORTS "[line a]\n" PORTS,
   ":7: line `a` exists already, expected each name only once"},
  {"[line a b]\n" PORTS "[line a_b]\n" PORTS,
   ":4: line `a_b` would have the same JACK ports as line `a b`"},
  {"[osc]\n[line a]\nhot = h\n[osc]\n", ":2: line `a` lacks cold, expected"},
  {"[line a]\ncold = h\n", ":1: line `a` lacks hot, expected hot = PORT"},
  {"\n[line a]\n", ":2: line `a` lacks hot and cold, expected"},
  {"[line a]\n[line b]\n" PORTS, ":1: line `a` lacks hot and cold, expected"},
  {"[line "
   "0123456789012345678901234567890123456789012345678901234567890123]\n" PORTS,
   ":1: line `0123456789012345678901234567890123456789012345678901234567890123"
   "`, expected a name of 1 to 63 bytes"},
  {"[line \xFF]\n" PORTS, ":1: line `\xFF`, expected a name of 1 to 63 bytes"},

  // Keys
  {"[hotcold]\nclinet = x\n",
   ":2: `clinet`, expected a key of [hotcold] (did you mean `client`?)"},
  {"[hotcold]\nrate = 5\n", ":2: `rate`, expected a key of [hotcold]"},
  {"[osc]\nline = a=b,c\n", ":2: `line`, expected a key of [osc]"},
  {"[line a]\nHot = h\n", ":2: `Hot`, expected a key of [line NAME] (did"},
  {"[osc]\nconfig = x\n", ":2: `config`, expected a key of [osc]"},
  {"[osc]\n= 5\n", ":2: ``, expected a key of [osc]"},
  {"[osc]\nrate = 5\nrate = 5\n", ":3: rate `5`, expected rate only once in"},
  {"[osc]\nrate = 5\n[hotcold]\n[osc]\nrate = 6\n", ":5: rate `6`, expected"},
  {"[line a]\n" PORTS "hot = h\n", ":4: hot `h`, expected hot only once in"},
  {"[osc]\nrate 5\n", ":2: this is neither a heading nor a key, expected"},
  {"[osc]\nrate = 5\n  and more\n", ":3: this is neither a heading nor a key"},
  {"[osc]\nrate 5\nrate = x\n", ":2: this is neither a heading nor a key"},

  // Values
  {"[osc]\nrate = 99\n", ":2: rate `99`, expected a number from 1 to 60 Hz"},
  {"[osc]\nrate = 20 # Hz\n", ":2: rate `20 # Hz`, expected a number"},
  {"[osc]\nrate =\n", ":2: rate ``, expected a number from 1 to 60 Hz"},
  {"[line a]\nhot = \"x y\"\n", ":2: hot `\"x y\"`, expected text without"},
  {"[line a]\nlimit = balance min x\n", ":2: limit `x`, expected a number"},
  {"[line a]\nlimit = hum max 3\n", ":2: limit `hum`, expected the name of a"},
  {"[osc]\nlisten = :7770x\n",
   ":2: listen address `:7770x`: expected HOST:PORT"},
};

START_TEST(mistakes_are_shown_where_they_are)
{
  HcSettings s;
  HcError    error = {HC_SUCCESS, ""};
  ck_assert_int_eq(read_text(cases[_i].text, &s, &error), HC_BAD_USAGE);
  ck_assert_int_eq(error.status, HC_BAD_USAGE);
  if (strncmp(error.text, cases[_i].error, strlen(cases[_i].error))) {
    // A byte that is not text may be kept or replaced
    ck_assert_msg(strchr(cases[_i].error, '\xFF') &&
                    strstr(error.text, "expected a name of 1 to 63 bytes"),
                  "%s",
                  error.text);
  }
  hc_settings_finish(&s);
}
END_TEST

// The buffer of inih has 200 bytes, for newline and terminator too
START_TEST(lines_that_inih_would_cut_are_refused)
{
  const int  fits      = 198;
  char       text[600] = "[line a]\ncold = c\nhot = ";
  HcSettings s;
  HcError    error = {HC_SUCCESS, ""};
  memset(text + strlen(text), 'x', (size_t)fits - strlen("hot = "));
  strcat(text, "\n");
  ck_assert_msg(!read_text(text, &s, &error), "%s", error.text);
  ck_assert_uint_eq(strlen(s.lines[0].hot), 192);
  hc_settings_finish(&s);

  text[strlen(text) - 1] = 'x';
  strcat(text, "\n");
  ck_assert_int_eq(read_text(text, &s, &error), HC_BAD_USAGE);
  ck_assert_msg(strstr(error.text,
                       ":3: `hot = xxxxxxxxxxxxxx...` is too long, "
                       "expected up to 198 bytes in a line"),
                "%s",
                error.text);
  hc_settings_finish(&s);

  memset(text, '#', sizeof(text) - 1);
  ck_assert_int_eq(read_text(text, &s, &error), HC_BAD_USAGE);
  ck_assert_ptr_nonnull(strstr(error.text, ":1: `####"));
  hc_settings_finish(&s);
}
END_TEST

START_TEST(a_nul_byte_is_refused)
{
  static const char text[] = "[osc]\nrate\0 = 5\n";
  HcSettings        s;
  HcError           error = {HC_SUCCESS, ""};
  ck_assert_int_eq(read_bytes(text, sizeof(text) - 1, &s, &error),
                   HC_BAD_USAGE);
  ck_assert_ptr_nonnull(strstr(error.text, ":2: `rate` and then a NUL byte"));
  hc_settings_finish(&s);
}
END_TEST

START_TEST(files_that_cannot_be_read)
{
  HcSettings s;
  HcError    error = {HC_SUCCESS, ""};
  hc_settings_init(&s);
  ck_assert_int_eq(hc_file_read("/nowhere/x.conf", &s, &error), HC_BAD_USAGE);
  ck_assert_str_eq(error.text,
                   "/nowhere/x.conf: No such file or directory, expected a "
                   "readable file");
  ck_assert_int_eq(hc_file_read("/", &s, &error), HC_BAD_USAGE);
  ck_assert_ptr_nonnull(strstr(error.text, "/:1: Is a directory, expected"));
  hc_settings_finish(&s);
}
END_TEST

START_TEST(many_lines_and_no_more)
{
  char* const text = (char*)calloc(HC_MAX_LINES + 1U, 64);
  for (int i = 0, at = 0; i < HC_MAX_LINES; ++i) {
    at += sprintf(text + at, "[line %d]\n" PORTS, i);
  }
  HcSettings s;
  HcError    error = {HC_SUCCESS, ""};
  ck_assert_msg(!read_text(text, &s, &error), "%s", error.text);
  ck_assert_uint_eq(s.n_lines, HC_MAX_LINES);
  ck_assert_str_eq(s.lines[HC_MAX_LINES - 1].name, "255");
  hc_settings_finish(&s);

  strcat(text, "[line x]\n" PORTS);
  ck_assert_int_eq(read_text(text, &s, &error), HC_BAD_USAGE);
  ck_assert_ptr_nonnull(
    strstr(error.text, ":769: line `x`, expected at most 256 lines"));
  hc_settings_finish(&s);
  free(text);
}
END_TEST

static HcStatus
read_settings(void* const path)
{
  HcSettings s;
  HcError    error = {HC_SUCCESS, ""};
  hc_settings_init(&s);
  const HcStatus status = hc_file_read((const char*)path, &s, &error);
  hc_settings_finish(&s);
  return status && !strstr(error.text, "out of memory") ? HC_BAD_USAGE : status;
}

START_TEST(running_out_of_memory_is_an_error)
{
  char path[SCRATCH_SIZE] = "";
  scratch_write(path, "[line a]\n" PORTS "[line b]\n" PORTS, 52);
  failing_alloc_replay(read_settings, path);
  unlink(path);
}
END_TEST

int
main(void)
{
  const int    n     = (int)(sizeof(cases) / sizeof(cases[0]));
  Suite* const suite = suite_create("file");
  TCase* const tcase = tcase_create("file");
  tcase_add_test(tcase, everything_can_be_said);
  tcase_add_loop_test(tcase, spelling_that_makes_no_difference, 0, 7);
  tcase_add_loop_test(tcase, mistakes_are_shown_where_they_are, 0, n);
  tcase_add_test(tcase, lines_that_inih_would_cut_are_refused);
  tcase_add_test(tcase, a_nul_byte_is_refused);
  tcase_add_test(tcase, files_that_cannot_be_read);
  tcase_add_test(tcase, many_lines_and_no_more);
  tcase_add_test(tcase, running_out_of_memory_is_an_error);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
