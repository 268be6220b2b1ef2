// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/random.h"
#include "support/run.h"

#include "verdict/judge.h"
#include "verdict/rules.h"

#include <check.h>

#include <complex.h>
#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/// Mostly a number of sense, now and then one without
static double
odd(uint64_t* const state, const double low, const double high)
{
  static const double extremes[] = {(double)NAN,
                                    (double)INFINITY,
                                    -(double)INFINITY,
                                    1e308,
                                    -1e308,
                                    0.0,
                                    5e-324,
                                    -200.0,
                                    200.0};
  return draw(state) % 16U ? draw_between(state, low, high)
                           : extremes[draw(state) % 9U];
}

static HcReading
odd_reading(uint64_t* const state, const double low, const double high)
{
  const double width = draw_between(state, 0.0, 10.0);
  HcReading    x;
  x.value    = odd(state, low, high);
  x.low      = odd(state, x.value - width, x.value);
  x.high     = odd(state, x.value, x.value + width);
  x.valid    = draw(state) % 4U;
  x.at_least = !(draw(state) % 4U);
  return x;
}

static HcLegsEvidence
odd_legs(uint64_t* const state)
{
  HcLegsEvidence legs;
  legs.balance       = odd_reading(state, -20.0, 120.0);
  legs.ratio         = odd_reading(state, -80.0, 80.0);
  legs.phase         = odd_reading(state, -180.0, 180.0);
  legs.coherence     = odd(state, 0.0, 1.0);
  legs.correlation   = odd(state, -1.0, 1.0);
  legs.not_antiphase = odd(state, 0.0, 1.0);
  legs.seconds       = odd(state, 0.0, 5.0);
  return legs;
}

static HcEvidence
odd_evidence(uint64_t* const state)
{
  HcEvidence e;
  memset(&e, 0, sizeof(e));
  e.programme             = draw(state) % 4U;
  e.disputed              = draw(state) % 8U == 0U;
  e.hot                   = odd(state, -100.0, 0.0);
  e.cold                  = odd(state, -100.0, 0.0);
  e.louder                = odd(state, -100.0, 0.0);
  e.diff                  = odd(state, -100.0, 6.0);
  e.residual              = odd(state, -110.0, 0.0);
  e.last_second           = odd_legs(state);
  e.slow                  = odd_legs(state);
  e.pickup.ratio          = odd_reading(state, -60.0, 60.0);
  e.pickup.stands_out     = draw(state) % 2U;
  e.pickup.undecided      = draw(state) % 2U;
  e.pickup.lines_possible = draw(state) % 2U;
  e.pickup.by_cold        = draw(state) % 2U;
  e.pickup.other          = CMPLX(odd(state, -3.0, 3.0), odd(state, -3.0, 3.0));
  e.pickup.other_sigma    = odd(state, 0.0, 1.0);
  e.pickup.rejection      = odd_reading(state, -10.0, 100.0);
  e.hum_frequency         = odd_reading(state, 49.0, 61.0);
  e.hum_common            = odd_reading(state, -130.0, 0.0);
  e.hum_diff              = odd_reading(state, -130.0, 0.0);
  e.usb_common            = odd_reading(state, -130.0, 0.0);
  e.usb_diff              = odd_reading(state, -130.0, 0.0);
  e.noise_band            = odd_reading(state, -130.0, 0.0);
  e.delay                 = odd_reading(state, -30.0, 30.0);
  e.balance_low           = odd_reading(state, 0.0, 120.0);
  e.balance_middle        = odd_reading(state, 0.0, 120.0);
  e.balance_high          = odd_reading(state, 0.0, 120.0);
  e.polarity              = (int)(draw(state) % 3U) - 1;
  e.calibrated            = draw(state) % 2U;
  e.capture_limit         = odd(state, 0.0, 120.0);
  e.clipped_hot           = draw(state) % 8U;
  e.clipped_cold          = draw(state) % 8U;
  e.not_finite            = draw(state) % 8U;
  return e;
}

/// As ck_assert, without the cost of telling each success
static void
must(const bool ok, const char* const what)
{
  if (!ok) {
    ck_abort_msg("%s", what);
  }
}

/// Neither "nan" nor "inf" as a word of its own
static void
check_words(const char* const sentence)
{
  must(memchr(sentence, '\0', HC_SENTENCE_SIZE), "end");
  must(strlen(sentence) > 10, "length");
  for (const char* s = sentence; *s; ++s) {
    const bool is_start = s == sentence || !isalpha((unsigned char)s[-1]);
    const bool is_word  = is_start && !isalpha((unsigned char)s[3]);
    must(!is_word || (strncmp(s, "nan", 3) && strncmp(s, "inf", 3)), sentence);
    must(isprint((unsigned char)*s), "isprint unsigned char s");
  }
}

static bool
is_known(const HcReading* const x)
{
  return x->valid && isfinite(x->value) && isfinite(x->low) &&
         isfinite(x->high) && x->low <= x->high;
}

/// Does some span say that |T| is, or might be, small enough?
static bool
might_be_symmetric(const HcEvidence* const e)
{
  const HcReading* const both[] = {&e->last_second.balance, &e->slow.balance};
  for (size_t i = 0; i < 2; ++i) {
    if (is_known(both[i]) && (both[i]->value >= 34.5 || both[i]->at_least ||
                              both[i]->high >= 35.0)) {
      return true;
    }
  }
  return false;
}

