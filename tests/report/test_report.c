// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/report.h"

#include "report/example_take.h"
#include "support/run.h"

#include <hotcold/verdict.h>

#include <check.h>

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define TEXT_SIZE 32768

static const HcStyle ascii = {false, false};
static const HcStyle utf8  = {true, false};

static void
write_text(const HcTake* const take, const HcStyle* style, char* const text)
{
  FILE* const file = tmpfile();
  ck_assert_ptr_nonnull(file);
  ck_assert_int_eq(hc_report_write(take, style, file, NULL), HC_SUCCESS);
  rewind(file);
  text[fread(text, 1, TEXT_SIZE - 1, file)] = '\0';
  fclose(file);
}

static void
assert_has(const char* const text, const char* const part)
{
  ck_assert_msg(strstr(text, part), "no '%s' in:\n%.4000s", part, text);
}

// A page has 80 columns, which are characters and not bytes
static void
assert_fits(const char* text)
{
  size_t columns = 0;
  for (; *text; ++text) {
    columns += ((unsigned char)*text & 0xC0U) != 0x80U;
    columns = *text == '\n' ? 0 : columns;
    ck_assert_msg(columns <= 80, "wider than 80: ...%.40s", text - 39);
  }
}

START_TEST(says_what_it_found)
{
  HcTake     take;
  HcTakeLine line;
  char       text[TEXT_SIZE] = "";
  example_take_init(&take, &line);
  write_text(&take, &ascii, text);

  assert_has(text, "hotcold 0.1.0, 20.0 s at 48000 Hz\n");
  assert_has(text, "\nmain: balanced, confidence 99 %\n");
  line.analysis.judgement.age = 3.24;
  write_text(&take, &ascii, text);
  assert_has(text, "confidence 99 %, last confirmed 3.2 s before the end\n");
  assert_has(text, "\n    Balance is 52.0 dB (51.9 to 52.1).\n");
  assert_has(text, "\n    hum-on-common\n      Mains at 50.02 Hz reads");
  assert_has(text, "rms, dBFS             -23.00      -23.25      -17.10");
  assert_has(text, "balance                 52.00 dB    51.90 .. 52.10\n");
  assert_has(text, "leg.phase           0.000 degree    -0.010 .. 0.010\n");
  assert_has(text, "OSB, ITU-T O.9 form");
  assert_has(text, ">= 63.20 dB    other sound or the inputs set the limit\n");
  assert_has(text, "usb.diff                       -    no USB noise found");
  assert_has(text, "lowest: 41.0 dB at 20000 Hz\n");
  assert_has(text, "    1     50.02     -61.2      -118.0");
  assert_has(text, "    2    100.04     -75.5      -120.2\n");
  assert_has(text, "PASS  balance is 52.00 dB, limit: at least 40.00 dB\n");
  assert_has(text, "FAIL  hum.common is -61.20 dBFS, limit: at most -70.00");
  ck_assert_str_eq(&text[strlen(text) - 6], "\nFAIL\n");
  assert_fits(text);
}
END_TEST

START_TEST(volts_need_a_reference)
{
  HcTake     take;
  HcTakeLine line;
  char       text[TEXT_SIZE] = "";
  example_take_init(&take, &line);
  write_text(&take, &ascii, text);
  ck_assert_ptr_null(strstr(text, "dBu"));

  // +4 dBu is 1.2277 V (0 dBu: 1 mW in 600 ohm)
  line.dbu_at_full_scale = 21.1;
  write_text(&take, &ascii, text);
  assert_has(text, "rms, dBu                                        4.00\n");
  assert_has(text, "rms, V                                         1.228\n");
}
END_TEST

START_TEST(characters_follow_the_locale)
{
  HcTake     take;
  HcTakeLine line;
  char       text[TEXT_SIZE] = "";
  example_take_init(&take, &line);
  strcpy(line.name, "F\xC3\xBChrung \xFF\033[31m");

  write_text(&take, &utf8, text);
  assert_has(text, "F\xC3\xBChrung ??[31m: ");
  assert_has(text, "\xE2\x89\xA5 63.20 dB    other");
  assert_fits(text);

  write_text(&take, &ascii, text);
  assert_has(text, "F?hrung ??[31m: ");
  for (const char* c = text; *c; ++c) {
    ck_assert((*c >= ' ' && *c < 0x7F) || *c == '\n');
  }
}
END_TEST

