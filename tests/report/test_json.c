// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report/json.h"

#include "report/example_take.h"
#include "support/failing_alloc.h"
#include "support/run.h"

#include <check.h>
#include <jansson.h>

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_SIZE 65536

static void
write_text(const HcTake* const take, char* const text)
{
  FILE* const file = tmpfile();
  HcError     error;
  ck_assert_ptr_nonnull(file);
  ck_assert_int_eq(hc_json_write(take, file, &error), HC_SUCCESS);
  rewind(file);
  text[fread(text, 1, TEXT_SIZE - 1, file)] = '\0';
  fclose(file);
}

static json_t*
write_and_read(const HcTake* const take)
{
  char text[TEXT_SIZE] = "";
  write_text(take, text);
  json_error_t  error;
  json_t* const json = json_loads(text, 0, &error);
  ck_assert_msg(json, "%s", error.text);
  return json;
}

START_TEST(a_take_is_written_to_the_letter)
{
  const char* const path   = getenv("HC_GOLDEN");
  FILE* const       golden = fopen(path ? path : "", "r");
  ck_assert_msg(golden, "HC_GOLDEN names no readable file");
  char expected[TEXT_SIZE]                            = "";
  expected[fread(expected, 1, TEXT_SIZE - 1, golden)] = '\0';
  fclose(golden);

  HcTake     take;
  HcTakeLine line;
  char       text[TEXT_SIZE] = "";
  example_take_init(&take, &line);
  write_text(&take, text);
  size_t same = 0;
  while (text[same] && text[same] == expected[same]) {
    ++same;
  }
  ck_assert_msg(text[same] == expected[same],
                "byte %zu: '%.40s' is not '%.40s'",
                same,
                &text[same],
                &expected[same]);
}
END_TEST

START_TEST(every_reading_has_six_finite_members)
{
  static const double extremes[] = {(double)NAN,
                                    (double)INFINITY,
                                    -(double)INFINITY,
                                    DBL_MAX,
                                    -DBL_MAX,
                                    DBL_MIN / 2.0,
                                    -0.0};

  HcTake     take;
  HcTakeLine line;
  example_take_init(&take, &line);
  take.seconds                       = extremes[_i];
  line.analysis.judgement.confidence = extremes[_i];
  for (int i = 0; i < HC_N_READINGS; ++i) {
    line.readings[i] = hc_reading_exact(extremes[_i]);
  }

  json_t* const json     = write_and_read(&take);
  json_t* const readings = json_object_get(
    json_array_get(json_object_get(json, "lines"), 0), "readings");
  ck_assert_uint_eq(json_object_size(readings), HC_N_READINGS);
  for (int i = 0; i < HC_N_READINGS; ++i) {
    const HcReadingInfo* const info    = hc_reading_info((HcReadingId)i);
    json_t* const              reading = json_object_get(readings, info->name);
    ck_assert_uint_eq(json_object_size(reading), 6);
    const double value = json_real_value(json_object_get(reading, "value"));
    const bool   valid = json_is_true(json_object_get(reading, "valid"));
    ck_assert_int_eq(valid, isfinite(extremes[_i]));
    ck_assert(json_is_real(json_object_get(reading, "low")));
    ck_assert(json_is_real(json_object_get(reading, "high")));
    if (!valid) {
      ck_assert_double_eq(value, info->silence);
    }
  }
  json_decref(json);
}
END_TEST

START_TEST(names_need_not_be_utf8)
{
  static const char* const names[][2] = {
    {"F\xC3\xBChrung", "F\xC3\xBChrung"},
    {"F\xFChrung", "F?hrung"},
    {"\xC0\x80\xED\xA0\x80\xF4\x90\x80\x80", "?????????"},
    {"\xE2\x82", "??"},
    {"\xF0\x9F\x8E\xB5", "\xF0\x9F\x8E\xB5"},
    {"a\nb\x1B[2J", "a\nb\x1B[2J"},
    {"", ""},
  };

  HcTake     take;
  HcTakeLine line;
  example_take_init(&take, &line);
  strcpy(line.name, names[_i][0]);

  json_t* const json = write_and_read(&take);
  json_t* const name =
    json_object_get(json_array_get(json_object_get(json, "lines"), 0), "name");
  ck_assert_str_eq(json_string_value(name), names[_i][1]);
  json_decref(json);
}
END_TEST

START_TEST(a_sentence_cut_inside_a_character_is_valid)
{
  HcTake     take;
  HcTakeLine line;
  example_take_init(&take, &line);
  char* const reason = line.analysis.judgement.reasons[0];
  memset(reason, 'x', HC_SENTENCE_SIZE - 1);
  reason[HC_SENTENCE_SIZE - 1] = '\0';
  reason[HC_SENTENCE_SIZE - 2] = '\xC3';

  json_t* const     json    = write_and_read(&take);
  json_t* const     line0   = json_array_get(json_object_get(json, "lines"), 0);
  json_t* const     reasons = json_object_get(line0, "reasons");
  const char* const text    = json_string_value(json_array_get(reasons, 0));
  ck_assert_uint_eq(strlen(text), HC_SENTENCE_SIZE - 1);
  ck_assert_int_eq(text[HC_SENTENCE_SIZE - 2], '?');
  json_decref(json);
}
END_TEST

