// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include "dsp/onset.h"

#include <check.h>

#include <stdbool.h>
#include <stddef.h>

/// Segments in a row, and where an onset is expected
typedef struct {
  const char* powers;   ///< One digit each: 2^n
  const char* expected; ///< 'x' where it is
  bool        told;
} Row;

static const Row rows[] = {
  // Nothing was heard before the first one
  {"9999", "....", false},
  // 9 dB are none, 12 dB are
  {"3333666", ".......", false},
  {"3333777", "....x..", false},
  // The three windows after it may lie across it and get louder
  {"00047999", "...xxx..", false},
  {"0045789999", "..xxxx....", false},
  // From the fourth on there is another
  {"0044448888", "..x...x...", false},
  // What was before is known to hold it all
  {"0044448888", "..........", true},
};

START_TEST(onsets_are_where_expected)
{
  const Row* const row = &rows[_i];
  HcOnset          onset;
  hc_onset_reset(&onset);
  for (size_t i = 0; row->powers[i]; ++i) {
    const double power = (double)(1U << (unsigned)(row->powers[i] - '0'));
    ck_assert_msg(hc_onset_follow(&onset, power, row->told) ==
                    (row->expected[i] == 'x'),
                  "%s at %zu",
                  row->powers,
                  i);
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("onset");
  TCase* const tcase = tcase_create("onset");
  tcase_add_loop_test(
    tcase, onsets_are_where_expected, 0, (int)(sizeof(rows) / sizeof(rows[0])));
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