START_TEST(colour_adds_escapes_only)
{
  const HcStyle coloured = {false, true};
  HcTake        take;
  HcTakeLine    line;
  char          plain[TEXT_SIZE] = "";
  char          text[TEXT_SIZE]  = "";
  example_take_init(&take, &line);
  write_text(&take, &ascii, plain);
  write_text(&take, &coloured, text);
  assert_has(text, "\033[1;32mbalanced\033[0m");
  assert_has(text, "\033[1;31mFAIL\033[0m");

  char* out = text;
  for (const char* in = text; *in; ++in) {
    if (*in == '\033') {
      in += strcspn(in, "m");
    } else {
      *out++ = *in;
    }
  }
  *out = '\0';
  ck_assert(!strcmp(plain, text));
}
END_TEST

START_TEST(bars_stop_where_knowledge_does)
{
  HcTake     take;
  HcTakeLine line;
  char       text[TEXT_SIZE] = "";
  example_take_init(&take, &line);
  for (int i = 0; i < HC_N_BANDS; ++i) {
    const HcBand band = {1e3, 110.0, 39.0, HC_UNBOUNDED_DB, 1.0, true, true};
    line.analysis.bands[i] = band;
  }
  write_text(&take, &ascii, text);
  assert_has(text, "\n      30 # # # #");
  assert_has(text, "\n         ^ ^ ^ ^");
  assert_has(text, "lowest: at least 39.0 dB at 1000 Hz\n    ^ at least this");
  ck_assert_ptr_null(strstr(text, "110"));
}
END_TEST

START_TEST(only_decibels_are_unbounded)
{
  HcTake     take;
  HcTakeLine line;
  char       text[TEXT_SIZE] = "";
  example_take_init(&take, &line);
  line.readings[HC_LEG_DELAY]    = hc_reading_exact(300.0);
  line.readings[HC_BALANCE].high = HC_UNBOUNDED_DB;
  write_text(&take, &ascii, text);
  assert_has(text, "leg.delay             300.000 us    300.000 .. 300.000\n");
  assert_has(text, "balance                 52.00 dB    51.90 or more\n");
}
END_TEST

START_TEST(hidden_levels_have_no_lower_end)
{
  HcTake     take;
  HcTakeLine line;
  char       text[TEXT_SIZE] = "";
  example_take_init(&take, &line);
  line.readings[HC_HUM_DIFF].low  = HC_SILENCE_DB;
  line.readings[HC_HUM_DIFF].high = -113.0;
  line.analysis.mains[1].diff     = HC_SILENCE_DB;
  const HcLimit limit             = {HC_HUM_DIFF, true, -115.0, 0.0};
  hc_take_line_judge(&line, &limit, 1);

  write_text(&take, &utf8, text);
  assert_has(text,
             "hum.diff          \xE2\x89\xA4 -113.00 dBFS"
             "    other sound hides lower levels\n");
  assert_has(text, "50.02     -61.2           -    2");
  assert_has(text, "100.04     -75.5           -\n");
  assert_has(text, "\n    hot - cold: other sound hides the hum\n");
  assert_has(text,
             "PASS  hum.diff is -118.00 dBFS (\xE2\x89\xA4 -113.00 dBFS),"
             " limit: at most -115.00 dBFS\n");
  ck_assert_ptr_null(strstr(text, "-200"));
  assert_fits(text);
}
END_TEST

