// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include "hub/line_status.h"

#include <check.h>

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

/// What the analysis says
typedef enum { NONE, SETTLING, SETTLING_SILENT, SETTLED, SILENT } Analysis;

typedef struct {
  HcLineState connections;
  bool        stalled;
  bool        quiet;
  Analysis    analysis;
  HcLineState expected;
} Row;

static const Row rows[] = {
  // Audio and connections come before all that samples say
  {HC_STATE_OK, true, false, SETTLED, HC_STATE_STALLED},
  {HC_STATE_DISCONNECTED, true, true, NONE, HC_STATE_STALLED},
  {HC_STATE_DISCONNECTED, false, false, SETTLED, HC_STATE_DISCONNECTED},
  {HC_STATE_ONE_LEG, false, true, SILENT, HC_STATE_ONE_LEG},
  {HC_STATE_MANY_SOURCES, false, false, SETTLING, HC_STATE_MANY_SOURCES},

  // Without an analysis, windows decide
  {HC_STATE_OK, false, false, NONE, HC_STATE_OK},
  {HC_STATE_OK, false, true, NONE, HC_STATE_SILENT},

  // Until it has settled, both can say that nothing plays
  {HC_STATE_OK, false, false, SETTLING, HC_STATE_SETTLING},
  {HC_STATE_OK, false, true, SETTLING, HC_STATE_SILENT},
  {HC_STATE_OK, false, false, SETTLING_SILENT, HC_STATE_SILENT},
  {HC_STATE_OK, false, true, SETTLING_SILENT, HC_STATE_SILENT},

  // Then the analysis alone
  {HC_STATE_OK, false, false, SETTLED, HC_STATE_OK},
  {HC_STATE_OK, false, true, SETTLED, HC_STATE_OK},
  {HC_STATE_OK, false, false, SILENT, HC_STATE_SILENT},
};

START_TEST(a_line_has_one_state)
{
  static HcAnalysis analysis;
  const Row* const  row = &rows[_i];
  analysis.settling =
    row->analysis == SETTLING || row->analysis == SETTLING_SILENT;
  analysis.silent = row->analysis == SILENT || row->analysis == SETTLING_SILENT;
  ck_assert_int_eq((int)hc_line_status(row->connections,
                                       row->stalled,
                                       row->quiet,
                                       row->analysis ? &analysis : NULL),
                   (int)row->expected);
}
END_TEST

/// `seconds` of a steady square wave that reads `level` dBFS (AES17: 3.01 dB
/// above its rms) on one of hot, cold and difference
static HcWindow
window_of(const double seconds, const double level, const int which)
{
  const double energy = 0.5 * pow(10.0, level / 10.0) * seconds * 48000.0;
  HcWindow     window = {.rate = 48000, .frames = (uint64_t)(seconds * 48e3)};
  *(which == 0 ? &window.hh : which == 1 ? &window.cc : &window.dd) = energy;
  return window;
}

START_TEST(one_signal_is_enough_to_be_loud)
{
  static const double silences[] = {-70.0, -40.0, -100.0};
  for (size_t i = 0; i < 3; ++i) {
    const HcWindow above = window_of(0.01, silences[i] + 0.1, _i);
    const HcWindow below = window_of(0.01, silences[i] - 0.1, _i);
    ck_assert(hc_window_is_loud(&above, silences[i]));
    ck_assert(!hc_window_is_loud(&below, silences[i]));
  }
  const HcWindow empty = {0};
  ck_assert(!hc_window_is_loud(&empty, -200.0));
}
END_TEST

START_TEST(quiet_begins_after_a_second)
{
  const HcWindow loud  = window_of(0.5, -30.0, 0);
  const HcWindow quiet = window_of(0.25, -50.0, 0);
  HcQuietTime    time  = {0};
  ck_assert(hc_quiet_time_is_over(&time));
  hc_quiet_time_add(&time, &quiet, -40.0);
  ck_assert(hc_quiet_time_is_over(&time));

  hc_quiet_time_add(&time, &loud, -40.0);
  for (int i = 0; i < 4; ++i) {
    hc_quiet_time_add(&time, &quiet, -40.0);
    ck_assert(!hc_quiet_time_is_over(&time));
  }
  hc_quiet_time_add(&time, &quiet, -40.0);
  ck_assert(hc_quiet_time_is_over(&time));
  hc_quiet_time_add(&time, &quiet, -60.0);
  ck_assert(!hc_quiet_time_is_over(&time));
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("line_status");
  TCase* const tcase = tcase_create("line_status");
  tcase_add_loop_test(
    tcase, a_line_has_one_state, 0, (int)(sizeof(rows) / sizeof(rows[0])));
  tcase_add_loop_test(tcase, one_signal_is_enough_to_be_loud, 0, 3);
  tcase_add_test(tcase, quiet_begins_after_a_second);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