START_TEST(an_empty_take_is_an_object_too)
{
  const HcTake  take = {"0", 44100, 0.0, 0, NULL, true};
  json_t* const json = write_and_read(&take);
  ck_assert_uint_eq(json_array_size(json_object_get(json, "lines")), 0);
  ck_assert(json_is_true(json_object_get(json, "pass")));
  json_decref(json);
}
END_TEST

static HcStatus
write_nowhere(void* const take)
{
  HcError        error = {HC_SUCCESS, ""};
  FILE* const    file  = fopen("/dev/null", "w");
  const HcStatus status =
    file ? hc_json_write((const HcTake*)take, file, &error) : HC_SYSTEM_FAILURE;
  if (file) {
    fclose(file);
  }
  return status == error.status ? status : HC_SYSTEM_FAILURE;
}

START_TEST(every_failing_allocation_is_told)
{
  HcTake     take;
  HcTakeLine line;
  example_take_init(&take, &line);
  // jansson is linked dynamically, so it does not use the malloc() that fails
  // unless it gets it here
  json_set_alloc_funcs(malloc, free);
  ck_assert_uint_gt(failing_alloc_replay(write_nowhere, &take), 500);
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
  ck_assert_int_eq(hc_json_write(&take, full, &error), HC_SYSTEM_FAILURE);
  ck_assert_ptr_nonnull(strstr(error.text, "No space left"));
  fclose(full);
}
END_TEST

START_TEST(limits_hold_what_is_known_only)
{
  const HcLimit limits[]   = {{HC_BALANCE, false, 52.0, 0.0},
                              {HC_BALANCE, true, 52.0, 0.0},
                              {HC_BALANCE, false, 52.01, 0.0},
                              {HC_BALANCE, true, 51.99, 0.0},
                              {HC_NOISE_A, true, -90.0, 0.0},
                              {HC_NOISE_A, false, -300.0, 0.0}};
  const bool    expected[] = {true, true, false, false, false, false};

  HcTake     take;
  HcTakeLine line;
  example_take_init(&take, &line);
  for (size_t i = 0; i < 6; ++i) {
    hc_take_line_judge(&line, &limits[i], 1);
    ck_assert_int_eq(line.limits[0].pass, expected[i]);
    ck_assert_int_eq(hc_take_passes(&take), expected[i]);
  }
  hc_take_line_judge(&line, limits, 0);
  ck_assert(hc_take_passes(&take));
}
END_TEST

START_TEST(a_comb_that_is_not_there_is_below_any_limit)
{
  const HcLimit hum = {HC_HUM_DIFF, true, -90.0, 0.0};
  HcTake        take;
  HcTakeLine    line;
  example_take_init(&take, &line);
  line.state                      = HC_STATE_OK;
  line.analysis.settling          = false;
  line.analysis.seconds           = 10.0;
  line.readings[HC_HUM_DIFF]      = hc_reading_invalid(HC_HUM_DIFF);
  line.readings[HC_HUM_FREQUENCY] = hc_reading_invalid(HC_HUM_FREQUENCY);
  line.readings[HC_NOISE_BAND]    = hc_reading_invalid(HC_NOISE_BAND);
  hc_take_line_judge(&line, &hum, 1);
  ck_assert(line.limits[0].pass);

  // Programme on one leg hides the pick-up of that leg, except in pauses
  line.analysis.judgement.verdict = HC_SINGLE_ENDED;
  hc_take_line_judge(&line, &hum, 1);
  ck_assert(!line.limits[0].pass);
  line.readings[HC_NOISE_BAND] = hc_reading_exact(-100.0);
  hc_take_line_judge(&line, &hum, 1);
  ck_assert(line.limits[0].pass);

  // No hum stands out, but there may be hum up to the upper limit
  line.readings[HC_HUM_DIFF]      = hc_reading_exact(HC_SILENCE_DB);
  line.readings[HC_HUM_DIFF].high = -58.8;
  hc_take_line_judge(&line, &hum, 1);
  ck_assert(!line.limits[0].pass);

  // There is hum, but programme hides it on the difference
  line.readings[HC_HUM_DIFF]      = hc_reading_invalid(HC_HUM_DIFF);
  line.readings[HC_HUM_FREQUENCY] = hc_reading_exact(50.0);
  hc_take_line_judge(&line, &hum, 1);
  ck_assert(!line.limits[0].pass);

  // The take is too short
  line.readings[HC_HUM_FREQUENCY] = hc_reading_invalid(HC_HUM_FREQUENCY);
  line.analysis.seconds           = 1.0;
  hc_take_line_judge(&line, &hum, 1);
  ck_assert(!line.limits[0].pass);
  line.analysis.seconds  = 10.0;
  line.analysis.settling = true;
  hc_take_line_judge(&line, &hum, 1);
  ck_assert(!line.limits[0].pass);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("json");
  TCase* const tcase = tcase_create("json");
  tcase_add_test(tcase, a_take_is_written_to_the_letter);
  tcase_add_loop_test(tcase, every_reading_has_six_finite_members, 0, 7);
  tcase_add_loop_test(tcase, names_need_not_be_utf8, 0, 7);
  tcase_add_test(tcase, a_sentence_cut_inside_a_character_is_valid);
  tcase_add_test(tcase, an_empty_take_is_an_object_too);
  tcase_add_test(tcase, every_failing_allocation_is_told);
  tcase_add_test(tcase, a_full_disk_is_told);
  tcase_add_test(tcase, limits_hold_what_is_known_only);
  tcase_add_test(tcase, a_comb_that_is_not_there_is_below_any_limit);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
