// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include "osc/desk.h"

#include <hotcold/analyzer.h>
#include <hotcold/reading.h>
#include <hotcold/verdict.h>

#include <check.h>

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define SECOND 1000000

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
  ck_assert_double_eq(desk_last_number(&desk, 9, "/hotcold/line/1/balance"),
                      1000.0 + HC_BALANCE);
  ck_assert_double_eq(desk_last_number(&desk, 9, "/hotcold/line/1/balance/low"),
                      999.0 + HC_BALANCE);
  ck_assert_double_eq(
    desk_last_number(&desk, 9, "/hotcold/line/1/balance/high"),
    1001.0 + HC_BALANCE);
  ck_assert_double_eq(
    desk_last_number(&desk, 9, "/hotcold/line/1/balance/valid"), 1.0);
  ck_assert_double_eq(
    desk_last_number(&desk, 9, "/hotcold/line/1/rejection/at_least"), 1.0);
  ck_assert_double_eq(desk_last_number(&desk, 9, "/hotcold/line/1/hum/diff"),
                      -200.0);
  ck_assert_double_eq(
    desk_last_number(&desk, 9, "/hotcold/line/1/hum/diff/valid"), 0.0);

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

START_TEST(bands_come_with_their_intervals)
{
  Desk desk = desk_open(1, NULL);
  desk_subscribe(&desk, 9, 20.0, 1);
  fake_source_analyze(desk.fake);
  HcBand* const bands = desk.fake->lines[0].analysis.bands;
  bands[1].at_least   = true;
  bands[2].valid      = false;
  bands[3].low        = (double)NAN;
  desk_play(&desk, SECOND, 0.5, -0.5);

  static const double expected[3][5] = {
    {40.0, 41.0, -200.0, -200.0, 44.0},
    {39.0, 40.0, -200.0, -200.0, 43.0},
    {41.0, 200.0, -200.0, -200.0, 45.0},
  };
  static const char* const addresses[3] = {
    "/hotcold/line/1/bands/balance",
    "/hotcold/line/1/bands/balance/low",
    "/hotcold/line/1/bands/balance/high",
  };
  for (size_t i = 0; i < 3; ++i) {
    const Letter* const letter = mailbag_last(desk.bag, 9, addresses[i]);
    ck_assert_ptr_nonnull(letter);
    ck_assert_str_eq(letter->types, "fffffffffffffffffffffffffffffff");
    for (size_t band = 0; band < 5; ++band) {
      ck_assert_double_eq(letter->numbers[band], expected[i][band]);
    }
  }
  desk_close(&desk);
}
END_TEST

START_TEST(mains_lines_come_and_are_taken_back_once)
{
  static const char mains[] = "/hotcold/line/1/mains";
  Desk              desk    = desk_open(1, NULL);
  desk_subscribe(&desk, 9, 20.0, 1);
  fake_source_analyze(desk.fake);
  HcAnalysis* const analysis = &desk.fake->lines[0].analysis;
  analysis->n_mains          = 0;
  desk_play(&desk, SECOND / 2, 0.5, -0.5);
  ck_assert_uint_eq(mailbag_count(desk.bag, 9, mains), 0U);

  fake_source_analyze(desk.fake);
  analysis->n_mains  = 3;
  analysis->mains[1] = (HcMainsLine){100.0, (double)NAN, -100.0};
  analysis->mains[2] = (HcMainsLine){150.25, -61.5, -118.0};
  desk_play(&desk, SECOND / 2, 0.5, -0.5);
  ck_assert_uint_eq(mailbag_count(desk.bag, 9, mains), 1U);
  const Letter* const letter = mailbag_last(desk.bag, 9, mains);
  ck_assert_str_eq(letter->types, "ffffff");
  ck_assert_double_eq(letter->numbers[0], 50.0);
  ck_assert_double_eq(letter->numbers[3], 150.25);
  ck_assert_double_eq(letter->numbers[4], -61.5);
  ck_assert_double_eq(letter->numbers[5], -118.0);

  for (int i = 0; i < 3; ++i) {
    fake_source_analyze(desk.fake);
    analysis->n_mains = 0;
    desk_play(&desk, SECOND / 2, 0.5, -0.5);
    ck_assert_uint_eq(mailbag_count(desk.bag, 9, mains), 2U);
  }
  ck_assert_str_eq(mailbag_last(desk.bag, 9, mains)->types, "");
  desk_close(&desk);
}
END_TEST

