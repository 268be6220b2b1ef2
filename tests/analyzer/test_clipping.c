// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include "analyzer/clipping.h"

#include <check.h>

START_TEST(three_in_a_row_are_clipping)
{
  const float samples[] = {
    0.5F, 1.0F, 1.0F, 0.2F, -1.0F, -1.0F, -1.0F, -1.0F, 0.1F, 1.5F, 1.0F};
  HcClipping clipping = {0, 0};
  hc_clipping_feed(&clipping, samples, 11);
  ck_assert_uint_eq(clipping.frames, 4);

  // The run goes on into the next piece
  hc_clipping_feed(&clipping, samples + 1, 1);
  ck_assert_uint_eq(clipping.frames, 7);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("clipping");
  TCase* const tcase = tcase_create("clipping");
  tcase_add_test(tcase, three_in_a_row_are_clipping);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
