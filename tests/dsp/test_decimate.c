// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failing_alloc.h"
#include "support/run.h"

#include "dsp/decimate.h"
#include "dsp/spectrum.h"

#include <check.h>

#include <math.h>
#include <string.h>

static const double tau = 6.283185307179586;

// Greatest deviation of the output from a sine of `hz` and `gain`, once the
// filters are filled
static double
deviation(const uint32_t rate, const double hz, const double gain)
{
  const uint32_t     factor    = hc_decimation_factor(rate);
  HcDecimator* const decimator = hc_decimator_new(factor);
  ck_assert_ptr_nonnull(decimator);
  const double delay = hc_decimator_delay(decimator);
  double       worst = 0.0;
  for (int block = 0; block < 16; ++block) {
    float  samples[HC_MAX_BLOCK];
    double first = block * HC_MAX_BLOCK;
    for (int i = 0; i < HC_MAX_BLOCK; ++i) {
      samples[i] = (float)sin(tau * hz * (first + i) / rate);
    }
    hc_decimator_run(decimator, samples, samples, HC_MAX_BLOCK);
    for (uint32_t j = 0; j < HC_MAX_BLOCK / factor; ++j) {
      const double at = first + j * factor - delay;
      if (at > delay) {
        const double want = gain * sin(tau * hz * at / rate);
        worst             = fmax(worst, fabs((double)samples[j] - want));
      }
    }
  }
  hc_decimator_free(decimator);
  return worst;
}

START_TEST(factors_keep_four_kilohertz)
{
  ck_assert_uint_eq(hc_decimation_factor(8000), 1);
  ck_assert_uint_eq(hc_decimation_factor(22050), 2);
  ck_assert_uint_eq(hc_decimation_factor(44100), 4);
  ck_assert_uint_eq(hc_decimation_factor(48000), 4);
  ck_assert_uint_eq(hc_decimation_factor(96000), 8);
  ck_assert_uint_eq(hc_decimation_factor(192000), 16);
  ck_assert_uint_eq(hc_decimation_factor(384000), 32);
}
END_TEST

START_TEST(the_band_passes_with_its_phase)
{
  const uint32_t rates[] = {32000, 44100, 48000, 96000, 384000};
  for (int i = 0; i < 5; ++i) {
    const double decimated = (double)rates[i] / hc_decimation_factor(rates[i]);
    ck_assert_double_lt(deviation(rates[i], 55.0, 1.0), 5e-6);
    ck_assert_double_lt(deviation(rates[i], 0.399 * decimated, 1.0), 5e-6);
  }
}
END_TEST

START_TEST(images_are_120_db_down)
{
  const uint32_t rates[] = {44100, 48000, 192000};
  for (int i = 0; i < 3; ++i) {
    const double decimated = (double)rates[i] / hc_decimation_factor(rates[i]);
    ck_assert_double_lt(deviation(rates[i], decimated - 50.0, 0.0), 1e-6);
    ck_assert_double_lt(deviation(rates[i], 0.601 * decimated, 0.0), 1e-6);
    ck_assert_double_lt(deviation(rates[i], 1.6 * decimated, 0.0), 1e-6);
  }
}
END_TEST

START_TEST(reset_forgets)
{
  float              loud[HC_MAX_BLOCK];
  float              out[HC_MAX_BLOCK];
  const float        silence[HC_MAX_BLOCK] = {0.0F};
  HcDecimator* const decimator             = hc_decimator_new(4);
  for (int i = 0; i < HC_MAX_BLOCK; ++i) {
    loud[i] = 1.0F;
  }
  hc_decimator_run(decimator, loud, out, HC_MAX_BLOCK);
  ck_assert_float_eq_tol(out[HC_MAX_BLOCK / 4 - 1], 1.0F, 1e-6F);
  hc_decimator_reset(decimator);
  hc_decimator_run(decimator, silence, out, HC_MAX_BLOCK);
  for (int i = 0; i < HC_MAX_BLOCK / 4; ++i) {
    ck_assert_float_eq(out[i], 0.0F);
  }
  hc_decimator_free(decimator);
}
END_TEST

static HcStatus
make_and_free(void* const context)
{
  (void)context;
  HcDecimator* const decimator = hc_decimator_new(4);
  hc_decimator_free(decimator);
  return decimator ? HC_SUCCESS : HC_NO_MEMORY;
}

START_TEST(no_memory_is_reported)
{
  failing_alloc_replay(make_and_free, NULL);
  hc_decimator_free(NULL);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("decimate");
  TCase* const tcase = tcase_create("decimate");
  tcase_add_test(tcase, factors_keep_four_kilohertz);
  tcase_add_test(tcase, the_band_passes_with_its_phase);
  tcase_add_test(tcase, images_are_120_db_down);
  tcase_add_test(tcase, reset_forgets);
  tcase_add_test(tcase, no_memory_is_reported);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
