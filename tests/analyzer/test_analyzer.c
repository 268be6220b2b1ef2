// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "noisy_line.h"

#include "support/failing_alloc.h"
#include "support/random.h"
#include "support/run.h"

#include <hotcold/analyzer.h>

#include <check.h>

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

// Bit by bit but for padding
static void
check_same(const HcAnalysis* const a, const HcAnalysis* const b)
{
  for (int id = 0; id < HC_N_READINGS; ++id) {
    ck_assert_double_eq(a->readings[id].value, b->readings[id].value);
    ck_assert_double_eq(a->readings[id].low, b->readings[id].low);
    ck_assert_double_eq(a->readings[id].high, b->readings[id].high);
    ck_assert_int_eq(a->readings[id].valid, b->readings[id].valid);
    ck_assert_int_eq(a->readings[id].at_least, b->readings[id].at_least);
  }
  for (int i = 0; i < HC_N_BANDS; ++i) {
    ck_assert_double_eq(a->bands[i].balance, b->bands[i].balance);
    ck_assert_double_eq(a->bands[i].low, b->bands[i].low);
    ck_assert_double_eq(a->bands[i].high, b->bands[i].high);
    ck_assert_double_eq(a->bands[i].coherence, b->bands[i].coherence);
  }
  ck_assert_uint_eq(a->frame, b->frame);
  ck_assert_int_eq(a->judgement.verdict, b->judgement.verdict);
  ck_assert_double_eq(a->judgement.confidence, b->judgement.confidence);
  ck_assert_uint_eq(a->judgement.findings, b->judgement.findings);
  ck_assert_uint_eq(a->judgement.n_reasons, b->judgement.n_reasons);
  for (size_t i = 0; i < a->judgement.n_reasons; ++i) {
    ck_assert_str_eq(a->judgement.reasons[i], b->judgement.reasons[i]);
  }
}

START_TEST(every_rate_reads_the_same)
{
  const uint32_t rates[] = {8000,
                            11025,
                            16000,
                            22050,
                            32000,
                            44100,
                            48000,
                            88200,
                            96000,
                            192000,
                            384000};
  for (int i = 0; i < 11; ++i) {
    uint64_t          source = 1;
    HcAnalysis        analysis;
    HcAnalyzer* const analyzer = started(rates[i]);
    feed(analyzer, &source, rates[i], 2.0, 0.02, 64);
    hc_analyzer_read(analyzer, &analysis);
    const HcReading* const balance = &analysis.readings[HC_BALANCE];
    ck_assert(balance->valid);
    ck_assert_double_eq_tol(balance->value, 40.0, 0.05);
    ck_assert_double_le(balance->low, balance->value);
    ck_assert_double_ge(balance->high, balance->value);
    ck_assert(!analysis.silent);
    ck_assert(!analysis.settling);
    hc_analyzer_free(analyzer);
  }
}
END_TEST

START_TEST(tolerances_of_the_inputs_widen_intervals)
{
  const double widths[] = {0.0, 0.3};
  double       ratio[2];
  double       delay[2];
  for (int i = 0; i < 2; ++i) {
    uint64_t           source = 2;
    HcAnalysis         analysis;
    HcAnalyzerSettings settings = take_settings();
    settings.gain_tolerance     = widths[i];
    settings.delay_tolerance    = 0.5 * widths[i];
    HcAnalyzer* const analyzer  = hc_analyzer_new(48000, &settings);
    feed(analyzer, &source, 48000, 2.0, 0.02, 64);
    hc_analyzer_read(analyzer, &analysis);
    const HcReading* const r = analysis.readings;
    ck_assert(r[HC_LEG_RATIO].valid && r[HC_LEG_DELAY].valid);
    ratio[i] = r[HC_LEG_RATIO].high - r[HC_LEG_RATIO].low;
    delay[i] = r[HC_LEG_DELAY].high - r[HC_LEG_DELAY].low;
    // 0.3 dB hide what 0.02 is: m is 40 dB below d, the error 41 dB
    ck_assert_double_eq_tol(r[HC_BALANCE].value, 40.0, 0.05);
    ck_assert_int_eq(r[HC_BALANCE].low < 35.0, i);
    hc_analyzer_free(analyzer);
  }
  ck_assert_double_eq_tol(ratio[1] - ratio[0], 2.0 * 0.3, 1e-9);
  ck_assert_double_eq_tol(delay[1] - delay[0], 2.0 * 0.15, 1e-9);
}
END_TEST

