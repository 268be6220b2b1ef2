// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "monitor/model.h"

#include "monitor/plain.h"
#include "scene.h"
#include "support/failing_alloc.h"
#include "support/run.h"

#include <check.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

START_TEST(readings_arrive)
{
  HcMonitorModel* const      model = new_model();
  const HcMonitorLine* const line  = &model->lines[1];
  make_live(model);
  feed(model, 1.0, "/hotcold/line/2/rejection", "f", 71.0);
  ck_assert(!line->readings[HC_REJECTION].reading.valid);
  feed(model, 1.0, "/hotcold/line/2/rejection/valid", "i", 1);
  feed(model, 1.0, "/hotcold/line/2/rejection/at_least", "i", 1);
  feed(model, 1.0, "/hotcold/line/2/rejection/low", "f", 63.5);
  feed(model, 1.0, "/hotcold/line/2/rejection/high", "f", 200.0);
  feed(model, 1.0, "/hotcold/line/2/verdict", "sf", "stereo", 0.75);

  const HcReading* const r = &line->readings[HC_REJECTION].reading;
  ck_assert(r->valid && r->at_least);
  ck_assert_double_eq(r->value, 71.0);
  ck_assert_double_eq(r->low, 63.5);
  ck_assert_double_eq(r->high, 200.0);
  ck_assert_str_eq(line->verdict, "stereo");
  ck_assert_double_eq(line->confidence, 0.75);
  ck_assert_str_eq(model->lines[0].name, "main");
  ck_assert_double_eq(model->lines[0].readings[HC_HOT_RMS].reading.value,
                      -23.0);
  hc_monitor_model_free(model);
}
END_TEST

START_TEST(every_reading_has_its_address)
{
  HcMonitorModel* const model       = new_model();
  char                  address[64] = "/hotcold/line/1/";
  const size_t          root        = strlen(address);
  snprintf(&address[root],
           sizeof(address) - root,
           "%s",
           hc_reading_info((HcReadingId)_i)->name);
  for (char* c = &address[root]; *c; ++c) {
    *c = *c == '.' ? '/' : *c;
  }
  feed(model, 1.0, address, "f", 1.0);
  for (int i = 0; i < HC_N_READINGS; ++i) {
    const HcMonitorReading* const r = &model->lines[0].readings[i];
    ck_assert_double_eq(r->heard, i == _i ? 1.0 : HC_NEVER);
  }
  hc_monitor_model_free(model);
}
END_TEST

static void
assert_untouched(const HcMonitorLine* const line)
{
  ck_assert_str_eq(line->name, "");
  ck_assert_str_eq(line->state, "");
  ck_assert_str_eq(line->verdict, "");
  ck_assert_uint_eq(line->n_events, 0);
  ck_assert_double_eq(line->heard, HC_NEVER);
  ck_assert_double_eq(line->bands_heard, HC_NEVER);
  for (int i = 0; i < HC_N_READINGS; ++i) {
    const HcReading invalid = hc_reading_invalid((HcReadingId)i);
    ck_assert_double_eq(line->readings[i].heard, HC_NEVER);
    ck_assert_double_eq(line->readings[i].reading.value, invalid.value);
    ck_assert_double_eq(line->readings[i].reading.low, invalid.low);
    ck_assert(!line->readings[i].reading.valid);
  }
}

