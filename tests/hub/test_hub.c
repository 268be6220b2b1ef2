// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failing_alloc.h"
#include "support/run.h"

#include "hub/fake_source.h"
#include "hub/hub.h"
#include "hub/rig.h"

#include <check.h>

#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static HcLineState
state_of(const Rig* const rig, const size_t line)
{
  static HcLineStatus status;
  hc_hub_read_line(rig->reader, line, &status);
  return status.state;
}

START_TEST(audio_that_stops_is_stalled)
{
  Rig rig = rig_open(2, -70.0);
  ck_assert_int_eq((int)state_of(&rig, 0), HC_STATE_STALLED);
  ck_assert(hc_hub_health(rig.hub).stalled);
  rig_play(&rig, SECOND, 0.1);
  ck_assert_int_eq((int)state_of(&rig, 1), HC_STATE_OK);
  ck_assert(!hc_hub_health(rig.hub).stalled);

  rig_wait(&rig, 590000);
  ck_assert_int_eq((int)state_of(&rig, 1), HC_STATE_OK);
  rig_wait(&rig, 50000);
  ck_assert_int_eq((int)state_of(&rig, 0), HC_STATE_STALLED);
  ck_assert_int_eq((int)state_of(&rig, 1), HC_STATE_STALLED);

  const HcHubHealth health = hc_hub_health(rig.hub);
  ck_assert(health.stalled);
  ck_assert_uint_eq(health.engine.progress, rig.fake->health.progress);
  ck_assert_int_ge(hc_hub_audio_age(&health, rig.now), 640);
  ck_assert_int_le(hc_hub_audio_age(&health, rig.now), 650);
  ck_assert_int_eq(hc_hub_audio_age(&health, 0), 0);
  ck_assert_int_eq(hc_hub_audio_age(&health, INT64_MAX), INT32_MAX);
  rig_close(&rig);
}
END_TEST

// No face and no reader but one that never looks
START_TEST(a_line_that_is_connected_is_reset)
{
  static const HcLineState others[] = {
    HC_STATE_DISCONNECTED, HC_STATE_ONE_LEG, HC_STATE_MANY_SOURCES};
  Rig             rig  = rig_open(2, -70.0);
  FakeLine* const line = &rig.fake->lines[1];
  rig_play(&rig, SECOND / 10, 0.1);
  ck_assert_uint_eq(line->resets, 1U);

  for (size_t i = 0; i < 3; ++i) {
    line->connections = others[i];
    rig_play(&rig, SECOND / 10, 0.1);
    ck_assert_uint_eq(line->resets, 1U + i);
    line->connections = HC_STATE_OK;
    rig_play(&rig, SECOND / 10, 0.1);
    ck_assert_uint_eq(line->resets, 2U + i);
  }
  // Both sources exchanged for others between two polls
  line->patches += 4U;
  rig_play(&rig, SECOND / 10, 0.1);
  ck_assert_uint_eq(line->resets, 5U);
  rig_play(&rig, SECOND / 10, 0.1);
  ck_assert_uint_eq(line->resets, 5U);
  ck_assert_uint_eq(rig.fake->lines[0].resets, 1U);
  rig_close(&rig);
}
END_TEST

START_TEST(resets_reach_the_engine)
{
  Rig rig = rig_open(3, -70.0);
  hc_hub_reset(rig.hub, 2);
  ck_assert_uint_eq(rig.fake->lines[2].resets, 1U);
  ck_assert_uint_eq(rig.fake->resets, 0U);
  hc_hub_reset(rig.hub, hc_hub_n_lines(rig.hub));
  ck_assert_uint_eq(rig.fake->resets, 1U);
  ck_assert_str_eq(hc_hub_line_name(rig.hub, 2), "line 3");
  rig_close(&rig);
}
END_TEST