START_TEST(pieces_do_not_matter)
{
  const size_t pieces[] = {4096, 64, 1, 1023};
  HcAnalysis   first;
  for (int i = 0; i < 4; ++i) {
    uint64_t          source = 2;
    HcAnalysis        analysis;
    HcAnalyzer* const analyzer = started(48000);
    feed(analyzer, &source, 48000, 3.0, 0.02, pieces[i]);
    hc_analyzer_read(analyzer, i ? &analysis : &first);
    if (i) {
      check_same(&first, &analysis);
    }
    hc_analyzer_free(analyzer);
  }
}
END_TEST

START_TEST(looks_do_not_matter)
{
  // Blocks wait for a look: what gaps drop and clipping counts is the same
  const float loud[] = {1.0F, 1.0F, 1.0F, 1.0F, 1.0F};
  HcAnalysis  seldom;
  HcAnalysis  often;
  for (int look = 0; look < 2; ++look) {
    uint64_t          source   = 9;
    HcAnalyzer* const analyzer = started(48000);
    for (int i = 0; i < 50; ++i) {
      feed(analyzer, &source, 48000, 0.03 + 0.003 * i, 0.02, 64);
      hc_analyzer_feed(analyzer, loud, loud, NULL, 5);
      if (i % 7 == 6) {
        hc_analyzer_gap(analyzer, 0);
      }
      if (look) {
        hc_analyzer_read(analyzer, &often);
      }
    }
    hc_analyzer_read(analyzer, look ? &often : &seldom);
    hc_analyzer_free(analyzer);
  }
  ck_assert(often.judgement.findings & (1U << HC_CLIPPING_HOT));
  check_same(&seldom, &often);
}
END_TEST

START_TEST(a_reference_changes_no_reading_yet)
{
  HcAnalysis with;
  HcAnalysis without;
  for (int i = 0; i < 2; ++i) {
    uint64_t           source   = 3;
    HcAnalyzerSettings settings = take_settings();
    settings.has_reference      = i;
    HcAnalyzer* const analyzer  = hc_analyzer_new(48000, &settings);
    for (int k = 0; k < 100; ++k) {
      float hot[960];
      float cold[960];
      float reference[960];
      play(&source, 0.02, hot, cold, 960);
      for (int n = 0; n < 960; ++n) {
        reference[n] = hot[n] - cold[n];
      }
      hc_analyzer_feed(analyzer, hot, cold, k % 10 ? reference : NULL, 960);
    }
    hc_analyzer_read(analyzer, i ? &with : &without);
    hc_analyzer_free(analyzer);
  }
  ck_assert(with.readings[HC_BALANCE].valid);
  check_same(&without, &with);
}
END_TEST

START_TEST(reset_is_as_new)
{
  HcAnalysis        first;
  HcAnalysis        second;
  HcAnalyzer* const analyzer = started(48000);
  for (int i = 0; i < 2; ++i) {
    uint64_t source = 3;
    hc_analyzer_reset(analyzer);
    feed(analyzer, &source, 48000, 2.0, 0.02, 64);
    hc_analyzer_read(analyzer, i ? &second : &first);
  }
  check_same(&first, &second);
  hc_analyzer_free(analyzer);
}
END_TEST

START_TEST(too_short_is_settling)
{
  uint64_t          source = 4;
  HcAnalysis        analysis;
  HcAnalyzer* const analyzer = started(48000);
  hc_analyzer_read(analyzer, &analysis);
  ck_assert(analysis.settling);
  feed(analyzer, &source, 48000, 0.7, 0.02, 64);
  hc_analyzer_read(analyzer, &analysis);
  ck_assert(analysis.settling);
  ck_assert(!analysis.readings[HC_BALANCE].valid);
  ck_assert(!analysis.bands[17].valid);
  feed(analyzer, &source, 48000, 0.3, 0.02, 64);
  hc_analyzer_read(analyzer, &analysis);
  ck_assert(!analysis.settling);
  ck_assert(analysis.bands[17].valid);
  hc_analyzer_free(analyzer);
}
END_TEST

