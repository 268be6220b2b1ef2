// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failing_alloc.h"
#include "support/run.h"

#include "publish/desk.h"
#include "publish/exchange.h"
#include "publish/osc_schema.h"

#include <hotcold/reading.h>
#include <hotcold/verdict.h>

#include <check.h>

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define SECOND 1000000

static double
last_number(const Desk* const desk, const uint16_t port, const char* address)
{
  const Letter* const letter = mailbag_last(desk->bag, port, address);
  ck_assert_ptr_nonnull(letter);
  return letter->numbers[0];
}

static const char*
last_state(const Desk* const desk)
{
  const Letter* const letter =
    mailbag_last(desk->bag, 9, "/hotcold/line/1/state");
  return letter ? letter->words[0] : "";
}

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
    last_number(&desk, 9, "/hotcold/line/1/hot/rms"), leg, 1e-4);
  ck_assert_double_eq_tol(
    last_number(&desk, 9, "/hotcold/line/1/cold/rms"), leg, 1e-4);
  ck_assert_double_eq_tol(
    last_number(&desk, 9, "/hotcold/line/1/diff/rms"), 3.0103, 1e-4);
  ck_assert_double_eq_tol(
    last_number(&desk, 9, "/hotcold/line/1/common/rms"), -200.0, 1e-9);
  ck_assert_double_eq_tol(
    last_number(&desk, 9, "/hotcold/line/1/diff/peak"), 0.0, 1e-4);
  ck_assert_double_eq_tol(
    last_number(&desk, 9, "/hotcold/line/1/correlation"), -1.0, 1e-6);
  desk_close(&desk);
}
END_TEST

START_TEST(slow_values_are_right_and_sent_once)
{
  Desk desk = desk_open(1, NULL);
  desk_subscribe(&desk, 9, 20.0, 1);
  fake_source_analyze(desk.fake);
  desk.fake->lines[0].analysis.bands[3].valid                  = false;
  desk.fake->lines[0].analysis.readings[HC_HUM_DIFF].value     = (double)NAN;
  desk.fake->lines[0].analysis.readings[HC_REJECTION].at_least = true;
  desk.fake->lines[0].analysis.judgement.verdict               = HC_BALANCED;
  desk.fake->lines[0].analysis.judgement.confidence            = 0.75;
  desk_play(&desk, SECOND, 0.5, -0.5);

  ck_assert_uint_eq(mailbag_count(desk.bag, 9, "/hotcold/line/1/balance"), 1U);
  ck_assert_double_eq(last_number(&desk, 9, "/hotcold/line/1/balance"),
                      1000.0 + HC_BALANCE);
  ck_assert_double_eq(last_number(&desk, 9, "/hotcold/line/1/balance/low"),
                      999.0 + HC_BALANCE);
  ck_assert_double_eq(last_number(&desk, 9, "/hotcold/line/1/balance/high"),
                      1001.0 + HC_BALANCE);
  ck_assert_double_eq(last_number(&desk, 9, "/hotcold/line/1/balance/valid"),
                      1.0);
  ck_assert_double_eq(
    last_number(&desk, 9, "/hotcold/line/1/rejection/at_least"), 1.0);
  ck_assert_double_eq(last_number(&desk, 9, "/hotcold/line/1/hum/diff"),
                      -200.0);
  ck_assert_double_eq(last_number(&desk, 9, "/hotcold/line/1/hum/diff/valid"),
                      0.0);

  const Letter* const bands =
    mailbag_last(desk.bag, 9, "/hotcold/line/1/bands/balance");
  ck_assert_double_eq(bands->numbers[3], -200.0);
  ck_assert_double_eq(bands->numbers[30], 70.0);

  const Letter* const verdict =
    mailbag_last(desk.bag, 9, "/hotcold/line/1/verdict");
  ck_assert_str_eq(verdict->words[0], "balanced");
  ck_assert_double_eq(verdict->numbers[1], 0.75);

  fake_source_analyze(desk.fake);
  desk_play(&desk, SECOND / 2, 0.5, -0.5);
  ck_assert_uint_eq(mailbag_count(desk.bag, 9, "/hotcold/line/1/balance"), 2U);
  desk_close(&desk);
}
END_TEST

