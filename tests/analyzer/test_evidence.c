// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the analyzer gathers of a line, against what exact arithmetic gives:
/// the model lines that the tests of verdicts rest on (verdict/lines.h) are
/// played into a real analyzer, and the evidence that arrives at the judge is
/// compared. Bounds are 4.5 standard errors (one in 150 000 beyond), of white
/// noise with N = B T independent complex samples: B is the band, T the time.

#include "support/run.h"
#include "verdict/lines.h"

#include "model/random.h"
#include "verdict/judge.h"

#include <hotcold/analyzer.h>

#include <check.h>

#include <complex.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RATE 48000
#define SECONDS 10
#define PIECE 480
#define N_CASES 8
#define N_RATIOS 5
#define SEEDS 6

// All noise is white to half the rate. The band is that of the third octaves
// 20 Hz - 20 kHz with their edges (IEC 61260-1), 17.8 Hz - 22.39 kHz.
#define BAND 22370.0
#define IN_BAND (BAND / (0.5 * RATE))

#define ERRORS 4.5
#define FLOATS (1.0 / 16777216.0)

// Overlapping windows use samples less well than a rectangle: 50 % of a Hann
// window has 1.06 times the variance (Welch 1967), the last second half the
// time at its ends. Both with some margin.
#define N_SLOW (0.8 * BAND * SECONDS)
#define N_LAST (0.4 * BAND)

// dB, of the capture pair
#define TOLERANCE 0.1

// Mains, where they are
#define MAINS_HZ 50.03
#define N_LINES 9
#define MAINS_DB -40.0

static const double turn = 6.283185307179586;

// What the judge was given last. Test scaffolding: a global is the point.
static HcEvidence gathered;

void
__real_hc_judge_update(HcJudge*          judge,
                       const HcEvidence* evidence,
                       double            seconds,
                       HcJudgement*      out);

void
__wrap_hc_judge_update(HcJudge*          judge,
                       const HcEvidence* evidence,
                       double            seconds,
                       HcJudgement*      out);

void
__wrap_hc_judge_update(HcJudge* const          judge,
                       const HcEvidence* const evidence,
                       const double            seconds,
                       HcJudgement* const      out)
{
  gathered = *evidence;
  __real_hc_judge_update(judge, evidence, seconds, out);
}

static Line
line_of(const int i)
{
  Line line = line_balanced();
  switch (i) {
  case 0: // As good as can be seen
    break;
  case 1: // 52 dB
    line.cold *= 0.99;
    break;
  case 2: // Unequal
    line.cold *= from_db(-1.5);
    break;
  case 3: // The other way, with noise
    line.hot *= from_db(-4.0);
    line.noise = from_db(-60.0);
    break;
  case 4: // Cold is dead; its noise stands out of what floats lose
    line.cold  = 0.0;
    line.noise = from_db(-70.0);
    break;
  case 5: // Dual mono
    line.cold *= -from_db(-0.1);
    break;
  case 6: // Two sides that share a part
    line.hot     = from_db(-26.0);
    line.cold    = from_db(-26.0);
    line.hot_own = line.cold_own = from_db(-20.0);
    break;
  default: // Alike pick-up, which is no line of a comb
    line.cold *= 0.98;
    line.both = from_db(-45.0);
    break;
  }
  return line;
}

static double
mains(const double t)
{
  double sum = 0.0;
  for (int k = 1; k <= N_LINES; ++k) {
    sum += cos(turn * fmod(MAINS_HZ * k * t, 1.0) + k);
  }
  return from_db(MAINS_DB) * sum / sqrt(N_LINES);
}

// The samples of `line`: amplitudes count as those of sines, so that noise of
// variance 1 has 3 dB more
static void
play(const Line* const line,
     HcRandom* const   random,
     const size_t      first,
     float* const      hot,
     float* const      cold)
{
  for (size_t n = 0; n < PIECE; ++n) {
    double x[6];
    for (int i = 0; i < 6; ++i) {
      x[i] = hc_random_noise(random) * sqrt(0.5);
    }
    const double hum =
      line->has_pickup ? mains((double)(first + n) / RATE) : 0.0;
    hot[n]  = (float)(creal(line->hot) * x[0] + line->hot_own * x[1] +
                     line->noise * x[2] + line->both * x[3] + hum);
    cold[n] = (float)(creal(line->cold) * x[0] + line->cold_own * x[4] +
                      line->noise * x[5] + line->both * x[3] +
                      creal(line->pickup) * hum);
  }
}

static void
gather(const Line* const line, const uint64_t seed)
{
  HcAnalyzerSettings settings = hc_analyzer_defaults();
  settings.average            = 0.0;
  settings.gain_tolerance     = TOLERANCE;
  settings.delay_tolerance    = 0.0;
  HcRandom          random    = hc_random_stream(seed, 77);
  HcAnalyzer* const analyzer  = hc_analyzer_new(RATE, &settings);
  HcAnalysis        analysis;
  ck_assert_ptr_nonnull(analyzer);
  for (size_t n = 0; n < (size_t)SECONDS * RATE; n += PIECE) {
    float hot[PIECE];
    float cold[PIECE];
    play(line, &random, n, hot, cold);
    hc_analyzer_feed(analyzer, hot, cold, NULL, PIECE);
  }
  hc_analyzer_read(analyzer, &analysis);
  hc_analyzer_free(analyzer);
}

// T of the programme
static double
t_of(const Line* const line)
{
  return creal((line->hot + line->cold) / (line->hot - line->cold)) / 2.0;
}

// By how much T is off if one input is TOLERANCE louder
static double
capture_error(const Line* const line)
{
  Line louder = *line;
  louder.cold *= from_db(TOLERANCE);
  return fabs(t_of(&louder) - t_of(line));
}

