// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/random.h"
#include "support/run.h"

#include "dsp/comb_fit_state.h"

#include <check.h>

#include <complex.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// Lines of a comb whose phases turn as their frequency says, from segment to
// segment, exactly or with complex normal errors of known variance

#define HOP 0.45 // Seconds

static const double tau = 6.283185307179586;

/// Lines k (f + offset), of which f is known
typedef struct {
  HcCombFit      fit;
  HcCombFitVoter voters[HC_MAX_LINES_OF_COMB];
} Comb;

/// `n` segments of `n_lines` lines, each of amplitude 1 and any phase, with
/// errors of `variance`; the weights say what that is, or 1 if it is 0
static void
fill(Comb* const     comb,
     uint64_t* const state,
     const unsigned  n,
     const size_t    n_lines,
     const double    offset,
     const double    variance)
{
  memset(comb, 0, sizeof(*comb));
  comb->fit.spec.capacity = HC_MAX_FITTED;
  comb->fit.bin_hz        = 0.73;
  comb->fit.hop           = HOP;
  comb->fit.n             = n;
  comb->fit.n_lines       = n_lines;
  comb->fit.start         = draw(state) % HC_MAX_FITTED;
  for (unsigned i = 0; i < n; ++i) {
    comb->fit.moments[hc_comb_fit_slot(&comb->fit, i)].index = 1000U + i;
  }
  for (size_t line = 0; line < n_lines; ++line) {
    HcCombFitVoter* const voter = &comb->voters[line];
    const double          first = tau * draw_unit(state);
    for (unsigned i = 0; i < n; ++i) {
      const double phase = first + tau * (double)(line + 1U) * offset * HOP * i;
      const double complex error =
        variance > 0.0 ? draw_normal(state, variance) : 0.0;
      voter->x[i]      = (float complex)(cexp(CMPLX(0.0, phase)) + error);
      voter->weight[i] = (float)(variance > 0.0 ? 1.0 / variance : 1.0);
    }
  }
}

START_TEST(a_vote_ends_where_its_pull_does)
{
  ck_assert_double_eq(hc_comb_frequency_step((HcCombVote){3.0, 4.0}), 0.75);
  ck_assert_double_eq(hc_comb_frequency_step((HcCombVote){-3.0, 4.0}), -0.75);
  ck_assert_double_eq(hc_comb_frequency_step((HcCombVote){0.0, 0.0}), 0.0);
}
END_TEST

START_TEST(phases_without_error_tell_it_exactly)
{
  // As long as the highest line turns by less than half a turn from one
  // segment to the next; single precision of the phases remains
  Comb     comb;
  uint64_t state = 1;
  for (int take = 0; take < 500; ++take) {
    const unsigned n       = 2U + draw(&state) % (HC_MAX_FITTED - 1U);
    const size_t   n_lines = 1U + draw(&state) % HC_MAX_LINES_OF_COMB;
    const double   most    = 0.45 / (HOP * (double)n_lines);
    const double   reach   = fmin(most, 0.36);
    const double   offset  = draw_between(&state, -reach, reach);
    double         shift   = 0.0;
    fill(&comb, &state, n, n_lines, offset, 0.0);
    const HcCombVote vote = hc_comb_fit_refine(&comb.fit, comb.voters, &shift);
    ck_assert_double_eq_tol(shift, offset, 1e-6);
    ck_assert_double_gt(vote.information, 0.0);
  }
}
END_TEST

/// The least variance that any unbiased estimate of the fundamental can have,
/// as its inverse: sum 2 w (tau k)^2 (t - mean t)^2 over lines and segments
static double
most_information(const int n, const int n_lines, const double variance)
{
  double sum = 0.0;
  for (int k = 1; k <= n_lines; ++k) {
    for (int i = 0; i < n; ++i) {
      const double at = tau * k * HOP * (i - 0.5 * (n - 1));
      sum += 2.0 / variance * at * at;
    }
  }
  return sum;
}

START_TEST(errors_are_those_of_cramer_and_rao)
{
  // Few segments of many lines, and many of one faint line
  static const unsigned segments[] = {12, 24};
  static const size_t   lines[]    = {5, 1};
  static const double   faintest[] = {-1.5, -0.4};
  enum { TAKES = 1000 };
  Comb           comb;
  uint64_t       state   = 2;
  double         sum     = 0.0;
  double         mean    = 0.0;
  const unsigned n       = segments[_i];
  const size_t   n_lines = lines[_i];
  for (int take = 0; take < TAKES; ++take) {
    const double variance = pow(10.0, draw_between(&state, -5.0, faintest[_i]));
    const double offset   = draw_between(&state, -0.15, 0.15);
    const double most     = most_information((int)n, (int)n_lines, variance);
    double       shift    = 0.0;
    fill(&comb, &state, n, n_lines, offset, variance);
    const HcCombVote vote = hc_comb_fit_refine(&comb.fit, comb.voters, &shift);
    const double     z    = (shift - offset) * sqrt(most);
    sum += z * z / TAKES;
    mean += z / TAKES;
    ck_assert_double_eq_tol(vote.information / most, 1.0, 0.5);
  }
  // 5 standard deviations of the means over so many takes
  ck_assert_double_eq_tol(sum, 1.0, 5.0 * sqrt(2.0 / TAKES));
  ck_assert_double_eq_tol(mean, 0.0, 5.0 / sqrt(TAKES));
}
END_TEST

START_TEST(lines_without_weight_do_not_vote)
{
  Comb     comb;
  uint64_t state = 3;
  for (int take = 0; take < 100; ++take) {
    const double offset = draw_between(&state, -0.1, 0.1);
    double       shift  = 0.0;
    fill(&comb, &state, 10, 8, offset, 0.0);
    for (size_t line = 0; line < 8; line += 2) {
      for (unsigned i = 0; i < 10; ++i) {
        comb.voters[line].x[i]      = (float complex)draw_normal(&state, 100.0);
        comb.voters[line].weight[i] = 0.0F;
      }
    }
    hc_comb_fit_refine(&comb.fit, comb.voters, &shift);
    ck_assert_double_eq_tol(shift, offset, 1e-6);
  }
}
END_TEST

START_TEST(half_a_bin_is_the_most)
{
  // Further off, the bins that the lines were read from are others
  Comb     comb;
  uint64_t state = 4;
  double   shift = 0.0;
  fill(&comb, &state, 10, 1, 0.4, 0.0);
  hc_comb_fit_refine(&comb.fit, comb.voters, &shift);
  ck_assert_double_eq(shift, 0.0);

  // And one segment says nothing
  shift = 0.0;
  fill(&comb, &state, 1, 5, 0.1, 0.0);
  const HcCombVote vote = hc_comb_fit_refine(&comb.fit, comb.voters, &shift);
  ck_assert_double_eq(shift, 0.0);
  ck_assert_double_eq(vote.information, 0.0);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("comb_frequency");
  TCase* const tcase = tcase_create("comb_frequency");
  tcase_add_test(tcase, a_vote_ends_where_its_pull_does);
  tcase_add_test(tcase, phases_without_error_tell_it_exactly);
  tcase_add_loop_test(tcase, errors_are_those_of_cramer_and_rao, 0, 2);
  tcase_add_test(tcase, lines_without_weight_do_not_vote);
  tcase_add_test(tcase, half_a_bin_is_the_most);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