START_TEST(reasons_come_with_the_verdict)
{
  static const char reasons[] = "/hotcold/line/1/reasons";
  Desk              desk      = desk_open(1, NULL);
  desk_subscribe(&desk, 9, 20.0, 1);
  fake_source_analyze(desk.fake);
  HcJudgement* const judgement = &desk.fake->lines[0].analysis.judgement;
  judgement->n_reasons         = 2;
  strcpy(judgement->reasons[1], "And so.");
  desk_play(&desk, SECOND / 2, 0.5, -0.5);
  ck_assert_uint_eq(mailbag_count(desk.bag, 9, reasons), 1U);
  const Letter* const letter = mailbag_last(desk.bag, 9, reasons);
  ck_assert_str_eq(letter->types, "ss");
  ck_assert_str_eq(letter->words[0], "It is so.");
  ck_assert_str_eq(letter->words[1], "And so.");

  fake_source_analyze(desk.fake);
  judgement->n_reasons = 0;
  desk_play(&desk, SECOND / 2, 0.5, -0.5);
  ck_assert_str_eq(mailbag_last(desk.bag, 9, reasons)->types, "");
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

/// The longest messages there are, on every line
static void
fill_up(FakeSource* const fake)
{
  for (size_t i = 0; i < fake->n_lines; ++i) {
    HcAnalysis* const analysis    = &fake->lines[i].analysis;
    analysis->judgement.n_reasons = HC_MAX_REASONS;
    for (size_t k = 0; k < HC_MAX_REASONS; ++k) {
      memset(analysis->judgement.reasons[k], 'x', HC_SENTENCE_SIZE - 1U);
    }
    analysis->n_mains = HC_MAX_MAINS;
    for (size_t k = 0; k < HC_MAX_MAINS; ++k) {
      analysis->mains[k] = (HcMainsLine){50.0 * (double)(k + 1), -60.0, -100.0};
    }
  }
}

/// Letters whose address ends with `end`
static size_t
count_ending(const Mailbag* const bag, const char* const end)
{
  size_t count = 0;
  for (size_t i = 0; i < bag->n; ++i) {
    const char* const address = bag->letters[i].address;
    const size_t      length  = strlen(address);
    count +=
      length >= strlen(end) && !strcmp(address + length - strlen(end), end);
  }
  return count;
}

START_TEST(no_datagram_is_longer_than_promised)
{
  static const size_t counts[] = {24, 256};
  Desk                desk     = desk_open(counts[_i], NULL);
  desk_subscribe(&desk, 9, 20.0, 1);
  fake_source_analyze(desk.fake);
  fill_up(desk.fake);
  fake_source_play(desk.fake, 480, 0.1, -0.1);
  desk_wait(&desk, SECOND / 2);

  ck_assert_uint_le(desk.bag->largest, 1400U);
  ck_assert_uint_ge(desk.bag->largest, 1300U);
  ck_assert_uint_eq(count_ending(desk.bag, "/hot/rms"), counts[_i]);
  ck_assert_uint_eq(count_ending(desk.bag, "/ref/delay/at_least"), counts[_i]);
  ck_assert_uint_eq(count_ending(desk.bag, "/mains"), counts[_i]);
  ck_assert_uint_eq(count_ending(desk.bag, "/reasons"), counts[_i]);
  ck_assert_uint_eq(
    strlen(mailbag_last(desk.bag, 9, "/hotcold/line/24/mains")->types),
    3U * HC_MAX_MAINS);
  desk_close(&desk);
}
END_TEST

// What a socket of default size holds must not be sent at once
START_TEST(long_rounds_are_spread)
{
  Desk desk = desk_open(256, NULL);
  desk_subscribe(&desk, 9, 20.0, _i);
  fake_source_analyze(desk.fake);
  fill_up(desk.fake);
  fake_source_play(desk.fake, 480, 0.1, -0.1);
  mailbag_empty(desk.bag);

  size_t slices = 0;
  while (mailbag_count(desk.bag, 9, "/hotcold/line/256/state") == 0) {
    const size_t before = desk.bag->datagrams;
    hc_hub_poll(desk.hub, desk.now);
    desk.now = hc_osc_service_turn(desk.service, desk.now);
    ck_assert_uint_le(desk.bag->datagrams - before, _i ? 40U : 250U);
    ck_assert_uint_lt(++slices, 1000U);
  }
  ck_assert_uint_gt(slices, 10U);
  desk_close(&desk);
}
END_TEST

static void
add_tests(TCase* const tcase)
{
  tcase_add_test(tcase, every_peak_reaches_every_receiver);
  tcase_add_test(tcase, rounds_come_at_the_granted_rate);
  tcase_add_test(tcase, slow_values_are_right_and_sent_once);
  tcase_add_test(tcase, bands_come_with_their_intervals);
  tcase_add_test(tcase, reasons_come_with_the_verdict);
  tcase_add_test(tcase, mains_lines_come_and_are_taken_back_once);
  tcase_add_test(tcase, events_are_told_on_change_and_to_newcomers);
  tcase_add_test(tcase, the_name_is_told_on_subscription);
  tcase_add_loop_test(tcase, no_datagram_is_longer_than_promised, 0, 2);
  tcase_add_loop_test(tcase, long_rounds_are_spread, 0, 2);
}

int
main(void)
{
  Suite* const suite = suite_create("schedule");
  TCase* const tcase = tcase_create("schedule");
  tcase_set_timeout(tcase, 60.0);
  add_tests(tcase);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
