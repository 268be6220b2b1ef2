// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Messages that carry many arguments, and what the model keeps of them

#include "monitor/model.h"
#include "scene.h"
#include "support/run.h"

#include <check.h>

#include <math.h>
#include <string.h>

START_TEST(bands_may_be_few_or_odd)
{
  HcMonitorModel* const model = new_model();
  feed(model,
       1.0,
       "/hotcold/line/1/bands/balance",
       "fifs",
       40.0,
       1,
       (double)NAN,
       "x");
  const double* const values = model->lines[0].bands[HC_MONITOR_BAND_VALUE];
  ck_assert_double_eq(values[0], 40.0);
  for (int i = 1; i < 4; ++i) {
    ck_assert_double_eq(values[i], HC_SILENCE_DB);
  }
  hc_monitor_model_free(model);
}
END_TEST

START_TEST(bands_have_intervals)
{
  HcMonitorModel* const      model = new_model();
  const HcMonitorLine* const line  = &model->lines[0];
  feed(model, 1.0, "/hotcold/line/1/bands/balance/low", "ff", 39.0, 41.0);
  feed(model, 1.0, "/hotcold/line/1/bands/balance/high", "ff", 42.0, 200.0);
  ck_assert_double_eq(line->bands[HC_MONITOR_BAND_LOW][1], 41.0);
  ck_assert_double_eq(line->bands[HC_MONITOR_BAND_HIGH][1], 200.0);
  ck_assert_double_eq(line->bands[HC_MONITOR_BAND_HIGH][2], HC_SILENCE_DB);
  ck_assert_double_eq(line->bands_heard, HC_NEVER);
  hc_monitor_model_free(model);
}
END_TEST

START_TEST(mains_lines_come_and_go)
{
  HcMonitorModel* const      model = new_model();
  const HcMonitorLine* const line  = &model->lines[0];
  const char* const          at    = "/hotcold/line/1/mains";
  feed(model, 1.0, at, "ffffff", 50.0, -60.0, -100.0, 150.0, -70.0, -110.0);
  ck_assert_uint_eq(line->n_mains, 2);
  ck_assert_double_eq(line->mains[1].hz, 150.0);
  ck_assert_double_eq(line->mains[1].common, -70.0);
  ck_assert_double_eq(line->mains[1].diff, -110.0);
  feed(model, 2.0, at, "");
  ck_assert_uint_eq(line->n_mains, 0);

  // Half a triple, what is no frequency, what is no number
  feed(model, 3.0, at, "fffff", 50.0, (double)NAN, -100.0, 100.0, -60.0);
  ck_assert_uint_eq(line->n_mains, 1);
  ck_assert_double_eq(line->mains[0].common, HC_SILENCE_DB);
  feed(model, 3.0, at, "ffffff", (double)NAN, 1.0, 1.0, -50.0, 1.0, 1.0);
  ck_assert_uint_eq(line->n_mains, 0);

  // The message that takes them back may be lost
  feed(model, 4.0, at, "fff", 50.0, -60.0, -100.0);
  feed(model, 6.0, "/hotcold/line/1/bands/balance", "f", 40.0);
  ck_assert_uint_eq(line->n_mains, 1);
  feed(model, 6.6, "/hotcold/line/1/bands/balance", "f", 40.0);
  ck_assert_uint_eq(line->n_mains, 0);
  hc_monitor_model_free(model);
}
END_TEST

START_TEST(no_list_is_longer_than_its_place)
{
  static const char types[] = "ffffffffffffffffffffffffffffffffffffffffffffffff"
                              "ffffffffffffffffffffffffffffffffffffffffffffffff"
                              "ffffffffffffffffffffffffffffffff";
  HcMonitorModel* const      model = new_model();
  const HcMonitorLine* const line  = &model->lines[0];
  HcOscMessage message = {"/hotcold/line/1/mains", types, 128, {{0, {0}}}};
  ck_assert_uint_eq(strlen(types), HC_OSC_MAX_ARGUMENTS);
  for (size_t i = 0; i < message.n_arguments; ++i) {
    message.arguments[i].type = 'f';
    message.arguments[i].f    = 50.0f;
  }
  hc_monitor_model_feed(model, &message, 1.0);
  ck_assert_uint_eq(line->n_mains, HC_MAX_MAINS);
  message.address = "/hotcold/line/1/bands/balance/low";
  hc_monitor_model_feed(model, &message, 1.0);
  ck_assert_double_eq(line->bands[HC_MONITOR_BAND_LOW][HC_N_BANDS - 1], 50.0);
  ck_assert_double_eq(line->bands[HC_MONITOR_BAND_HIGH][0], HC_SILENCE_DB);

  for (size_t i = 0; i < message.n_arguments; ++i) {
    message.arguments[i].type = 's';
    message.arguments[i].s    = "why";
  }
  message.address = "/hotcold/line/1/reasons";
  hc_monitor_model_feed(model, &message, 1.0);
  ck_assert_uint_eq(line->n_reasons, HC_MAX_REASONS);
  ck_assert_str_eq(line->reasons[HC_MAX_REASONS - 1], "why");
  feed(model, 1.0, message.address, "si", "so", 1);
  ck_assert_uint_eq(line->n_reasons, 1);
  hc_monitor_model_free(model);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("monitor_lists");
  TCase* const tcase = tcase_create("monitor_lists");
  tcase_add_test(tcase, bands_may_be_few_or_odd);
  tcase_add_test(tcase, bands_have_intervals);
  tcase_add_test(tcase, mains_lines_come_and_go);
  tcase_add_test(tcase, no_list_is_longer_than_its_place);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