static void
check_opinion(const HcEvidence* const e, const HcOpinion* const opinion)
{
  double sum = 0.0;
  for (int i = 0; i < HC_N_VERDICTS; ++i) {
    must(opinion->p[i] >= 0.0 && opinion->p[i] <= 1.0,
         "opinion p i 0 0 opinion p i 1 0");
    sum += opinion->p[i];
  }
  must(fabs(sum - 1.0) < 1e-9, "sum");
  switch (opinion->verdict) {
  case HC_BALANCED:
  case HC_REVERSED:
    must(might_be_symmetric(e), "might_be_symmetric e");
    must((opinion->verdict == HC_REVERSED) == (e->polarity < 0), "polarity");
    break;
  case HC_IMPEDANCE_BALANCED:
  case HC_COLD_OPEN:
    must(e->pickup.stands_out && isfinite(e->pickup.other_sigma) &&
           isfinite(cabs(e->pickup.other)),
         "e pickup stands_out");
    break;
  default:
    break;
  }
  must(opinion->verdict == HC_UNKNOWN || e->programme,
       "opinion verdict HC_UNKNOWN e programme");
}

static void
check_judgement(const HcJudgement* const judgement)
{
  must(judgement->verdict < HC_N_VERDICTS, "verdict");
  must(judgement->confidence >= 0.0 && judgement->confidence <= 1.0,
       "judgement confidence 0 0 judgement confi");
  must(isfinite(judgement->age) && judgement->age >= 0.0,
       "isfinite judgement age judgement age 0 0");
  must(judgement->n_reasons >= 1, "reasons");
  must(judgement->n_reasons <= HC_MAX_REASONS, "reasons");
  must(judgement->advice == hc_verdict_advice(judgement->verdict), "advice");
  for (size_t i = 0; i < judgement->n_reasons; ++i) {
    check_words(judgement->reasons[i]);
  }
  for (int i = 0; i < HC_N_FINDINGS; ++i) {
    if (judgement->findings & (1U << i)) {
      check_words(judgement->evidence[i]);
    } else {
      must(!judgement->evidence[i][0], "leftover");
    }
  }
}

START_TEST(one_moment_never_claims_what_it_does_not_know)
{
  uint64_t state = 1;
  uint32_t seen  = 0;
  for (int i = 0; i < 200000; ++i) {
    const HcEvidence e = odd_evidence(&state);
    HcOpinion        opinion;
    hc_rules_weigh(&e, &opinion);
    check_opinion(&e, &opinion);
    seen |= 1U << opinion.verdict;
  }
  ck_assert_uint_eq(seen, (1U << HC_N_VERDICTS) - 1U);
}
END_TEST

START_TEST(time_makes_sense_of_anything)
{
  uint64_t state = 2;
  uint32_t seen  = 0;
  HcJudge  judge;
  hc_judge_init(&judge, false);
  for (int i = 0; i < 20000; ++i) {
    const HcEvidence e = odd_evidence(&state);
    HcJudgement      judgement;
    for (int n = (int)(draw(&state) % 30U); n >= 0; --n) {
      hc_judge_update(&judge, &e, odd(&state, 0.0, 0.5), &judgement);
      check_judgement(&judgement);
    }
    seen |= judgement.findings;
  }
  ck_assert_uint_eq(seen, (1U << HC_N_FINDINGS) - 1U);
}
END_TEST

START_TEST(nothing_but_nonsense_claims_nothing)
{
  static const double all[] = {
    (double)NAN, (double)INFINITY, -(double)INFINITY};
  for (size_t i = 0; i < 3; ++i) {
    const double         x    = all[i];
    const HcReading      r    = {x, x, x, true, false};
    const HcLegsEvidence legs = {r, r, r, x, x, x, x};
    HcEvidence           e;
    HcJudge              judge;
    HcJudgement          judgement;
    hc_evidence_init(&e);
    e.programme  = true;
    e.calibrated = true;
    e.hot = e.cold = e.diff = e.residual = e.louder = x;
    e.last_second = e.slow = legs;
    e.pickup               = (HcPickupEvidence){
                    false, true, false, false, true, x, x, CMPLX(x, x), x, r, r};
    e.hum_common = e.hum_diff = e.usb_common = e.usb_diff = r;
    e.delay = e.balance_low = e.balance_middle = e.balance_high = r;
    e.capture_limit                                             = x;
    hc_judge_init(&judge, false);
    for (int n = 0; n < 100; ++n) {
      hc_judge_update(&judge, &e, 0.2, &judgement);
    }
    check_judgement(&judgement);
    ck_assert_int_eq(judgement.verdict, HC_UNKNOWN);
    ck_assert_uint_eq(judgement.findings, 0);
  }
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("random");
  TCase* const tcase = tcase_create("random");
  tcase_set_timeout(tcase, 30.0);
  tcase_add_test(tcase, one_moment_never_claims_what_it_does_not_know);
  tcase_add_test(tcase, time_makes_sense_of_anything);
  tcase_add_test(tcase, nothing_but_nonsense_claims_nothing);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
