// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "response.h"

#include "support/failing_alloc.h"
#include "support/run.h"

#include "model/filter.h"
#include "model/random.h"

#include <check.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define N_FRAMES 4096U

static const double rates[] = {8000.0, 44100.0, 48000.0, 96000.0, 192000.0};

#define N_RATES ((int)(sizeof(rates) / sizeof(rates[0])))

/// y = u, late by `seconds`
static HcStateSpace
pure_delay(const double seconds)
{
  const HcStateSpace system = {.n_inputs  = 1,
                               .n_outputs = 1,
                               .a         = {.order = 1},
                               .d         = {{1.0}},
                               .delay     = {seconds}};
  return system;
}

/// y' = -2 pi hz (y - u)
static HcStateSpace
lowpass(const double hz)
{
  const double       w      = 2.0 * PI * hz;
  const HcStateSpace system = {.n_inputs  = 1,
                               .n_outputs = 1,
                               .a         = {.order = 1, .at = {{-w}}},
                               .b         = {{w}},
                               .c         = {{1.0}}};
  return system;
}

START_TEST(nothing_in_between_leaves_samples_alone)
{
  const HcStateSpace system = pure_delay(0.0);
  double* const      y = impulse_responses(&system, rates[_i], 0, N_FRAMES);
  for (size_t n = 0; n < N_FRAMES; ++n) {
    const double want = n == HC_FILTER_LATENCY ? 1.0 : 0.0;
    ck_assert_double_eq_tol(y[n], want, 1e-15);
  }
  free(y);
}
END_TEST

START_TEST(delays_are_exact_far_below_a_nanosecond)
{
  static const double delays[] = {1e-9, 0.1e-6, 1e-6, 10.4e-6, 123.4567e-6};
  const double        rate     = rates[_i];
  for (size_t d = 0; d < sizeof(delays) / sizeof(delays[0]); ++d) {
    const HcStateSpace system = pure_delay(delays[d]);
    double* const      y      = impulse_responses(&system, rate, 0, N_FRAMES);
    for (double hz = 20.0; hz < 0.43 * rate && hz < 20001.0; hz *= 1.2) {
      const double complex h = transform(y, N_FRAMES, hz, rate) *
                               cexp(CMPLX(0.0, 2.0 * PI * hz * delays[d]));
      ck_assert_double_lt(fabs(carg(h)) / (2.0 * PI * hz), 1e-6 / rate);
      ck_assert_double_eq_tol(cabs(h), 1.0, 1e-7);
    }
    free(y);
  }
}
END_TEST

START_TEST(poles_keep_their_places)
{
  // From far below to far above the sampled band
  static const double corners[] = {2.0, 20.0, 1e3, 15e3, 40e3, 1e6, 1e9};
  const double        rate      = rates[_i];
  const size_t        frames    = (size_t)(1.5 * rate) / 64U * 64U;
  for (size_t c = 0; c < sizeof(corners) / sizeof(corners[0]); ++c) {
    const HcStateSpace system = lowpass(corners[c]);
    double* const      y      = impulse_responses(&system, rate, 0, frames);
    for (double hz = 20.0; hz < 0.43 * rate && hz < 20001.0; hz *= 1.5) {
      const double complex want = 1.0 / CMPLX(1.0, hz / corners[c]);
      const double complex got  = transform(y, frames, hz, rate);
      ck_assert_double_lt(cabs(got / want - 1.0), 3e-5);
    }
    free(y);
  }
}
END_TEST