// Standard error of T by N samples
static double
sigma_of(const HcEvidence* const truth, const double n)
{
  return from_db(truth->residual - truth->diff) / sqrt(2.0 * n);
}

static void
compare_balance(const HcReading* const got,
                const HcReading* const want,
                const double           sigma,
                const double           bound)
{
  // In |T|: both ends lie as far from it as the model says, within a fifth
  const double off  = ERRORS * sigma;
  const double wide = off + 0.2 * (1.96 * sigma + bound);
  ck_assert(got->valid);
  ck_assert_double_eq_tol(from_db(-got->low), from_db(-want->low), wide);
  ck_assert_double_eq_tol(from_db(-got->high), from_db(-want->high), wide);
  ck_assert_int_eq(got->at_least, want->at_least);
  if (!want->at_least) {
    ck_assert_double_eq_tol(from_db(-got->value), from_db(-want->value), off);
  }
}

static void
compare_legs(const HcLegsEvidence* const got,
             const HcEvidence* const     truth,
             const Line* const           line,
             const double                n)
{
  const HcLegsEvidence* const want  = &truth->slow;
  const double                sigma = sigma_of(truth, n);
  const double                rho   = want->correlation;
  const double                g2    = want->coherence;
  // Of rho and of g2 (Bendat and Piersol, Random Data, 9.2). The slow ones are
  // of everything, lines included.
  if (!line->has_pickup) {
    ck_assert_double_eq_tol(
      got->correlation, rho, ERRORS * (1.0 - rho * rho) / sqrt(n) + 1e-6);
    ck_assert_double_eq_tol(
      got->coherence, g2, ERRORS * (1.0 - g2) * sqrt(2.0 * g2 / n) + 0.005);
  }
  compare_balance(&got->balance, &want->balance, sigma, capture_error(line));
}

// A level of white noise: chi squared with 2 N degrees of freedom. Powers of
// legs and of what does not follow d are differences of sums held in floats, so
// they are known to 2^-24 of what they are differences of, at `from` dBFS.
static void
compare_level(const double got, const double want, const double from)
{
  const double truth = IN_BAND * pow(10.0, 0.1 * want);
  const double whole = IN_BAND * pow(10.0, 0.1 * from);
  ck_assert_double_eq_tol(pow(10.0, 0.1 * got),
                          truth,
                          ERRORS * truth / sqrt(N_LAST) + whole * FLOATS);
}

static void
compare_levels(const HcEvidence* const truth, const Line* const line)
{
  const double louder = fmax(truth->hot, truth->cold);
  const double common = 20.0 * log10(cabs(line->hot + line->cold) / 2.0);
  ck_assert_int_eq(gathered.programme, truth->programme);
  compare_level(gathered.hot, truth->hot, louder);
  compare_level(gathered.cold, truth->cold, louder);
  compare_level(gathered.diff, truth->diff, truth->diff);
  if (!line->has_pickup) { // Else it holds what leaks from the lines
    compare_level(gathered.residual, truth->residual, common);
  }
}

static HcEvidence
truth_of(const Line* const line, const double n)
{
  Line model      = *line;
  model.tolerance = capture_error(line);
  model.averages  = n;
  return line_evidence(&model);
}

START_TEST(legs_are_those_of_the_model)
{
  const Line       line = line_of(_i % N_CASES);
  const HcEvidence slow = truth_of(&line, N_SLOW);
  const HcEvidence last = truth_of(&line, N_LAST);
  gather(&line, (uint64_t)_i);
  compare_levels(&slow, &line);
  compare_legs(&gathered.slow, &slow, &line, N_SLOW);
  compare_legs(&gathered.last_second, &last, &line, N_LAST);
  ck_assert(!gathered.pickup.stands_out);
}
END_TEST

// An interval of 95 %, 1.96 standard errors to either side, as wide as ERRORS
static void
compare_interval(const HcReading* const got, const double truth)
{
  const double wider = ERRORS / 1.96;
  ck_assert(got->valid);
  ck_assert_double_le(truth - got->value, wider * (got->high - got->value));
  ck_assert_double_le(got->value - truth, wider * (got->value - got->low));
}

START_TEST(pickup_is_that_of_the_model)
{
  static const double ratios[]        = {0.5, 2.0, -0.7, 0.98, 0.02};
  Line                line            = line_of(1);
  line.has_pickup                     = true;
  line.pickup                         = ratios[_i % N_RATIOS];
  const HcEvidence              truth = truth_of(&line, N_SLOW);
  const HcPickupEvidence* const want  = &truth.pickup;
  const HcPickupEvidence* const got   = &gathered.pickup;
  gather(&line, (uint64_t)_i);
  compare_levels(&truth, &line);
  compare_legs(&gathered.slow, &truth, &line, N_SLOW);
  // Of 0.98 either leg may be called the clearer one
  const double complex other = got->by_cold ? 1.0 / line.pickup : line.pickup;
  ck_assert(got->stands_out);
  ck_assert(got->by_cold == want->by_cold || cabs(line.pickup) > 0.9);
  ck_assert_double_le(cabs(got->other - other), ERRORS * got->other_sigma);
  ck_assert_double_lt(got->other_sigma, 0.05);
  compare_interval(&got->ratio, want->ratio.value);
  compare_interval(&got->rejection, want->rejection.value);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("evidence");
  TCase* const tcase = tcase_create("evidence");
  tcase_set_timeout(tcase, 60.0);
  tcase_add_loop_test(tcase, legs_are_those_of_the_model, 0, SEEDS * N_CASES);
  tcase_add_loop_test(tcase, pickup_is_that_of_the_model, 0, SEEDS * N_RATIOS);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