START_TEST(what_is_not_known_has_a_reason)
{
  HcTake     take;
  HcTakeLine line;
  char       text[TEXT_SIZE] = "";
  example_take_init(&take, &line);
  line.readings[HC_HUM_DIFF]   = hc_reading_invalid(HC_HUM_DIFF);
  line.readings[HC_LEG_DELAY]  = hc_reading_invalid(HC_LEG_DELAY);
  line.readings[HC_REJECTION]  = hc_reading_invalid(HC_REJECTION);
  line.readings[HC_USB_COMMON] = hc_reading_exact(-90.0);
  write_text(&take, &ascii, text);
  assert_has(text,
             "\n    hum.diff                       -    other sound hides");
  assert_has(text,
             "\n    usb.diff                       -    other sound hides");
  assert_has(text,
             "\n    rejection                      -    other sound hides");
  assert_has(text, "\n    leg.delay                      -    too little band");

  line.readings[HC_LEG_PHASE]     = hc_reading_invalid(HC_LEG_PHASE);
  line.readings[HC_HUM_FREQUENCY] = hc_reading_invalid(HC_HUM_FREQUENCY);
  line.readings[HC_USB_COMMON]    = hc_reading_invalid(HC_USB_COMMON);
  write_text(&take, &ascii, text);
  assert_has(text,
             "leg.phase                      -    not the same programme");
  assert_has(text,
             "leg.delay                      -    not the same programme");
  assert_has(text, "hum.diff                       -    no mains hum found\n");
  assert_has(text, "rejection                      -    no hum, no USB noise");
  assert_fits(text);
}
END_TEST

START_TEST(intervals_of_bands_are_shaded)
{
  HcTake     take;
  HcTakeLine line;
  char       text[TEXT_SIZE] = "";
  example_take_init(&take, &line);
  for (int i = 0; i < HC_N_BANDS; ++i) {
    const HcBand band      = {1e3, 15.0, 10.0, 20.0, 1.0, false, true};
    line.analysis.bands[i] = band;
  }
  // 40 dB are 8 rows: 10 dB are two, 20 dB four; rows above are left out
  write_text(&take, &ascii, text);
  assert_has(text,
             "dB over Hz\n         : : : : : : : : : : : : : : : : : : : : "
             ": : : : : : : : : : :\n      10 : : ");
  assert_has(text, "\n         # # # # ");
  assert_has(text, "\n       0 # # # # ");
  assert_has(text, "\n    : 95 % interval\n");
}
END_TEST

START_TEST(nothing_known_is_said_so)
{
  HcTake     take;
  HcTakeLine line;
  char       text[TEXT_SIZE] = "";
  example_take_init(&take, &line);
  for (int i = 0; i < HC_N_READINGS; ++i) {
    line.readings[i] = hc_reading_invalid((HcReadingId)i);
  }
  memset(&line.analysis, 0, sizeof(line.analysis));
  line.state              = HC_STATE_SETTLING;
  line.n_limits           = 0;
  const HcLimit limits[1] = {{HC_BALANCE, false, 40.0, 0.0}};
  hc_take_line_judge(&line, limits, 1);

  write_text(&take, &ascii, text);
  assert_has(text,
             "main: unknown, state settling\n  Not enough programme: play");
  assert_has(text, "-    too little programme: fewer than 8 averages\n");
  assert_has(text, "FAIL  balance is not known, limit: at least 40.00 dB\n");
  ck_assert_ptr_null(strstr(text, "-200"));
  ck_assert_ptr_null(strstr(text, "third octaves"));
  ck_assert_ptr_null(strstr(text, "Mains hum"));
}
END_TEST

START_TEST(extremes_stay_on_the_page)
{
  static const double extremes[] = {
    (double)NAN, (double)INFINITY, DBL_MAX, -DBL_MAX, -200.0, 200.0};

  const double x = extremes[_i];
  HcTake       take;
  HcTakeLine   line;
  char         text[TEXT_SIZE] = "";
  example_take_init(&take, &line);
  for (int i = HC_CORRELATION; i < HC_N_READINGS; ++i) {
    line.readings[i] = hc_reading_exact(x);
  }
  for (int i = 0; i < HC_N_BANDS; ++i) {
    const HcBand band      = {1e3, x, x, x, 1.0, i % 2, true};
    line.analysis.bands[i] = band;
  }
  line.analysis.n_mains = HC_MAX_MAINS;
  for (int i = 0; i < HC_MAX_REASONS; ++i) {
    memset(line.analysis.judgement.reasons[i], 'x', HC_SENTENCE_SIZE - 1);
  }
  write_text(&take, &utf8, text);
  assert_has(text, "and 20 more\n");
  write_text(&take, &ascii, text);
}
END_TEST