START_TEST(every_peak_reaches_every_receiver)
{
  Desk desk = desk_open(1, NULL);
  desk_subscribe(&desk, 9, 1.0, 1);
  desk_subscribe(&desk, 10, 7.0, 1);
  desk_subscribe(&desk, 11, 60.0, 0);
  desk_play(&desk, 2 * SECOND, 0.01, -0.01);
  mailbag_empty(desk.bag);

  fake_source_play(desk.fake, 1, 0.9, -0.01);
  desk_play(&desk, 2 * SECOND, 0.01, -0.01);

  for (uint16_t port = 9; port <= 11; ++port) {
    size_t seen = 0;
    for (size_t i = 0; i < desk.bag->n; ++i) {
      const Letter* const letter = &desk.bag->letters[i];
      if (letter->to.port == port &&
          !strcmp(letter->address, "/hotcold/line/1/hot/peak") &&
          fabs(letter->numbers[0] - 20.0 * log10(0.9)) < 1e-3) {
        ++seen;
      }
    }
    ck_assert_uint_eq(seen, 1U);
  }
  desk_close(&desk);
}
END_TEST

START_TEST(rounds_come_at_the_granted_rate)
{
  Desk desk = desk_open(1, NULL);
  desk_subscribe(&desk, 9, 1.0, 1);
  desk_subscribe(&desk, 10, 20.0, 1);
  desk_subscribe(&desk, 11, 60.0, 1);
  desk_play(&desk, 5 * SECOND - 10000, 0.1, -0.1);

  static const char state[] = "/hotcold/line/1/state";
  ck_assert_uint_eq(mailbag_count(desk.bag, 9, state), 5U);
  ck_assert_uint_eq(mailbag_count(desk.bag, 10, state), 100U);
  ck_assert_uint_ge(mailbag_count(desk.bag, 11, state), 299U);
  ck_assert_uint_le(mailbag_count(desk.bag, 11, state), 301U);
  ck_assert_uint_eq(mailbag_count(desk.bag, 9, "/hotcold/heartbeat"), 10U);
  desk_close(&desk);
}
END_TEST

START_TEST(without_new_audio_only_the_state_is_sent)
{
  Desk desk = desk_open(1, NULL);
  desk_subscribe(&desk, 9, 20.0, 1);
  desk_play(&desk, SECOND / 2, 0.1, -0.1);
  mailbag_empty(desk.bag);

  ++desk.fake->health.progress;
  desk_wait(&desk, SECOND / 2);
  ck_assert_uint_eq(mailbag_count(desk.bag, 9, "/hotcold/line/1/state"), 10U);
  ck_assert_uint_eq(mailbag_count(desk.bag, 9, "/hotcold/line/1/hot/rms"), 0U);
  ck_assert_str_eq(last_state(&desk), "ok");
  desk_close(&desk);
}
END_TEST

START_TEST(audio_that_stops_is_told_within_a_second)
{
  Desk desk = desk_open(1, NULL);
  desk_subscribe(&desk, 9, 1.0, 1);
  fake_source_analyze(desk.fake);
  desk_play(&desk, 3 * SECOND, 0.1, -0.1);
  ck_assert_str_eq(last_state(&desk), "ok");

  desk_wait(&desk, 999000);
  ck_assert_str_eq(last_state(&desk), "stalled");

  mailbag_empty(desk.bag);
  fake_source_analyze(desk.fake);
  desk_wait(&desk, 5 * SECOND);
  for (size_t i = 0; i < desk.bag->n; ++i) {
    const char* const address = desk.bag->letters[i].address;
    ck_assert_msg(!strcmp(address, "/hotcold/line/1/state") ||
                    !strcmp(address, "/hotcold/heartbeat"),
                  "%s",
                  address);
  }
  ck_assert_uint_eq(mailbag_count(desk.bag, 9, "/hotcold/line/1/state"), 5U);
  ck_assert_double_ge(
    mailbag_last(desk.bag, 9, "/hotcold/heartbeat")->numbers[1], 5400.0);

  desk_play(&desk, 2 * SECOND, 0.1, -0.1);
  ck_assert_str_eq(last_state(&desk), "ok");
  ck_assert_ptr_nonnull(mailbag_last(desk.bag, 9, "/hotcold/line/1/balance"));
  desk_close(&desk);
}
END_TEST

START_TEST(a_long_period_is_no_stall)
{
  Desk desk                     = desk_open(1, NULL);
  desk.fake->health.period      = 8192;
  desk.fake->health.sample_rate = 8000;
  desk_subscribe(&desk, 9, 20.0, 1);
  for (int i = 0; i < 5; ++i) {
    fake_source_play(desk.fake, 8192, 0.1, -0.1);
    desk_wait(&desk, 1024000);
    ck_assert_str_eq(last_state(&desk), "ok");
  }
  desk_close(&desk);
}
END_TEST

