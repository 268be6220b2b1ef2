// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failing_alloc.h"
#include "support/run.h"

#include "analyzer/fft_shared.h"

#include <check.h>

#include <stddef.h>
#include <stdint.h>

#define RATE 48000U

START_TEST(lines_share_memory_of_one_rate_and_channels)
{
  HcFftShared* const one   = hc_fft_shared_join(NULL, RATE, 2);
  HcFftShared* const two   = hc_fft_shared_join(one, RATE, 2);
  HcFftShared* const rate  = hc_fft_shared_join(one, 44100, 2);
  HcFftShared* const three = hc_fft_shared_join(one, RATE, 3);
  ck_assert_ptr_eq(one, two);
  ck_assert_ptr_ne(one, rate);
  ck_assert_ptr_ne(one, three);
  hc_fft_shared_leave(one);
  ck_assert_uint_eq(two->users, 1);
  hc_fft_shared_leave(two);
  hc_fft_shared_leave(rate);
  hc_fft_shared_leave(three);
  hc_fft_shared_leave(NULL);
}
END_TEST

START_TEST(no_memory_is_reported)
{
  // Where the full-band STFT has the longer segments, and where it has not
  const uint32_t rates[] = {8000, RATE, 384000};
  for (int i = 0; i < 3; ++i) {
    failing_alloc_set(0);
    hc_fft_shared_leave(hc_fft_shared_join(NULL, rates[i], 2));
    const size_t n = failing_alloc_count();
    ck_assert_uint_ge(n, 5);
    for (size_t nth = 1; nth <= n; ++nth) {
      failing_alloc_set(nth);
      ck_assert_ptr_null(hc_fft_shared_join(NULL, rates[i], 2));
    }
    failing_alloc_set(0);
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("fft_shared");
  TCase* const tcase = tcase_create("fft_shared");
  tcase_add_test(tcase, lines_share_memory_of_one_rate_and_channels);
  tcase_add_test(tcase, no_memory_is_reported);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
