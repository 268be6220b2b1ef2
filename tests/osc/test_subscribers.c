// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include "osc/desk.h"

#include <check.h>

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define SECOND 1000000
#define COUNT(array) (int)(sizeof(array) / sizeof((array)[0]))

static const Letter*
only_letter(const Desk* const desk, const char* const address)
{
  ck_assert_uint_eq(desk->bag->n, 1U);
  ck_assert_str_eq(desk->bag->letters[0].address, address);
  return &desk->bag->letters[0];
}

typedef struct {
  double asked;
  double granted;
} Grant;

static const Grant grants[] = {
  {20.0, 20.0},
  {1.0, 1.0},
  {60.0, 60.0},
  {7.5, 7.5},
  {0.0, 1.0},
  {-5.0, 1.0},
  {60.1, 60.0},
  {1e30, 60.0},
};

START_TEST(the_granted_rate_is_told)
{
  Desk desk = desk_open(2, NULL);
  desk_subscribe(&desk, 77, grants[_i].asked, 1);
  const Letter* const letter = only_letter(&desk, "/hotcold/subscribed");
  ck_assert_str_eq(letter->types, "ffi");
  ck_assert_double_eq(letter->numbers[0], 10.0);
  ck_assert_double_eq(letter->numbers[1], grants[_i].granted);
  ck_assert_double_eq(letter->numbers[2], 2.0);
  desk_close(&desk);
}
END_TEST

START_TEST(rates_that_are_no_numbers_are_survived)
{
  static const char* const rates[] = {
    "\x7F\xC0\0\0", "\xFF\xC0\0\0", "\x7F\x80\0\0", "\xFF\x80\0\0"};
  static const double granted[] = {20.0, 20.0, 60.0, 1.0};

  uint8_t data[32] = "/hotcold/subscribe\0\0,f\0\0";
  for (size_t i = 0; i < 4; ++i) {
    Desk desk = desk_open(1, NULL);
    memcpy(data + 24, rates[i], 4);
    desk_receive(&desk, 77, data, 28);
    ck_assert_double_eq(only_letter(&desk, "/hotcold/subscribed")->numbers[1],
                        granted[i]);
    desk_play(&desk, SECOND, 0.1, 0.1);
    desk_close(&desk);
  }
}
END_TEST

START_TEST(subscribe_takes_what_it_is_given)
{
  HcPublisherSettings settings = test_settings();
  settings.rate                = 12.0;
  settings.bundle              = false;
  Desk desk                    = desk_open(1, &settings);
  desk_ask(&desk, 77, "/hotcold/subscribe");
  ck_assert_double_eq(only_letter(&desk, "/hotcold/subscribed")->numbers[1],
                      12.0);
  desk_play(&desk, SECOND / 5, 0.1, 0.1);
  ck_assert_uint_eq(desk.bag->datagrams, desk.bag->n);

  mailbag_empty(desk.bag);
  desk_subscribe(&desk, 77, 20.0, 1);
  desk_play(&desk, SECOND / 5, 0.1, 0.1);
  ck_assert_uint_lt(desk.bag->datagrams, desk.bag->n);
  desk_close(&desk);
}
END_TEST

START_TEST(a_lease_ends_after_ten_seconds)
{
  Desk desk = desk_open(1, NULL);
  desk_subscribe(&desk, 77, 20.0, 1);
  desk_play(&desk, 9 * SECOND, 0.1, 0.1);
  desk_subscribe(&desk, 77, 20.0, 1);
  desk_play(&desk, 99 * SECOND / 10, 0.1, 0.1);
  mailbag_empty(desk.bag);
  desk_play(&desk, SECOND / 20, 0.1, 0.1);
  ck_assert_uint_gt(desk.bag->n, 0U);

  desk_play(&desk, SECOND / 5, 0.1, 0.1);
  mailbag_empty(desk.bag);
  desk_play(&desk, 2 * SECOND, 0.1, 0.1);
  ck_assert_uint_eq(desk.bag->n, 0U);
  desk_close(&desk);
}
END_TEST