START_TEST(a_pause_is_silent_and_keeps_the_reading)
{
  uint64_t           source = 5;
  HcAnalysis         before;
  HcAnalysis         after;
  const float        zero[4096] = {0.0F};
  HcAnalyzerSettings settings   = take_settings();
  settings.average              = 1.0;
  HcAnalyzer* const analyzer    = hc_analyzer_new(48000, &settings);
  feed(analyzer, &source, 48000, 3.0, 0.02, 64);
  hc_analyzer_read(analyzer, &before);
  for (int i = 0; i < 240; ++i) {
    hc_analyzer_feed(analyzer, zero, zero, NULL, 4096);
  }
  hc_analyzer_read(analyzer, &after);
  ck_assert(!before.silent);
  ck_assert(after.silent);
  ck_assert(after.readings[HC_BALANCE].valid);
  ck_assert_double_eq_tol(after.readings[HC_BALANCE].value, 40.0, 0.1);
  ck_assert_int_eq(after.judgement.verdict, before.judgement.verdict);
  hc_analyzer_free(analyzer);
}
END_TEST

START_TEST(two_programmes_have_no_balance)
{
  uint64_t          left  = 6;
  uint64_t          right = 7;
  HcAnalysis        analysis;
  HcAnalyzer* const analyzer = started(48000);
  for (int i = 0; i < 240; ++i) {
    float hot[1000];
    float cold[1000];
    for (int n = 0; n < 1000; ++n) {
      hot[n]  = 0.1F * (float)draw_noise(&left);
      cold[n] = 0.1F * (float)draw_noise(&right);
    }
    hc_analyzer_feed(analyzer, hot, cold, NULL, 1000);
  }
  hc_analyzer_read(analyzer, &analysis);
  ck_assert_int_eq(analysis.judgement.verdict, HC_STEREO);
  for (int id = HC_BALANCE; id <= HC_LEG_DELAY; ++id) {
    ck_assert_int_eq(analysis.readings[id].valid, id == HC_COHERENCE);
  }
  for (int i = 0; i < HC_N_BANDS; ++i) {
    ck_assert(!analysis.bands[i].valid);
  }
  hc_analyzer_free(analyzer);
}
END_TEST

START_TEST(segments_across_a_gap_are_dropped)
{
  // Both sides of the gap are in antiphase by themselves; a segment across it
  // would smear the step over all bins
  uint64_t          source = 6;
  HcAnalysis        analysis;
  HcAnalyzer* const analyzer = started(48000);
  for (int i = 0; i < 40; ++i) {
    feed(analyzer, &source, 48000, 0.3, i % 2 ? 0.02 : -0.02, 64);
    hc_analyzer_gap(analyzer, 2);
  }
  hc_analyzer_read(analyzer, &analysis);
  ck_assert_uint_eq(analysis.frame, 40 * (14400 + 2));
  ck_assert(analysis.readings[HC_BALANCE].valid);
  ck_assert(analysis.judgement.findings & (1U << HC_NOT_FINITE));
  hc_analyzer_free(analyzer);
}
END_TEST

