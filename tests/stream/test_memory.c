// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/line_memory.h"
#include "support/run.h"

#include <check.h>

#include <stddef.h>

// Bytes that the analysis of one line alone may take
#define ALONE 2097152U

// Bytes that each of 256 lines may take, for 400 MiB in all
#define BESIDE_OTHERS (400U * 1048576U / 256U)

START_TEST(the_analysis_of_a_line_alone_takes_two_megabytes)
{
  // With the tables that others would share, without the ring of samples
  ck_assert_uint_le(analyzer_memory(), ALONE);
}
END_TEST

START_TEST(of_256_lines_each_takes_its_share_of_400_megabytes)
{
  const size_t two   = line_memory(2);
  const size_t three = line_memory(3);
  ck_assert_uint_le(three - two, BESIDE_OTHERS);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("memory");
  TCase* const tcase = tcase_create("memory");
  tcase_add_test(tcase, the_analysis_of_a_line_alone_takes_two_megabytes);
  tcase_add_test(tcase, of_256_lines_each_takes_its_share_of_400_megabytes);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
