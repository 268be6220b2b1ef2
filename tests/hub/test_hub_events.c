// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include "hub/hub.h"
#include "hub/replay.h"
#include "hub/rig.h"

#include <check.h>

#include <stddef.h>
#include <stdint.h>

static size_t
next_events(HcHubReader* const reader,
            HcLineEvent* const events,
            const size_t       most)
{
  uint64_t     missed = 77;
  const size_t n      = hc_hub_read_events(reader, events, most, &missed);
  ck_assert_uint_eq(missed, 0U);
  return n;
}

START_TEST(events_come_once_and_in_order)
{
  HcLineEvent        events[16];
  Rig                rig       = rig_open(2, -70.0);
  HcJudgement* const judgement = &rig.fake->lines[1].analysis.judgement;
  rig_play(&rig, 10000, 0.5);
  ck_assert_uint_eq(next_events(rig.reader, events, 16), 2U);
  for (size_t i = 0; i < 2; ++i) {
    ck_assert_uint_eq(events[i].number, i + 1U);
    ck_assert_uint_eq(events[i].line, i);
    ck_assert_int_eq(events[i].time, 5 * SECOND);
    ck_assert_str_eq(hc_line_event_name(&events[i]), "ok");
    ck_assert(events[i].on);
  }

  HcHubReader* const late = hc_hub_reader_new(rig.hub, NULL);
  judgement->verdict      = HC_BALANCED;
  judgement->findings     = 1U << HC_HUM_ON_DIFF;
  fake_source_analyze(rig.fake);
  rig_play(&rig, 10000, 0.5);
  judgement->findings = 0;
  fake_source_analyze(rig.fake);
  rig_play(&rig, 10000, 0.5);

  static const char* const names[] = {
    "unknown", "balanced", "hum-on-diff", "hum-on-diff"};
  ck_assert_uint_eq(next_events(late, events, 1), 1U);
  ck_assert_uint_eq(next_events(late, events + 1, 15), 3U);
  for (size_t i = 0; i < 4; ++i) {
    ck_assert_uint_eq(events[i].number, i + 3U);
    ck_assert_uint_eq(events[i].line, i ? 1U : 0U);
    ck_assert_str_eq(hc_line_event_name(&events[i]), names[i]);
    ck_assert_int_eq(events[i].on, i < 3);
  }
  ck_assert_uint_eq(next_events(late, events, 16), 0U);
  ck_assert_uint_eq(next_events(rig.reader, events, 16), 4U);
  ck_assert_uint_eq(events[0].number, 3U);
  hc_hub_reader_free(late);
  rig_close(&rig);
}
END_TEST

// A line that goes on and off causes two events each time
START_TEST(a_reader_that_came_late_knows_how_late)
{
  Rig       rig    = rig_open(1, -70.0);
  uint64_t  total  = 1;
  uint64_t  read   = 0;
  uint64_t  missed = 0;
  HcLineSet set    = {0};
  rig_play(&rig, 10000, 0.5);
  for (int i = 0; i < 1000; ++i) {
    rig.fake->lines[0].connections = i % 2 ? HC_STATE_OK : HC_STATE_ONE_LEG;
    rig_play(&rig, 10000, 0.5);
    total += 2;
  }

  HcLineEvent event;
  ck_assert_uint_eq(hc_hub_read_events(rig.reader, &event, 1, &missed), 1U);
  ck_assert_uint_gt(missed, 0U);
  ck_assert_uint_eq(event.number, missed + 1U);
  do {
    ++read;
  } while (next_events(rig.reader, &event, 1));
  ck_assert_uint_eq(event.number, total);
  ck_assert_uint_eq(missed + read, total);

  hc_hub_read_sets(rig.reader, &set);
  ck_assert(set.has_state);
  ck_assert_int_eq((int)set.state, HC_STATE_OK);
  rig_close(&rig);
}
END_TEST

// A set, and the events after it, lead to the next set
START_TEST(events_go_on_from_a_set)
{
  HcLineSet   sets[3];
  HcLineSet   later[3];
  HcLineEvent event;
  Rig         rig = rig_open(3, -70.0);
  rig_play(&rig, 10000, 0.5);
  fake_source_analyze(rig.fake);
  rig_play(&rig, 10000, 0.5);
  hc_hub_read_sets(rig.reader, sets);
  ck_assert_uint_eq(next_events(rig.reader, &event, 1), 0U);

  rig.fake->lines[2].connections                 = HC_STATE_DISCONNECTED;
  rig.fake->lines[0].analysis.judgement.verdict  = HC_STEREO;
  rig.fake->lines[1].analysis.judgement.findings = 3U;
  fake_source_analyze(rig.fake);
  rig_play(&rig, 10000, 0.5);
  size_t n = 0;
  while (next_events(rig.reader, &event, 1)) {
    ck_assert(replay(&sets[event.line], &event));
    ++n;
  }
  ck_assert_uint_eq(n, 6U);
  hc_hub_read_sets(rig.reader, later);
  for (size_t i = 0; i < 3; ++i) {
    ck_assert(sets_are_equal(&sets[i], &later[i]));
  }
  rig_close(&rig);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("hub events");
  TCase* const tcase = tcase_create("hub events");
  tcase_add_test(tcase, events_come_once_and_in_order);
  tcase_add_test(tcase, a_reader_that_came_late_knows_how_late);
  tcase_add_test(tcase, events_go_on_from_a_set);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
