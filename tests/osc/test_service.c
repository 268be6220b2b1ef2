// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failing_alloc.h"
#include "support/run.h"

#include "osc/desk.h"
#include "osc/schema.h"

#include <hotcold/reading.h>

#include <check.h>

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define SECOND 1000000

START_TEST(nobody_subscribed_nothing_is_sent)
{
  Desk desk = desk_open(2, NULL);
  desk_play(&desk, SECOND, 0.1, -0.1);
  ck_assert_uint_eq(desk.bag->n, 0U);
  desk_close(&desk);
}
END_TEST

START_TEST(a_subscriber_hears_everything_of_the_schema)
{
  Desk desk = desk_open(2, NULL);
  desk_subscribe(&desk, 9, 20.0, 1);
  fake_source_analyze(desk.fake);
  desk_play(&desk, SECOND / 2, 0.5, -0.5);

  char address[HC_OSC_ADDRESS_SIZE];
  for (size_t line = 1; line <= 2; ++line) {
    for (int id = 0; id < HC_N_READINGS; ++id) {
      const unsigned n = hc_osc_n_parts((HcReadingId)id);
      for (unsigned part = 0; part < n; ++part) {
        const HcReadingPart p = (HcReadingPart)part;
        hc_osc_reading_address((HcReadingId)id, p, line, address);
        const Letter* const letter = mailbag_last(desk.bag, 9, address);
        ck_assert_msg(letter, "%s", address);
        ck_assert_uint_eq(strlen(letter->types), 1U);
        ck_assert_int_eq(letter->types[0], hc_osc_part_type(p));
      }
    }
    for (int id = HC_OSC_LINE_NAME; id <= HC_OSC_LINE_EVENT; ++id) {
      hc_osc_line_address((HcOscId)id, line, address);
      const Letter* const letter = mailbag_last(desk.bag, 9, address);
      ck_assert_msg(letter, "%s", address);
      ck_assert_str_eq(letter->types, hc_osc_info((HcOscId)id)->types);
    }
  }
  ck_assert_ptr_nonnull(mailbag_last(desk.bag, 9, "/hotcold/heartbeat"));
  desk_close(&desk);
}
END_TEST

// A square wave of 0.5 on hot, -0.5 on cold: d = 1.0, m = 0
START_TEST(fast_values_are_right)
{
  Desk desk = desk_open(1, NULL);
  desk_subscribe(&desk, 9, 20.0, 1);
  desk_play(&desk, SECOND / 2, 0.5, -0.5);

  const double leg = 20.0 * log10(sqrt(2.0) * 0.5);
  ck_assert_double_eq_tol(
    desk_last_number(&desk, 9, "/hotcold/line/1/hot/rms"), leg, 1e-4);
  ck_assert_double_eq_tol(
    desk_last_number(&desk, 9, "/hotcold/line/1/cold/rms"), leg, 1e-4);
  ck_assert_double_eq_tol(
    desk_last_number(&desk, 9, "/hotcold/line/1/diff/rms"), 3.0103, 1e-4);
  ck_assert_double_eq_tol(
    desk_last_number(&desk, 9, "/hotcold/line/1/common/rms"), -200.0, 1e-9);
  ck_assert_double_eq_tol(
    desk_last_number(&desk, 9, "/hotcold/line/1/diff/peak"), 0.0, 1e-4);
  ck_assert_double_eq_tol(
    desk_last_number(&desk, 9, "/hotcold/line/1/correlation"), -1.0, 1e-6);
  desk_close(&desk);
}
END_TEST

START_TEST(the_heartbeat_counts_and_tells_health)
{
  Desk desk              = desk_open(1, NULL);
  desk.fake->health.lost = UINT64_C(1) << 40U;
  desk_subscribe(&desk, 9, 20.0, 1);
  desk_play(&desk, 2 * SECOND, 0.1, -0.1);

  double expected = -1.0;
  for (size_t i = 0; i < desk.bag->n; ++i) {
    const Letter* const letter = &desk.bag->letters[i];
    if (!strcmp(letter->address, "/hotcold/heartbeat")) {
      expected = expected < 0.0 ? letter->numbers[0] : expected + 1.0;
      ck_assert_str_eq(letter->types, "iiif");
      ck_assert_double_eq(letter->numbers[0], expected);
      ck_assert_double_le(letter->numbers[1], 20.0);
      ck_assert_double_eq(letter->numbers[2], 2147483647.0);
      ck_assert_double_eq(letter->numbers[3], 12.5);
    }
  }
  ck_assert_double_ge(expected, 3.0);
  desk_close(&desk);
}
END_TEST

START_TEST(targets_need_not_ask)
{
  const HcAddress     targets[] = {{0x7F000001U, 9}, {0x7F000001U, 10}};
  HcPublisherSettings settings  = test_settings();
  settings.targets              = targets;
  settings.n_targets            = 2;
  settings.rate                 = 5.0;
  settings.bundle               = false;
  Desk desk                     = desk_open(1, &settings);

  desk_ask(&desk, 10, "/hotcold/unsubscribe");
  desk_play(&desk, 20 * SECOND, 0.1, -0.1);
  ck_assert_uint_ge(mailbag_count(desk.bag, 9, "/hotcold/line/1/state"), 100U);
  ck_assert_uint_le(mailbag_count(desk.bag, 9, "/hotcold/line/1/state"), 101U);
  ck_assert_uint_ge(mailbag_count(desk.bag, 10, "/hotcold/line/1/state"), 100U);
  ck_assert_uint_eq(desk.bag->datagrams, desk.bag->n);
  desk_close(&desk);
}
END_TEST

typedef struct {
  HcHub*   hub;
  Mailbag* bag;
} Ends;

static HcStatus
make_and_free(void* const context)
{
  const HcPublisherSettings settings = test_settings();
  const Ends* const         ends     = (const Ends*)context;
  HcError                   error    = {HC_SUCCESS, ""};
  HcOscService* const       service  = hc_osc_service_new(
    &settings, ends->hub, mailbag_send, ends->bag, 0, &error);
  hc_osc_service_free(service);
  return error.status;
}

START_TEST(lack_of_memory_is_survived)
{
  FakeSource* const fake = fake_source_new(1);
  Ends              ends = {hc_hub_new(&fake->source, -70.0, 0), mailbag_new()};
  failing_alloc_replay(make_and_free, &ends);
  hc_osc_service_free(NULL);
  hc_hub_free(ends.hub);
  mailbag_free(ends.bag);
  fake_source_free(fake);
}
END_TEST

static void
add_tests(TCase* const tcase)
{
  tcase_add_test(tcase, nobody_subscribed_nothing_is_sent);
  tcase_add_test(tcase, a_subscriber_hears_everything_of_the_schema);
  tcase_add_test(tcase, fast_values_are_right);
  tcase_add_test(tcase, the_heartbeat_counts_and_tells_health);
  tcase_add_test(tcase, targets_need_not_ask);
  tcase_add_test(tcase, lack_of_memory_is_survived);
}

int
main(void)
{
  Suite* const suite = suite_create("service");
  TCase* const tcase = tcase_create("service");
  tcase_set_timeout(tcase, 60.0);
  add_tests(tcase);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
