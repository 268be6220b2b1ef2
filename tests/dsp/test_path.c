// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failing_alloc.h"
#include "support/run.h"

#include "dsp/path.h"

#include <check.h>

#include <complex.h>
#include <math.h>

static const double tau = 6.283185307179586;

START_TEST(segments_last_as_long_at_every_rate)
{
  const uint32_t rates[] = {8000, 44100, 48000, 96000, 192000, 384000};
  for (int i = 0; i < 6; ++i) {
    const HcPathShape wide = hc_wide_shape(rates[i]);
    const HcPathShape fine = hc_fine_shape(rates[i]);
    const double      w    = wide.size / wide.rate;
    const double      f    = fine.size / fine.rate;
    ck_assert_double_gt(w, 0.17 / sqrt(2.0));
    ck_assert_double_lt(w, 0.17 * sqrt(2.0));
    ck_assert_double_gt(f, 1.4 / sqrt(2.0));
    ck_assert_double_lt(f, 1.4 * sqrt(2.0));
    // It glances at what the fine path holds, between its segments too
    const HcPathShape brief = hc_brief_shape(rates[i]);
    ck_assert_double_eq(brief.rate, fine.rate);
    ck_assert_uint_eq(2U * brief.size, fine.size);
    ck_assert_uint_le(brief.size, fine.size - fine.hop);
  }
  ck_assert_uint_eq(hc_wide_shape(48000).size, 8192);
  ck_assert_uint_eq(hc_fine_shape(48000).size, 16384);
}
END_TEST

// Feed a cosine on bin 100 of d, and a tenth of it on m, in pieces
static void
feed(HcPath* const path, const uint32_t size, const size_t piece)
{
  const HcPathShape shape  = hc_wide_shape(48000);
  uint64_t          at     = 0;
  int               wanted = 5;
  while (wanted) {
    float d[1000];
    float m[1000];
    for (size_t i = 0; i < piece; ++i) {
      d[i] = (float)(0.5 * cos(tau * 100.0 * (double)(at + i) / size));
      m[i] = (float)(0.05 * cos(tau * 100.0 * (double)(at + i) / size + 1.0));
    }
    for (size_t done = 0; done < piece && wanted;) {
      HcSpectrum   s;
      const size_t n = hc_path_take(path, d + done, m + done, piece - done);
      done += n;
      at += n;
      if (hc_path_transform(path, 0, &s)) {
        ck_assert_uint_eq(s.frame, 7 + (uint64_t)(5 - wanted) * shape.hop);
        ck_assert_uint_eq(s.n_bins, size / 2 + 1);
        ck_assert_double_eq_tol(cabs((double complex)s.d[100]), 0.5, 1e-6);
        ck_assert_double_eq_tol(cabs((double complex)s.m[100]), 0.05, 1e-7);
        ck_assert_double_eq_tol(
          carg((double complex)(s.m[100] / s.d[100])), 1.0, 1e-5);
        ck_assert_double_lt(cabs((double complex)s.d[103]), 1e-6);
        --wanted;
      }
    }
  }
}

START_TEST(a_sine_reads_its_amplitude_and_phase)
{
  const HcPathShape shape    = hc_wide_shape(48000);
  const size_t      sizes[]  = {1, 64, 999};
  const size_t      spares[] = {0, 4096, 30};
  for (int i = 0; i < 3; ++i) {
    HcWorkbench* const bench =
      hc_workbench_new(shape.size, &shape.window, NULL);
    HcPath* const path = hc_path_new(&shape, spares[i], bench);
    ck_assert_ptr_nonnull(bench);
    ck_assert_ptr_nonnull(path);
    hc_path_restart(path, 7);
    feed(path, shape.size, sizes[i]);
    hc_path_free(path);
    hc_workbench_free(bench);
  }
}
END_TEST

// A cosine that grows: only one place of the ring gives these numbers
START_TEST(a_glance_sees_the_newest_samples)
{
  const HcPathShape  fine   = hc_fine_shape(48000);
  const HcPathShape  brief  = hc_brief_shape(48000);
  HcWorkbench* const lender = hc_workbench_new(fine.size, &fine.window, NULL);
  HcWorkbench* const bench =
    hc_workbench_new(brief.size, &brief.window, lender);
  HcPath* const path = hc_path_new(&fine, 0, lender);
  HcSpectrum    s;
  hc_path_restart(path, 0);
  for (size_t at = 0; at < 3U * fine.size; ++at) {
    const double phase = tau * 100.0 * (double)at / brief.size;
    const float  d     = (float)(1e-5 * (double)at * cos(phase));
    const float  m     = (float)(1e-6 * (double)at * cos(phase + 1.0));
    hc_path_take(path, &d, &m, 1);
    if ((at + 1U) % 1000U == 0U) {
      const bool   is_held = hc_path_glance(path, &brief, bench, &s);
      const double middle  = (double)at - 0.5 * brief.size;
      ck_assert_int_eq(is_held, at + 1U >= brief.size);
      if (is_held) {
        ck_assert_uint_eq(s.frame, fine.factor * (at + 1U - brief.size));
        ck_assert_uint_eq(s.lobe, 2);
        ck_assert_double_eq_tol(
          cabs((double complex)s.d[100]) / (1e-5 * middle), 1.0, 1e-3);
        ck_assert_double_eq_tol(
          carg((double complex)(s.m[100] / s.d[100])), 1.0, 1e-3);
      }
    }
    hc_path_transform(path, 0, &s);
  }
  hc_path_free(path);
  hc_workbench_free(bench);
  hc_workbench_free(lender);
}
END_TEST

START_TEST(no_memory_is_reported)
{
  const HcPathShape shape = hc_wide_shape(48000);
  for (size_t nth = 1; nth <= 3; ++nth) {
    failing_alloc_set(nth);
    ck_assert_ptr_null(hc_path_new(&shape, 0, NULL));
  }
  for (size_t nth = 1; nth <= 8; ++nth) {
    failing_alloc_set(nth);
    ck_assert_ptr_null(hc_workbench_new(shape.size, &shape.window, NULL));
  }
  failing_alloc_set(0);
  hc_path_free(NULL);
  hc_workbench_free(NULL);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("path");
  TCase* const tcase = tcase_create("path");
  tcase_add_test(tcase, segments_last_as_long_at_every_rate);
  tcase_add_test(tcase, a_sine_reads_its_amplitude_and_phase);
  tcase_add_test(tcase, a_glance_sees_the_newest_samples);
  tcase_add_test(tcase, no_memory_is_reported);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
