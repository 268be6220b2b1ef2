// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include "config/text.h"

#include <check.h>

#include <string.h>

START_TEST(utf8_follows_rfc_3629)
{
  static const char* const clean[] = {"",
                                      "system:capture_1",
                                      "F\xC3\xBChrung",
                                      "\xE2\x82\xAC",
                                      "\xED\x9F\xBF",
                                      "\xF0\x9F\x8E\xB5",
                                      "\xF4\x8F\xBF\xBF"};
  static const char* const foul[]  = {"a\tb",
                                      "a\x7F",
                                      "\x80",
                                      "\xC0\xAF",
                                      "\xC3",
                                      "\xC3(",
                                      "\xE0\x80\x80",
                                      "\xED\xA0\x80",
                                      "\xF0\x80\x80\x80",
                                      "\xF4\x90\x80\x80",
                                      "\xFF"};
  for (size_t i = 0; i < sizeof(clean) / sizeof(clean[0]); ++i) {
    ck_assert_msg(hc_text_is_clean(clean[i]), "%zu", i);
  }
  for (size_t i = 0; i < sizeof(foul) / sizeof(foul[0]); ++i) {
    ck_assert_msg(!hc_text_is_clean(foul[i]), "%zu", i);
  }
}
END_TEST

START_TEST(numbers_are_decimal_and_finite)
{
  static const char* const foul[] = {"",
                                     " 1",
                                     "1 ",
                                     "1x",
                                     "0x10",
                                     "inf",
                                     "nan",
                                     "1e999",
                                     "-",
                                     ".",
                                     "1,5",
                                     "--1",
                                     "e5"};
  double                   value  = 7.0;
  for (size_t i = 0; i < sizeof(foul) / sizeof(foul[0]); ++i) {
    ck_assert_msg(!hc_text_number(foul[i], &value), "%s", foul[i]);
  }
  ck_assert_double_eq(value, 7.0);
  ck_assert(hc_text_number("-1.25e1", &value));
  ck_assert_double_eq(value, -12.5);
  ck_assert(hc_text_number("+.5", &value));
  ck_assert_double_eq(value, 0.5);
}
END_TEST

START_TEST(whole_numbers_keep_their_range)
{
  unsigned value = 7;
  ck_assert(!hc_text_whole("", 9, &value));
  ck_assert(!hc_text_whole("-1", 9, &value));
  ck_assert(!hc_text_whole("1.0", 9, &value));
  ck_assert(!hc_text_whole("10", 9, &value));
  ck_assert(!hc_text_whole("99999999999999999999999", 9, &value));
  ck_assert(!hc_text_whole("4294967297", 4294967295U, &value));
  ck_assert_uint_eq(value, 7);
  ck_assert(hc_text_whole("09", 9, &value));
  ck_assert_uint_eq(value, 9);
}
END_TEST

START_TEST(distances_count_edits)
{
  ck_assert_uint_eq(hc_text_distance("", ""), 0);
  ck_assert_uint_eq(hc_text_distance("", "abc"), 3);
  ck_assert_uint_eq(hc_text_distance("kitten", "sitting"), 3);
  ck_assert_uint_eq(hc_text_distance("listen", "silent"), 4);
  ck_assert_uint_eq(
    hc_text_distance("x", "12345678901234567890123456789012345678901"),
    HC_TEXT_FAR);
}
END_TEST

START_TEST(the_nearest_word_is_hinted_at)
{
  char      hint[80] = "x";
  HcNearest nearest  = hc_nearest("lisen");
  hc_nearest_offer(&nearest, "line");
  hc_nearest_offer(&nearest, "listen");
  hc_nearest_offer(&nearest, "list");
  hc_nearest_hint(&nearest, hint, sizeof(hint));
  ck_assert_str_eq(hint, " (did you mean `listen`?)");

  nearest = hc_nearest("zzzzz");
  hc_nearest_offer(&nearest, "listen");
  hc_nearest_hint(&nearest, hint, sizeof(hint));
  ck_assert_str_eq(hint, "");
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("text");
  TCase* const tcase = tcase_create("text");
  tcase_add_test(tcase, utf8_follows_rfc_3629);
  tcase_add_test(tcase, numbers_are_decimal_and_finite);
  tcase_add_test(tcase, whole_numbers_keep_their_range);
  tcase_add_test(tcase, distances_count_edits);
  tcase_add_test(tcase, the_nearest_word_is_hinted_at);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