START_TEST(long_sentences_are_broken_between_words)
{
  HcTake     take;
  HcTakeLine line;
  char       text[TEXT_SIZE] = "";
  example_take_init(&take, &line);
  char* const reason = line.analysis.judgement.reasons[0];
  *reason            = '\0';
  while (strlen(reason) + 9 < HC_SENTENCE_SIZE) {
    strcat(reason,
           "m\xC3\xBC"
           "de \xC3\xBC\xC3\xBC ");
  }
  write_text(&take, &utf8, text);
  assert_fits(text);
  // 4 + 9 * 8 + 4 columns are exactly the width of the page
  assert_has(text,
             "m\xC3\xBC"
             "de\n      \xC3\xBC\xC3\xBC m");
}
END_TEST

START_TEST(a_full_disk_is_told)
{
  HcTake     take;
  HcTakeLine line;
  example_take_init(&take, &line);
  HcError     error = {HC_SUCCESS, ""};
  FILE* const full  = fopen("/dev/full", "w");
  ck_assert_ptr_nonnull(full);
  ck_assert_int_eq(hc_report_write(&take, &ascii, full, &error),
                   HC_SYSTEM_FAILURE);
  ck_assert_ptr_nonnull(strstr(error.text, "No space left"));
  fclose(full);
}
END_TEST

START_TEST(verdicts_are_found_by_name)
{
  for (int i = 0; i < HC_N_VERDICTS; ++i) {
    ck_assert_int_eq(hc_verdict_find(hc_verdict_name((HcVerdict)i)), i);
  }
  ck_assert_int_eq(hc_verdict_find("fine"), HC_N_VERDICTS);
  ck_assert_int_eq(hc_verdict_grade(HC_N_VERDICTS), HC_GRADE_NONE);
  ck_assert_int_eq(hc_verdict_grade(HC_IMPEDANCE_BALANCED), HC_GRADE_GOOD);
  ck_assert_int_eq(hc_verdict_grade(HC_COLD_OPEN), HC_GRADE_BAD);
}
END_TEST

START_TEST(bars_fill_to_an_eighth)
{
  char bar[64] = "";
  hc_style_bar(&utf8, 0.53125, 4, bar, sizeof(bar));
  ck_assert_str_eq(bar, "██▏ ");
  hc_style_bar(&ascii, 0.53125, 4, bar, sizeof(bar));
  ck_assert_str_eq(bar, "##  ");
  hc_style_bar(&ascii, 7.0, 4, bar, sizeof(bar));
  ck_assert_str_eq(bar, "####");
  hc_style_bar(&utf8, (double)NAN, 4, bar, sizeof(bar));
  ck_assert_str_eq(bar, "    ");
  hc_style_bar(&utf8, 1.0, 4, bar, 7);
  ck_assert_str_eq(bar, "██");
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("report");
  TCase* const tcase = tcase_create("report");
  tcase_add_test(tcase, says_what_it_found);
  tcase_add_test(tcase, volts_need_a_reference);
  tcase_add_test(tcase, characters_follow_the_locale);
  tcase_add_test(tcase, colour_adds_escapes_only);
  tcase_add_test(tcase, bars_stop_where_knowledge_does);
  tcase_add_test(tcase, only_decibels_are_unbounded);
  tcase_add_test(tcase, hidden_levels_have_no_lower_end);
  tcase_add_test(tcase, what_is_not_known_has_a_reason);
  tcase_add_test(tcase, intervals_of_bands_are_shaded);
  tcase_add_test(tcase, nothing_known_is_said_so);
  tcase_add_loop_test(tcase, extremes_stay_on_the_page, 0, 6);
  tcase_add_test(tcase, long_sentences_are_broken_between_words);
  tcase_add_test(tcase, a_full_disk_is_told);
  tcase_add_test(tcase, verdicts_are_found_by_name);
  tcase_add_test(tcase, bars_fill_to_an_eighth);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