START_TEST(who_unsubscribes_is_left_alone)
{
  Desk desk = desk_open(1, NULL);
  desk_subscribe(&desk, 77, 20.0, 1);
  desk_subscribe(&desk, 78, 20.0, 1);
  desk_play(&desk, SECOND, 0.1, 0.1);
  mailbag_empty(desk.bag);

  desk_ask(&desk, 77, "/hotcold/unsubscribe");
  ck_assert_str_eq(only_letter(&desk, "/hotcold/unsubscribed")->types, "");
  desk_play(&desk, SECOND, 0.1, 0.1);
  ck_assert_uint_eq(mailbag_count(desk.bag, 77, NULL), 1U);
  ck_assert_uint_gt(mailbag_count(desk.bag, 78, NULL), 1U);
  desk_close(&desk);
}
END_TEST

START_TEST(there_are_64_places)
{
  Desk desk = desk_open(1, NULL);
  for (uint16_t port = 1; port <= 64; ++port) {
    desk_subscribe(&desk, port, 20.0, 1);
  }
  ck_assert_uint_eq(mailbag_count(desk.bag, 0, "/hotcold/subscribed"), 64U);

  desk_subscribe(&desk, 65, 20.0, 1);
  const Letter* const error = mailbag_last(desk.bag, 65, NULL);
  ck_assert_str_eq(error->address, "/hotcold/error");
  ck_assert_str_eq(error->words[0], "/hotcold/subscribe");
  ck_assert_ptr_nonnull(strstr(error->words[1], "64"));

  // The old ones can renew, and a place that is left is free
  desk_subscribe(&desk, 1, 20.0, 1);
  ck_assert_uint_eq(mailbag_count(desk.bag, 1, "/hotcold/subscribed"), 2U);
  desk_ask(&desk, 30, "/hotcold/unsubscribe");
  desk_subscribe(&desk, 65, 20.0, 1);
  ck_assert_uint_eq(mailbag_count(desk.bag, 65, "/hotcold/subscribed"), 1U);
  desk_play(&desk, SECOND, 0.1, 0.1);
  ck_assert_uint_eq(mailbag_count(desk.bag, 30, "/hotcold/heartbeat"), 0U);
  desk_close(&desk);
}
END_TEST

// Else a forged sender could be flooded
START_TEST(coming_and_going_gains_no_messages)
{
  Desk desk = desk_open(1, NULL);
  for (int i = 0; i < 1000; ++i) {
    desk_subscribe(&desk, 77, 60.0, 1);
    desk_wait(&desk, 500);
    desk_ask(&desk, 77, "/hotcold/unsubscribe");
    desk_wait(&desk, 500);
  }
  ck_assert_uint_le(mailbag_count(desk.bag, 77, "/hotcold/line/1/state"), 61U);

  mailbag_empty(desk.bag);
  for (int i = 0; i < 1000; ++i) {
    desk_subscribe(&desk, 78, 60.0, 1);
    desk_wait(&desk, 1000);
  }
  ck_assert_uint_le(mailbag_count(desk.bag, 78, "/hotcold/line/1/state"), 61U);
  desk_close(&desk);
}
END_TEST

static void
add_tests(TCase* const tcase)
{
  tcase_add_loop_test(tcase, the_granted_rate_is_told, 0, COUNT(grants));
  tcase_add_test(tcase, rates_that_are_no_numbers_are_survived);
  tcase_add_test(tcase, subscribe_takes_what_it_is_given);
  tcase_add_test(tcase, a_lease_ends_after_ten_seconds);
  tcase_add_test(tcase, who_unsubscribes_is_left_alone);
  tcase_add_test(tcase, there_are_64_places);
  tcase_add_test(tcase, coming_and_going_gains_no_messages);
}

int
main(void)
{
  Suite* const suite = suite_create("subscribers");
  TCase* const tcase = tcase_create("subscribers");
  tcase_set_timeout(tcase, 60.0);
  add_tests(tcase);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
