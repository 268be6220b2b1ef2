// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include "osc/desk.h"

#include <check.h>

#include <math.h>
#include <stddef.h>
#include <string.h>

#define SECOND 1000000

static const char*
last_state(const Desk* const desk)
{
  const Letter* const letter =
    mailbag_last(desk->bag, 9, "/hotcold/line/1/state");
  return letter ? letter->words[0] : "";
}

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

static void
add_tests(TCase* const tcase)
{
  tcase_add_test(tcase, audio_that_stops_is_told_within_a_second);
  tcase_add_test(tcase, a_long_period_is_no_stall);
  tcase_add_test(tcase, states_have_their_order);
  tcase_add_test(tcase, silence_is_below_70_dbfs_for_a_second);
  tcase_add_test(tcase, without_new_audio_only_the_state_is_sent);
}

int
main(void)
{
  Suite* const suite = suite_create("states");
  TCase* const tcase = tcase_create("states");
  tcase_set_timeout(tcase, 60.0);
  add_tests(tcase);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