START_TEST(what_makes_no_sense_changes_nothing)
{
  HcMonitorModel* const model = new_model();

  feed(model, 1.0, "/other", "");
  feed(model, 1.0, "/hotcold/", "");
  feed(model, 1.0, "/hotcold/line/", "");
  feed(model, 1.0, "/hotcold/line/0/hot/rms", "f", 1.0);
  feed(model, 1.0, "/hotcold/line/257/hot/rms", "f", 1.0);
  feed(model, 1.0, "/hotcold/line/-1/hot/rms", "f", 1.0);
  feed(model, 1.0, "/hotcold/line/99999999999999999999/hot/rms", "f", 1.0);
  feed(model, 1.0, "/hotcold/line/x/hot/rms", "f", 1.0);
  feed(model, 1.0, "/hotcold/heartbeat", "iii", 1, 2, 3);
  feed(model, 1.0, "/hotcold/heartbeat", "iiif", 1, 2, 3, (double)NAN);
  feed(model, 1.0, "/hotcold/subscribed", "ffi", 1.0, (double)INFINITY, 1);
  feed(model, 1.0, "/hotcold/subscribed", "fff", 1.0, 1.0, 1.0);
  feed(model, 1.0, "/hotcold/info", "s", "x");
  feed(model, 1.0, "/hotcold/error", "s", "x");
  ck_assert_uint_eq(model->n_lines, 0);
  ck_assert_double_eq(model->heartbeat, HC_NEVER);
  ck_assert_double_eq(model->complained, HC_NEVER);
  ck_assert_double_eq(model->rate, 0.0);
  ck_assert_str_eq(model->version, "");
  assert_untouched(&model->lines[0]);

  // Known lines, senseless rest
  feed(model, 1.0, "/hotcold/line/1/hot/rms", "s", "loud");
  feed(model, 1.0, "/hotcold/line/1/hot/rms", "f", (double)NAN);
  feed(model, 1.0, "/hotcold/line/1/hot", "f", 1.0);
  feed(model, 1.0, "/hotcold/line/1/balance/lowest", "f", 1.0);
  feed(model, 1.0, "/hotcold/line/1/balance/low", "i", 1);
  feed(model, 1.0, "/hotcold/line/1/verdict", "s", "fine");
  feed(model, 1.0, "/hotcold/line/1/event", "ss", "a", "b");
  feed(model, 1.0, "/hotcold/line/1/name", "");
  feed(model,
       1.0,
       "/hotcold/line/1/a/name/much/longer/than/any/reading/has/it",
       "f",
       1.0);
  assert_untouched(&model->lines[0]);
  hc_monitor_model_free(model);
}
END_TEST

START_TEST(text_cannot_talk_to_the_terminal)
{
  HcMonitorModel* const model = new_model();
  feed(model, 1.0, "/hotcold/line/1/name", "s", "a\033[2J\xC2\x9B\xFFz");
  ck_assert_str_eq(model->lines[0].name, "a?[2J??z");

  char longer[600];
  memset(longer, 'x', sizeof(longer) - 1);
  longer[sizeof(longer) - 1] = '\0';
  feed(model, 1.0, "/hotcold/line/1/state", "s", longer);
  feed(model, 1.0, "/hotcold/line/1/verdict", "sf", longer, 7.0);
  feed(model, 1.0, "/hotcold/line/1/event", "sis", longer, 1, longer);
  ck_assert_uint_eq(strlen(model->lines[0].state), 23);
  ck_assert_double_eq(model->lines[0].confidence, 1.0);
  hc_monitor_model_free(model);
}
END_TEST

START_TEST(nothing_old_is_fresh)
{
  HcMonitorModel* const      model = new_model();
  const HcMonitorLine* const line  = &model->lines[0];
  ck_assert_int_eq(hc_monitor_model_link(model, 1.0), HC_MONITOR_WAITING);
  ck_assert_double_eq(hc_monitor_line_age(line, 5.0), -1.0);
  ck_assert(!hc_monitor_line_is_fresh(model, line, 1.0));

  make_live(model);
  ck_assert(hc_monitor_line_is_fresh(model, line, 1.5));
  ck_assert_double_eq_tol(hc_monitor_line_age(line, 1.5), 0.5, 1e-12);

  // A line may stop while others go on
  beat(model, 3.0, 8);
  ck_assert_int_eq(hc_monitor_model_link(model, 3.0), HC_MONITOR_LIVE);
  ck_assert(!hc_monitor_line_is_fresh(model, line, 3.0));

  // State and slow readings do not make it young, audio does
  feed(model, 3.0, "/hotcold/line/1/state", "s", "stalled");
  feed(model, 3.0, "/hotcold/line/1/balance", "f", 52.0);
  ck_assert(!hc_monitor_line_is_fresh(model, line, 3.0));
  feed(model, 3.0, "/hotcold/line/1/diff/rms", "f", -20.0);
  ck_assert(!hc_monitor_line_is_fresh(model, line, 3.0));
  feed(model, 3.0, "/hotcold/line/1/state", "s", "ok");
  ck_assert(hc_monitor_line_is_fresh(model, line, 3.0));

  // Values that come without heartbeat are not believed
  feed(model, 9.0, "/hotcold/line/1/diff/rms", "f", -20.0);
  ck_assert_int_eq(hc_monitor_model_link(model, 9.0), HC_MONITOR_GONE);
  ck_assert(!hc_monitor_line_is_fresh(model, line, 9.0));
  hc_monitor_model_free(model);
}
END_TEST