/// Run a line with unequal legs on noise at two inputs, in pieces of `sizes`
static void
run_cut(double* const out, const size_t* const sizes, const size_t n_sizes)
{
  HcCircuit circuit              = hc_circuit_default();
  circuit.capture_delay[HC_COLD] = 51.7e-6;
  circuit.coupling_farad[HC_HOT] = 1e-6;
  const HcStateSpace system      = hc_circuit_state_space(&circuit);
  HcFilter* const    filter      = hc_filter_new(&system, 48000.0);
  HcRandom           random      = hc_random_stream(7, 0);
  double             in[N_FRAMES];
  for (size_t n = 0; n < N_FRAMES; ++n) {
    in[n] = hc_random_noise(&random);
  }
  for (size_t n = 0, i = 0; n < N_FRAMES; ++i) {
    const size_t size   = sizes[i % n_sizes];
    const size_t frames = n + size > N_FRAMES ? N_FRAMES - n : size;
    // The ground input becomes silent after half of the time
    const double* const inputs[HC_MAX_INPUTS] = {
      in + n, NULL, n < N_FRAMES / 2U ? in + n : NULL, NULL};
    double* const outputs[HC_MAX_OUTPUTS] = {out + n, out + N_FRAMES + n};
    const size_t  part = n < N_FRAMES / 2U && n + frames > N_FRAMES / 2U
                           ? N_FRAMES / 2U - n
                           : frames;
    hc_filter_process(filter, inputs, outputs, part);
    n += part;
  }
  hc_filter_free(filter);
}

START_TEST(results_do_not_depend_on_block_sizes)
{
  static const size_t whole[]  = {HC_CHUNK};
  static const size_t single[] = {1};
  static const size_t odd[]    = {3, 17, 64, 5, 8, 63, 1, 9};
  double* const       a        = (double*)calloc(6U * N_FRAMES, sizeof(double));
  double* const       b        = a + (2U * N_FRAMES);
  double* const       c        = b + (2U * N_FRAMES);
  run_cut(a, whole, 1);
  run_cut(b, single, 1);
  run_cut(c, odd, sizeof(odd) / sizeof(odd[0]));
  ck_assert_mem_eq(a, b, 2U * N_FRAMES * sizeof(double));
  ck_assert_mem_eq(a, c, 2U * N_FRAMES * sizeof(double));
  free(a);
}
END_TEST

START_TEST(energy_is_that_of_the_impulse_response)
{
  static const double corners[] = {1.0, 100.0, 10e3};
  for (size_t c = 0; c < sizeof(corners) / sizeof(corners[0]); ++c) {
    const HcStateSpace system = lowpass(corners[c]);
    const size_t       frames = 48000U * 4U;
    double* const      y      = impulse_responses(&system, 48000.0, 0, frames);
    HcFilter* const    filter = hc_filter_new(&system, 48000.0);
    double             sum    = 0.0;
    for (size_t n = 0; n < frames; ++n) {
      sum += y[n] * y[n];
    }
    ck_assert_double_eq_tol(hc_filter_energy(filter, 0, 0) / sum, 1.0, 1e-9);
    hc_filter_free(filter);
    free(y);
  }
}
END_TEST

static HcStatus
make_and_free(void* const context)
{
  (void)context;
  const HcStateSpace system = pure_delay(1e-3);
  HcFilter* const    filter = hc_filter_new(&system, 48000.0);
  hc_filter_free(filter);
  return filter ? HC_SUCCESS : HC_NO_MEMORY;
}

START_TEST(running_out_of_memory_is_survived)
{
  failing_alloc_replay(make_and_free, NULL);
  hc_filter_free(NULL);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("filter");
  TCase* const tcase = tcase_create("filter");
  tcase_set_timeout(tcase, 60.0);
  tcase_add_loop_test(
    tcase, nothing_in_between_leaves_samples_alone, 0, N_RATES);
  tcase_add_loop_test(
    tcase, delays_are_exact_far_below_a_nanosecond, 0, N_RATES);
  tcase_add_loop_test(tcase, poles_keep_their_places, 0, N_RATES);
  tcase_add_test(tcase, results_do_not_depend_on_block_sizes);
  tcase_add_test(tcase, energy_is_that_of_the_impulse_response);
  tcase_add_test(tcase, running_out_of_memory_is_survived);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