START_TEST(states_have_their_order)
{
  Desk            desk = desk_open(1, NULL);
  FakeLine* const line = &desk.fake->lines[0];
  desk_subscribe(&desk, 9, 20.0, 1);

  desk_play(&desk, SECOND / 5, 0.0, 0.0);
  ck_assert_str_eq(last_state(&desk), "silent");
  desk_play(&desk, SECOND / 5, 0.1, -0.1);
  ck_assert_str_eq(last_state(&desk), "ok");

  line->analysis.settling = true;
  fake_source_analyze(desk.fake);
  desk_play(&desk, SECOND / 5, 0.1, -0.1);
  ck_assert_str_eq(last_state(&desk), "settling");

  line->analysis.settling = false;
  line->analysis.silent   = true;
  fake_source_analyze(desk.fake);
  desk_play(&desk, SECOND / 5, 0.1, -0.1);
  ck_assert_str_eq(last_state(&desk), "silent");

  line->connections = HC_STATE_MANY_SOURCES;
  desk_play(&desk, SECOND / 5, 0.1, -0.1);
  ck_assert_str_eq(last_state(&desk), "many-sources");
  line->connections = HC_STATE_DISCONNECTED;
  desk_play(&desk, SECOND / 5, 0.1, -0.1);
  ck_assert_str_eq(last_state(&desk), "disconnected");
  desk_wait(&desk, SECOND);
  ck_assert_str_eq(last_state(&desk), "stalled");
  desk_close(&desk);
}
END_TEST

// 1e-3.5 rms and sqrt(2) are -67 dBFS, 1e-3.9 -75 dBFS
START_TEST(silence_is_below_70_dbfs_for_a_second)
{
  Desk desk = desk_open(1, NULL);
  desk_subscribe(&desk, 9, 20.0, 1);
  desk_play(&desk, SECOND, pow(10.0, -3.5), 0.0);
  ck_assert_str_eq(last_state(&desk), "ok");
  desk_play(&desk, 9 * SECOND / 10, pow(10.0, -3.9), pow(10.0, -3.9));
  ck_assert_str_eq(last_state(&desk), "ok");
  desk_play(&desk, 3 * SECOND / 10, pow(10.0, -3.9), pow(10.0, -3.9));
  ck_assert_str_eq(last_state(&desk), "silent");
  desk_close(&desk);
}
END_TEST

START_TEST(events_are_told_on_change_and_to_newcomers)
{
  static const char  event[]   = "/hotcold/line/1/event";
  Desk               desk      = desk_open(1, NULL);
  HcJudgement* const judgement = &desk.fake->lines[0].analysis.judgement;
  judgement->verdict           = HC_BALANCED;
  judgement->findings          = 1U << HC_HUM_ON_DIFF;
  strcpy(judgement->evidence[HC_HUM_ON_DIFF], "50 Hz at -60 dBFS");
  desk_subscribe(&desk, 9, 20.0, 1);
  fake_source_analyze(desk.fake);
  desk_play(&desk, SECOND, 0.1, -0.1);

  ck_assert_uint_eq(mailbag_count(desk.bag, 9, event), 2U);
  ck_assert_str_eq(mailbag_last(desk.bag, 9, event)->words[0], "hum-on-diff");
  ck_assert_double_eq(mailbag_last(desk.bag, 9, event)->numbers[1], 1.0);
  ck_assert_str_eq(mailbag_last(desk.bag, 9, event)->words[2],
                   "50 Hz at -60 dBFS");

  // The same again changes nothing; a newcomer and a renewal get the set
  fake_source_analyze(desk.fake);
  desk_play(&desk, SECOND / 2, 0.1, -0.1);
  ck_assert_uint_eq(mailbag_count(desk.bag, 9, event), 2U);
  desk_subscribe(&desk, 10, 20.0, 1);
  desk_play(&desk, SECOND / 2, 0.1, -0.1);
  ck_assert_uint_eq(mailbag_count(desk.bag, 9, event), 2U);
  ck_assert_uint_eq(mailbag_count(desk.bag, 10, event), 2U);
  desk_subscribe(&desk, 9, 20.0, 1);
  desk_play(&desk, SECOND / 2, 0.1, -0.1);
  ck_assert_uint_eq(mailbag_count(desk.bag, 9, event), 4U);

  // Verdict off and on, finding off
  mailbag_empty(desk.bag);
  judgement->verdict  = HC_COLD_OPEN;
  judgement->findings = 0;
  fake_source_analyze(desk.fake);
  desk_play(&desk, SECOND / 2, 0.1, -0.1);
  ck_assert_uint_eq(mailbag_count(desk.bag, 9, event), 3U);
  ck_assert_uint_eq(mailbag_count(desk.bag, 10, event), 3U);
  ck_assert_str_eq(mailbag_last(desk.bag, 9, event)->words[0], "hum-on-diff");
  ck_assert_double_eq(mailbag_last(desk.bag, 9, event)->numbers[1], 0.0);
  desk_close(&desk);
}
END_TEST