// 0.01 on both legs is -37 dBFS, their difference -31 dBFS
START_TEST(silence_is_what_the_setting_says)
{
  Rig rig = rig_open(1, -40.0);
  rig_play(&rig, SECOND / 10, 0.01);
  ck_assert_int_eq((int)state_of(&rig, 0), HC_STATE_OK);
  rig_close(&rig);

  rig = rig_open(1, -25.0);
  rig_play(&rig, SECOND / 10, 0.01);
  ck_assert_int_eq((int)state_of(&rig, 0), HC_STATE_SILENT);
  rig_play(&rig, SECOND / 10, 0.1);
  ck_assert_int_eq((int)state_of(&rig, 0), HC_STATE_OK);
  rig_close(&rig);
}
END_TEST

START_TEST(each_reader_has_its_own_position)
{
  static HcLineStatus status;
  Rig                 rig = rig_open(1, -70.0);
  rig_play(&rig, 30000, 0.5);
  HcHubReader* const late = hc_hub_reader_new(rig.hub, NULL);
  rig_play(&rig, 20000, 0.25);

  hc_hub_read_line(late, 0, &status);
  ck_assert_uint_eq(status.window.frames, 2U * 480U);
  ck_assert_double_eq(status.window.hh, 2.0 * 480.0 * 0.0625);
  ck_assert_float_eq(status.window.hot_peak, 0.25f);
  hc_hub_read_line(late, 0, &status);
  ck_assert_uint_eq(status.window.frames, 0U);
  ck_assert_uint_eq(status.window.rate, 0U);

  rig_play(&rig, 10000, 0.125);
  hc_hub_read_line(rig.reader, 0, &status);
  ck_assert_uint_eq(status.window.frames, 6U * 480U);
  ck_assert_double_eq(status.window.hh,
                      480.0 * (3.0 * 0.25 + 2.0 * 0.0625 + 0.015625));
  ck_assert_float_eq(status.window.hot_peak, 0.5f);
  hc_hub_read_line(late, 0, &status);
  ck_assert_uint_eq(status.window.frames, 480U);
  hc_hub_reader_free(late);
  rig_close(&rig);
}
END_TEST

START_TEST(the_newest_analysis_is_copied_once)
{
  static HcLineStatus status;
  Rig                 rig = rig_open(1, -70.0);
  rig_play(&rig, 10000, 0.5);
  hc_hub_read_line(rig.reader, 0, &status);
  ck_assert_uint_eq(status.n_analyses, 0U);

  for (uint64_t number = 1; number <= 3; ++number) {
    rig.fake->lines[0].analysis.seconds = (double)number;
    fake_source_analyze(rig.fake);
    rig_play(&rig, 10000, 0.5);
  }
  hc_hub_read_line(rig.reader, 0, &status);
  ck_assert_uint_eq(status.n_analyses, 3U);
  ck_assert_double_eq(status.analysis.seconds, 3.0);
  ck_assert_double_eq(status.analysis.readings[HC_BALANCE].value,
                      1000.0 + HC_BALANCE);

  status.analysis.seconds = -1.0;
  hc_hub_read_line(rig.reader, 0, &status);
  ck_assert_uint_eq(status.n_analyses, 3U);
  ck_assert_double_eq(status.analysis.seconds, -1.0);
  rig_close(&rig);
}
END_TEST

START_TEST(places_for_readers_are_bounded)
{
  HcHubReader* readers[HC_MAX_READERS] = {NULL};
  HcError      error                   = {HC_SUCCESS, ""};
  Rig          rig                     = rig_open(1, -70.0);
  for (size_t i = 1; i < HC_MAX_READERS; ++i) {
    readers[i] = hc_hub_reader_new(rig.hub, &error);
    ck_assert_ptr_nonnull(readers[i]);
  }
  ck_assert_ptr_null(hc_hub_reader_new(rig.hub, &error));
  ck_assert_int_eq(error.status, HC_SYSTEM_FAILURE);
  ck_assert_ptr_nonnull(strstr(error.text, "128"));

  hc_hub_reader_free(readers[5]);
  readers[5] = hc_hub_reader_new(rig.hub, NULL);
  ck_assert_ptr_nonnull(readers[5]);
  rig_play(&rig, 10000, 0.5);
  for (size_t i = 1; i < HC_MAX_READERS; ++i) {
    static HcLineStatus status;
    hc_hub_read_line(readers[i], 0, &status);
    ck_assert_uint_eq(status.window.frames, 480U);
    hc_hub_reader_free(readers[i]);
  }
  hc_hub_reader_free(NULL);
  rig_close(&rig);
}
END_TEST