START_TEST(slow_subscriptions_are_given_time)
{
  HcMonitorModel* const model = new_model();
  make_live(model);
  feed(model, 1.0, "/hotcold/subscribed", "ffi", 10.0, 1.0, 1);
  beat(model, 3.4, 8);
  ck_assert(hc_monitor_line_is_fresh(model, &model->lines[0], 3.4));
  ck_assert(!hc_monitor_line_is_fresh(model, &model->lines[0], 3.6));
  hc_monitor_model_free(model);
}
END_TEST

START_TEST(a_restart_is_noticed)
{
  HcMonitorModel* const model = new_model();
  make_live(model);
  beat(model, 1.5, 8);
  ck_assert(!model->restarted);
  beat(model, 2.0, 1);
  ck_assert(model->restarted);
  ck_assert_uint_eq(model->n_lines, 0);
  ck_assert_str_eq(model->lines[0].name, "");

  // After a silence, the subscription granted may be another analyzer's
  make_live(model);
  feed(model, 2.0, "/hotcold/subscribed", "ffi", 10.0, 20.0, 2);
  ck_assert_str_eq(model->lines[0].name, "main");
  feed(model, 9.0, "/hotcold/subscribed", "ffi", 10.0, 20.0, 5);
  ck_assert_str_eq(model->lines[0].name, "");
  ck_assert_uint_eq(model->n_lines, 5);
  ck_assert_int_eq(hc_monitor_model_link(model, 9.0), HC_MONITOR_WAITING);
  hc_monitor_model_free(model);
}
END_TEST

START_TEST(peak_marks_stay_a_while)
{
  HcMonitorModel* const      model = new_model();
  const HcMonitorPeak* const peak  = &model->lines[0].peaks[0];
  const char* const          at    = "/hotcold/line/1/hot/peak";
  feed(model, 1.0, at, "f", -20.0);
  feed(model, 1.5, at, "f", -30.0);
  ck_assert_double_eq(peak->value, -20.0);
  feed(model, 2.0, at, "f", -10.0);
  ck_assert_double_eq(peak->value, -10.0);
  feed(model, 3.9, at, "f", -30.0);
  ck_assert_double_eq(peak->value, -10.0);
  feed(model, 4.1, at, "f", -30.0);
  ck_assert_double_eq(peak->value, -30.0);
  hc_monitor_model_free(model);
}
END_TEST

START_TEST(events_come_change_and_go)
{
  HcMonitorModel* const      model = new_model();
  const HcMonitorLine* const line  = &model->lines[0];
  const char* const          at    = "/hotcold/line/1/event";
  feed(model, 1.0, at, "sis", "balanced", 1, "one");
  feed(model, 1.0, at, "sis", "low-level", 1, "two");
  ck_assert_uint_eq(line->n_events, 2);
  ck_assert_uint_eq(model->news, 2);
  ck_assert_str_eq(hc_monitor_line_sentence(line, "low-level"), "two");

  // The same again, as after renewing, is no news; its figures may be
  feed(model, 2.0, at, "sis", "balanced", 1, "other");
  ck_assert_uint_eq(model->news, 2);
  ck_assert_str_eq(hc_monitor_line_sentence(line, "balanced"), "other");
  ck_assert_uint_eq(line->n_events, 2);
  feed(model, 3.0, at, "sis", "balanced", 0, "gone");
  feed(model, 3.0, at, "sis", "stereo", 0, "never was");
  ck_assert_uint_eq(line->n_events, 1);
  ck_assert_ptr_null(hc_monitor_line_sentence(line, "balanced"));
  ck_assert_uint_eq(model->news, 3);
  ck_assert_uint_eq(line->n_ended, 1);
  ck_assert_str_eq(line->ended[0].name, "balanced");
  ck_assert_str_eq(line->ended[0].sentence, "gone");
  feed(model, 3.5, at, "sis", "balanced", 1, "again");
  ck_assert_uint_eq(line->n_ended, 0);

  for (int i = 0; i < 100; ++i) {
    char name[16];
    snprintf(name, sizeof(name), "event %d", i);
    feed(model, 4.0, at, "sis", name, 1, "x");
  }
  ck_assert_uint_eq(line->n_events, HC_MONITOR_EVENTS);
  hc_monitor_model_free(model);
}
END_TEST