START_TEST(the_name_is_told_on_subscription)
{
  Desk desk = desk_open(1, NULL);
  desk_subscribe(&desk, 9, 20.0, 1);
  desk_play(&desk, SECOND, 0.1, -0.1);
  ck_assert_uint_eq(mailbag_count(desk.bag, 9, "/hotcold/line/1/name"), 1U);
  ck_assert_str_eq(mailbag_last(desk.bag, 9, "/hotcold/line/1/name")->words[0],
                   "line 1");
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
  HcPublisherSettings settings  = hc_publisher_defaults();
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

START_TEST(no_datagram_is_longer_than_promised)
{
  static const size_t counts[] = {24, 256};
  Desk                desk     = desk_open(counts[_i], NULL);
  desk_subscribe(&desk, 9, 20.0, 1);
  fake_source_analyze(desk.fake);
  fake_source_play(desk.fake, 480, 0.1, -0.1);
  desk_wait(&desk, SECOND / 2);

  ck_assert_uint_le(desk.bag->largest, 1400U);
  ck_assert_uint_ge(desk.bag->largest, 1300U);
  char address[HC_OSC_ADDRESS_SIZE];
  for (size_t line = 1; line <= counts[_i]; ++line) {
    hc_osc_reading_address(HC_HOT_RMS, HC_PART_VALUE, line, address);
    ck_assert_uint_eq(mailbag_count(desk.bag, 9, address), 1U);
    hc_osc_reading_address(HC_REF_DELAY, HC_PART_AT_LEAST, line, address);
    ck_assert_uint_eq(mailbag_count(desk.bag, 9, address), 1U);
  }
  desk_close(&desk);
}
END_TEST

// What a socket of default size holds must not be sent at once
START_TEST(long_rounds_are_spread)
{
  Desk desk = desk_open(256, NULL);
  desk_subscribe(&desk, 9, 20.0, _i);
  fake_source_analyze(desk.fake);
  fake_source_play(desk.fake, 480, 0.1, -0.1);
  mailbag_empty(desk.bag);

  size_t slices = 0;
  while (mailbag_count(desk.bag, 9, "/hotcold/line/256/state") == 0) {
    const size_t before = desk.bag->datagrams;
    desk.now            = hc_exchange_turn(desk.exchange, desk.now);
    ck_assert_uint_le(desk.bag->datagrams - before, _i ? 40U : 250U);
    ck_assert_uint_lt(++slices, 1000U);
  }
  ck_assert_uint_gt(slices, 10U);
  desk_close(&desk);
}
END_TEST

START_TEST(lack_of_memory_is_survived)
{
  const HcPublisherSettings settings = hc_publisher_defaults();
  FakeSource* const         fake     = fake_source_new(1);
  Mailbag* const            bag      = mailbag_new();

  failing_alloc_set(0);
  HcExchange* exchange =
    hc_exchange_new(&settings, &fake->source, mailbag_send, bag, 0);
  const size_t needed = failing_alloc_count();
  hc_exchange_free(exchange);
  for (size_t nth = 1; nth <= needed; ++nth) {
    failing_alloc_set(nth);
    ck_assert_ptr_null(
      hc_exchange_new(&settings, &fake->source, mailbag_send, bag, 0));
  }
  failing_alloc_set(0);
  hc_exchange_free(NULL);
  mailbag_free(bag);
  fake_source_free(fake);
}
END_TEST

static void
add_tests(TCase* const tcase)
{
  tcase_add_test(tcase, nobody_subscribed_nothing_is_sent);
  tcase_add_test(tcase, a_subscriber_hears_everything_of_the_schema);
  tcase_add_test(tcase, fast_values_are_right);
  tcase_add_test(tcase, slow_values_are_right_and_sent_once);
  tcase_add_test(tcase, every_peak_reaches_every_receiver);
  tcase_add_test(tcase, rounds_come_at_the_granted_rate);
  tcase_add_test(tcase, without_new_audio_only_the_state_is_sent);
  tcase_add_test(tcase, audio_that_stops_is_told_within_a_second);
  tcase_add_test(tcase, a_long_period_is_no_stall);
  tcase_add_test(tcase, states_have_their_order);
  tcase_add_test(tcase, silence_is_below_70_dbfs_for_a_second);
  tcase_add_test(tcase, events_are_told_on_change_and_to_newcomers);
  tcase_add_test(tcase, the_name_is_told_on_subscription);
  tcase_add_test(tcase, the_heartbeat_counts_and_tells_health);
  tcase_add_test(tcase, targets_need_not_ask);
  tcase_add_loop_test(tcase, no_datagram_is_longer_than_promised, 0, 2);
  tcase_add_loop_test(tcase, long_rounds_are_spread, 0, 2);
  tcase_add_test(tcase, lack_of_memory_is_survived);
}

int
main(void)
{
  Suite* const suite = suite_create("exchange");
  TCase* const tcase = tcase_create("exchange");
  add_tests(tcase);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