START_TEST(lack_of_memory_is_survived)
{
  FakeSource* const fake = fake_source_new(2);
  failing_alloc_set(0);
  HcHub*       hub    = hc_hub_new(&fake->source, -70.0, 0);
  const size_t for_it = failing_alloc_count();
  ck_assert_uint_gt(for_it, 0U);
  hc_hub_free(hub);
  for (size_t nth = 1; nth <= for_it; ++nth) {
    failing_alloc_set(nth);
    ck_assert_ptr_null(hc_hub_new(&fake->source, -70.0, 0));
  }

  failing_alloc_set(0);
  hub = hc_hub_new(&fake->source, -70.0, 0);
  failing_alloc_set(0);
  hc_hub_reader_free(hc_hub_reader_new(hub, NULL));
  const size_t for_reader = failing_alloc_count();
  ck_assert_uint_gt(for_reader, 0U);
  for (size_t nth = 1; nth <= for_reader; ++nth) {
    HcError error = {HC_SUCCESS, ""};
    failing_alloc_set(nth);
    ck_assert_ptr_null(hc_hub_reader_new(hub, &error));
    ck_assert_int_eq(error.status, HC_NO_MEMORY);
  }
  failing_alloc_set(0);
  hc_hub_free(hub);
  hc_hub_free(NULL);
  fake_source_free(fake);
}
END_TEST

// The thread polls by itself, and can be stopped and started
START_TEST(a_hub_polls_by_itself)
{
  FakeSource* const   fake   = fake_source_new(1);
  HcHub* const        hub    = hc_hub_new(&fake->source, -70.0, hc_hub_clock());
  HcHubReader* const  reader = hc_hub_reader_new(hub, NULL);
  static HcLineStatus status;
  hc_hub_stop(hub);
  for (int i = 0; i < 2; ++i) {
    fake_source_play(fake, 480, 0.5, -0.5);
    ck_assert_int_eq(hc_hub_start(hub, NULL), HC_SUCCESS);
    do {
      sched_yield();
      hc_hub_read_line(reader, 0, &status);
    } while (!status.window.frames);
    ck_assert_uint_eq(status.window.frames, 480U);
    hc_hub_stop(hub);
    hc_hub_stop(hub);
  }
  hc_hub_reader_free(reader);
  hc_hub_free(hub);
  fake_source_free(fake);
}
END_TEST

static void
add_tests(TCase* const tcase)
{
  tcase_add_test(tcase, audio_that_stops_is_stalled);
  tcase_add_test(tcase, a_line_that_is_connected_is_reset);
  tcase_add_test(tcase, resets_reach_the_engine);
  tcase_add_test(tcase, silence_is_what_the_setting_says);
  tcase_add_test(tcase, each_reader_has_its_own_position);
  tcase_add_test(tcase, the_newest_analysis_is_copied_once);
  tcase_add_test(tcase, places_for_readers_are_bounded);
  tcase_add_test(tcase, lack_of_memory_is_survived);
  tcase_add_test(tcase, a_hub_polls_by_itself);
}

int
main(void)
{
  Suite* const suite = suite_create("hub");
  TCase* const tcase = tcase_create("hub");
  tcase_set_timeout(tcase, 60.0);
  add_tests(tcase);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