static void
plain_text(const HcMonitorModel* const model,
           const double                now,
           char* const                 text,
           const size_t                size)
{
  FILE* const file = tmpfile();
  ck_assert_ptr_nonnull(file);
  hc_monitor_plain_header(file);
  hc_monitor_plain_events(file, model, 0);
  hc_monitor_plain_line(file, model, 0, now);
  rewind(file);
  text[fread(text, 1, size - 1, file)] = '\0';
  fclose(file);
}

START_TEST(plain_rows_have_fixed_columns)
{
  char                  text[1024] = "";
  HcMonitorModel* const model      = new_model();
  make_live(model);
  feed(model, 1.0, "/hotcold/line/1/name", "s", "mix bus");
  feed(model, 1.0, "/hotcold/line/1/verdict", "sf", "balanced", 0.99);
  feed(model, 1.0, "/hotcold/line/1/rejection", "f", 71.0);
  feed(model, 1.0, "/hotcold/line/1/rejection/low", "f", 63.2);
  feed(model, 1.0, "/hotcold/line/1/rejection/at_least", "i", 1);
  feed(model, 1.0, "/hotcold/line/1/rejection/valid", "i", 1);
  feed(model, 1.0, "/hotcold/line/1/event", "sis", "dual-mono", 1, "So.");
  feed(model, 1.0, "/hotcold/line/1/event", "sis", "dual-mono", 0, "No more.");
  feed(model, 1.0, "/hotcold/line/1/event", "sis", "stereo", 1, "Why.");

  plain_text(model, 1.2, text, sizeof(text));
  ck_assert_str_eq(text,
                   " # line               state    verdict"
                   "              %    hot   cold   diff common"
                   " balance reject age\n"
                   " 1 mix_bus            event dual-mono off: No more.\n"
                   " 1 mix_bus            event stereo: Why.\n"
                   " 1 mix_bus            ok       balanced"
                   "            99  -23.0      -      -      -"
                   "       - >=63.2 0.2\n");

  plain_text(model, 5.0, text, sizeof(text));
  ck_assert_ptr_nonnull(strstr(text, " no-answer "));
  ck_assert_ptr_null(strstr(text, "-23.0"));
  hc_monitor_model_free(model);
}
END_TEST

static HcStatus
make_and_free(void* const context)
{
  (void)context;
  HcMonitorModel* const model = hc_monitor_model_new();
  hc_monitor_model_free(model);
  return model ? HC_SUCCESS : HC_NO_MEMORY;
}

START_TEST(memory_may_run_out)
{
  failing_alloc_replay(make_and_free, NULL);
  hc_monitor_model_free(NULL);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("monitor_model");
  TCase* const tcase = tcase_create("monitor_model");
  tcase_add_test(tcase, readings_arrive);
  tcase_add_loop_test(tcase, every_reading_has_its_address, 0, HC_N_READINGS);
  tcase_add_test(tcase, what_makes_no_sense_changes_nothing);
  tcase_add_test(tcase, text_cannot_talk_to_the_terminal);
  tcase_add_test(tcase, nothing_old_is_fresh);
  tcase_add_test(tcase, slow_subscriptions_are_given_time);
  tcase_add_test(tcase, a_restart_is_noticed);
  tcase_add_test(tcase, peak_marks_stay_a_while);
  tcase_add_test(tcase, events_come_change_and_go);
  tcase_add_test(tcase, plain_rows_have_fixed_columns);
  tcase_add_test(tcase, memory_may_run_out);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