START_TEST(nonsense_gives_finite_readings)
{
  float      hot[4096];
  float      cold[4096];
  HcAnalysis analysis;
  for (int kind = 0; kind < 5; ++kind) {
    uint64_t          source   = 7;
    HcAnalyzer* const analyzer = started(48000);
    for (int block = 0; block < 40; ++block) {
      for (int i = 0; i < 4096; ++i) {
        const float x = (float)draw_noise(&source);
        hot[i]        = kind == 0 ? 0.5F : kind == 1 ? 1e15F * x : x;
        cold[i]       = kind == 0   ? 0.5F
                        : kind == 1 ? -1e15F * x
                        : kind == 2 ? x
                        : kind == 3 ? 0.0F
                                    : -x;
      }
      hc_analyzer_feed(analyzer, hot, cold, NULL, 4096);
    }
    hc_analyzer_read(analyzer, &analysis);
    for (int id = 0; id < HC_N_READINGS; ++id) {
      const HcReading* const r = &analysis.readings[id];
      ck_assert(isfinite(r->value) && isfinite(r->low) && isfinite(r->high));
    }
    for (int i = 0; i < HC_N_BANDS; ++i) {
      const HcBand* const b = &analysis.bands[i];
      ck_assert(isfinite(b->balance) && isfinite(b->low) && isfinite(b->high));
      ck_assert(isfinite(b->coherence));
    }
    hc_analyzer_free(analyzer);
  }
}
END_TEST

START_TEST(neighbours_read_what_one_alone_does)
{
  // Taking turns, one frees its tables while the other still works with them
  uint64_t                 source[3] = {7, 8, 7};
  HcAnalysis               first;
  HcAnalysis               second;
  HcAnalysis               third;
  const HcAnalyzerSettings settings = take_settings();
  HcAnalyzer* const        alone    = started(48000);
  HcAnalyzer* const        one      = started(48000);
  HcAnalyzer* const other = hc_analyzer_new_beside(one, 48000, &settings);
  HcAnalyzer* const slow  = hc_analyzer_new_beside(one, 44100, &settings);
  ck_assert_ptr_nonnull(other);
  ck_assert_ptr_nonnull(slow);
  for (int i = 0; i < 30; ++i) {
    feed(one, &source[0], 48000, 0.1, 0.02, 64);
    feed(other, &source[1], 48000, 0.1, 0.3, 64);
    feed(alone, &source[2], 48000, 0.1, 0.02, 64);
  }
  hc_analyzer_read(one, &first);
  hc_analyzer_read(alone, &second);
  check_same(&first, &second);
  hc_analyzer_free(one);
  feed(other, &source[1], 48000, 0.1, 0.3, 64);
  hc_analyzer_read(other, &third);
  ck_assert(third.readings[HC_BALANCE].valid);
  hc_analyzer_free(slow);
  hc_analyzer_free(other);
  hc_analyzer_free(alone);
}
END_TEST

// An analyzer alone, or if `context` is not NULL, beside that
static HcStatus
make_and_free(void* const context)
{
  const HcAnalyzerSettings settings = take_settings();
  HcAnalyzer* const        analyzer =
    hc_analyzer_new_beside((HcAnalyzer*)context, 48000, &settings);
  hc_analyzer_free(analyzer);
  return analyzer ? HC_SUCCESS : HC_NO_MEMORY;
}

START_TEST(no_memory_is_reported)
{
  const HcAnalyzerSettings settings = take_settings();
  HcAnalyzer* const        lender   = hc_analyzer_new(48000, &settings);
  failing_alloc_replay(make_and_free, NULL);
  failing_alloc_replay(make_and_free, lender);
  hc_analyzer_free(lender);
  hc_analyzer_free(NULL);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("analyzer");
  TCase* const tcase = tcase_create("analyzer");
  tcase_set_timeout(tcase, 60);
  tcase_add_test(tcase, every_rate_reads_the_same);
  tcase_add_test(tcase, tolerances_of_the_inputs_widen_intervals);
  tcase_add_test(tcase, pieces_do_not_matter);
  tcase_add_test(tcase, looks_do_not_matter);
  tcase_add_test(tcase, a_reference_changes_no_reading_yet);
  tcase_add_test(tcase, reset_is_as_new);
  tcase_add_test(tcase, too_short_is_settling);
  tcase_add_test(tcase, a_pause_is_silent_and_keeps_the_reading);
  tcase_add_test(tcase, two_programmes_have_no_balance);
  tcase_add_test(tcase, segments_across_a_gap_are_dropped);
  tcase_add_test(tcase, nonsense_gives_finite_readings);
  tcase_add_test(tcase, neighbours_read_what_one_alone_does);
  tcase_add_test(tcase, no_memory_is_reported);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
