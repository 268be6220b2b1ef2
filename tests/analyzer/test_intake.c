// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failing_alloc.h"
#include "support/run.h"

#include "analyzer/intake.h"
#include "dsp/stft.h"

#include <check.h>

#include <complex.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// A line at 48 kHz: blocks of 1024 frames, full-band segments of 8192,
// decimated ones of 16384 at a quarter of the rate
#define RATE 48000U
#define BLOCK 1024U
#define FACTOR 4U
#define FRAMES 192000U

static const double tau = 6.283185307179586;

// 375 Hz lies on bin 64 of the full-band STFT and on bin 512 of the decimated
// one. Hot has amplitude 0.5, cold 0.25 in antiphase, and the reference 0.125,
// a quarter of a period early.
#define HZ 375.0

typedef struct {
  HcFftShared* shared_fft;
  HcIntake*    intake;
} Rig;

static Rig
rig_new(const size_t n_channels, const size_t transformed)
{
  Rig rig;
  rig.shared_fft = hc_fft_shared_join(NULL, RATE, transformed);
  ck_assert_ptr_nonnull(rig.shared_fft);
  rig.intake = hc_intake_new(rig.shared_fft, n_channels);
  ck_assert_ptr_nonnull(rig.intake);
  return rig;
}

static void
rig_free(const Rig rig)
{
  hc_intake_free(rig.intake);
  hc_fft_shared_leave(rig.shared_fft);
}

// What came out
typedef struct {
  HcSegmentKind kind;
  uint64_t      frame;
  float complex d[3]; // Around the sine
  float complex m[3];
  float complex x[3];
} Seen;

typedef struct {
  Seen   seen[1000];
  size_t n;
  size_t blocks;
} Record;

static void
note(Record* const record, const HcSegment* const segment)
{
  record->blocks += segment->kind == HC_SEGMENT_BLOCK;
  if (segment->kind == HC_SEGMENT_BLOCK) {
    ck_assert_uint_eq(segment->frames, BLOCK);
    return;
  }
  const HcSpectrum* const s    = &segment->spectrum;
  const size_t            bin  = (size_t)lround(HZ / s->bin_hz) - 1U;
  Seen* const             seen = &record->seen[record->n++];
  ck_assert_uint_lt(record->n, 1000);
  memset(seen, 0, sizeof(*seen));
  seen->kind  = segment->kind;
  seen->frame = s->frame;
  memcpy(seen->d, s->d + bin, sizeof(seen->d));
  memcpy(seen->m, s->m + bin, sizeof(seen->m));
  if (s->x) {
    memcpy(seen->x, s->x + bin, sizeof(seen->x));
  }
}

static void
drain(const Rig rig, Record* const record)
{
  HcSegment segment;
  while (hc_intake_next(rig.intake, &segment)) {
    note(record, &segment);
  }
}

// Play the sines in pieces, and look after every `pieces_between` of them
static void
play(const Rig     rig,
     const size_t  piece,
     const size_t  pieces_between,
     Record* const record)
{
  static float hot[FRAMES];
  static float cold[FRAMES];
  static float reference[FRAMES];
  for (size_t i = 0; i < FRAMES; ++i) {
    const double phase = tau * HZ * (double)i / RATE;
    hot[i]             = (float)(0.5 * cos(phase));
    cold[i]            = (float)(-0.25 * cos(phase));
    reference[i]       = (float)(0.125 * cos(phase + 0.25 * tau));
  }
  memset(record, 0, sizeof(*record));
  hc_intake_set_short_term(rig.intake, true);
  size_t pieces = 0;
  for (size_t at = 0; at < FRAMES;) {
    const size_t left = FRAMES - at;
    const size_t n    = hc_intake_put(rig.intake,
                                   hot + at,
                                   cold + at,
                                   reference + at,
                                   left < piece ? left : piece);
    at += n;
    if (++pieces % pieces_between == 0 || n < piece) {
      drain(rig, record);
    }
  }
  drain(rig, record);
}

START_TEST(a_sine_arrives_in_all_three)
{
  static Record record;
  const Rig     rig = rig_new(3, 3);
  play(rig, 4096, 1, &record);
  ck_assert_uint_eq(record.blocks, FRAMES / BLOCK);
  size_t n[4] = {0};
  for (size_t i = 0; i < record.n; ++i) {
    // d = 0.75 of the sine, m = 0.125, x as it is
    const Seen* const    s   = &record.seen[i];
    const double complex d   = (double complex)s->d[1];
    const double complex m   = (double complex)s->m[1];
    const double complex x   = (double complex)s->x[1];
    const double complex one = cexp(CMPLX(0.0, tau * HZ / RATE * s->frame));
    ++n[s->kind];
    ck_assert_double_lt(cabs(d / one - 0.75), 1e-4);
    ck_assert_double_lt(cabs(m / one - 0.125), 1e-4);
    ck_assert_double_lt(cabs(x / one - CMPLX(0.0, 0.125)), 1e-4);
  }
  // As many as fit, once the filters of the decimated STFT have settled
  const HcStftShape full_band  = hc_stft_full_band(RATE);
  const HcStftShape decimated  = hc_stft_decimated(RATE);
  const HcStftShape short_term = hc_stft_short_term(RATE);
  const size_t      put        = FRAMES / BLOCK * BLOCK;
  const size_t      slow       = put / FACTOR - 20;
  ck_assert_uint_eq(n[HC_SEGMENT_FULL_BAND],
                    1 + (put - full_band.size) / full_band.hop);
  ck_assert_uint_eq(n[HC_SEGMENT_DECIMATED],
                    1 + (slow - decimated.size) / decimated.hop);
  ck_assert_uint_eq(n[HC_SEGMENT_SHORT_TERM],
                    1 + (slow - short_term.size) / short_term.hop);
  rig_free(rig);
}
END_TEST

START_TEST(segments_of_a_kind_are_hops_apart)
{
  static Record  record;
  const Rig      rig     = rig_new(2, 2);
  const uint64_t hops[4] = {0,
                            hc_stft_full_band(RATE).hop,
                            FACTOR * hc_stft_short_term(RATE).hop,
                            FACTOR * hc_stft_decimated(RATE).hop};
  uint64_t       last[4] = {0};
  size_t         n[4]    = {0};
  play(rig, 4096, 1, &record);
  for (size_t i = 0; i < record.n; ++i) {
    const Seen* const s = &record.seen[i];
    if (n[s->kind]++) {
      ck_assert_uint_eq(s->frame, last[s->kind] + hops[s->kind]);
    }
    last[s->kind] = s->frame;
  }
  ck_assert_uint_gt(n[HC_SEGMENT_DECIMATED], 1);
  ck_assert_uint_gt(n[HC_SEGMENT_SHORT_TERM], 1);
  rig_free(rig);
}
END_TEST

START_TEST(pieces_and_looks_do_not_matter)
{
  static Record first;
  static Record other;
  const size_t  pieces[] = {64, 1, 1023, 4096, FRAMES};
  const size_t  looks[]  = {1, 700, 5, 2, 1};
  for (size_t i = 0; i < 5; ++i) {
    const Rig rig = rig_new(3, 3);
    play(rig, pieces[i], looks[i], i ? &other : &first);
    rig_free(rig);
    if (i) {
      ck_assert_uint_eq(first.n, other.n);
      ck_assert_mem_eq(&first, &other, sizeof(first));
    }
  }
}
END_TEST

START_TEST(a_reference_changes_nothing_else)
{
  static Record with;
  static Record without;
  const size_t  channels[][2] = {{2, 2}, {3, 2}, {2, 3}};
  const Rig     three         = rig_new(3, 3);
  play(three, 999, 3, &with);
  rig_free(three);
  for (size_t i = 0; i < with.n; ++i) {
    memset(with.seen[i].x, 0, sizeof(with.seen[i].x));
  }
  for (size_t i = 0; i < 3; ++i) {
    // Spectra of x need its samples and memory for it
    const Rig rig = rig_new(channels[i][0], channels[i][1]);
    play(rig, 999, 3, &without);
    rig_free(rig);
    ck_assert_mem_eq(&with, &without, sizeof(with));
  }
}
END_TEST

START_TEST(no_reference_is_silence)
{
  const float loud[BLOCK] = {1.0F, -1.0F};
  const Rig   rig         = rig_new(3, 3);
  HcSegment   segment;
  size_t      n = 0;
  for (size_t i = 0; i < 16; ++i) {
    ck_assert_uint_eq(hc_intake_put(rig.intake, loud, loud, NULL, BLOCK),
                      BLOCK);
    while (hc_intake_next(rig.intake, &segment)) {
      const bool is_spectrum = segment.kind != HC_SEGMENT_BLOCK;
      for (size_t k = 0; is_spectrum && k < segment.spectrum.n_bins; ++k) {
        ck_assert(cabsf(segment.spectrum.x[k]) == 0.0F);
      }
      n += is_spectrum;
    }
  }
  ck_assert_uint_gt(n, 0);
  rig_free(rig);
}
END_TEST

START_TEST(it_is_full_when_enough_blocks_wait)
{
  static const float zero[HC_MAX_WAITING * BLOCK + 100] = {0.0F};
  const size_t       most = HC_MAX_WAITING * (size_t)BLOCK;
  const Rig          rig  = rig_new(2, 2);
  HcSegment          segment;
  size_t             blocks = 0;
  ck_assert(!hc_intake_next(rig.intake, &segment));
  ck_assert_uint_eq(hc_intake_put(rig.intake, zero, zero, NULL, most + 100),
                    most);
  ck_assert_uint_eq(hc_intake_put(rig.intake, zero, zero, NULL, 100), 0);
  while (hc_intake_next(rig.intake, &segment)) {
    blocks += segment.kind == HC_SEGMENT_BLOCK;
  }
  ck_assert_uint_eq(blocks, HC_MAX_WAITING);
  ck_assert_uint_eq(hc_intake_put(rig.intake, zero, zero, NULL, 100), 100);
  rig_free(rig);
}
END_TEST

START_TEST(the_short_term_stft_runs_when_it_is_wanted)
{
  static const float zero[BLOCK] = {0.0F};
  const Rig          rig         = rig_new(2, 2);
  size_t             n           = 0;
  for (size_t i = 0; i < 120; ++i) {
    HcSegment segment;
    hc_intake_set_short_term(rig.intake, i >= 60 && i < 100);
    hc_intake_put(rig.intake, zero, zero, NULL, BLOCK);
    while (hc_intake_next(rig.intake, &segment)) {
      if (segment.kind == HC_SEGMENT_SHORT_TERM) {
        ck_assert(i >= 60 && i < 100);
        ++n;
      }
    }
  }
  // One was overdue after the first block; then one after each hop
  const size_t hop = hc_stft_short_term(RATE).hop;
  ck_assert_uint_eq(n, 1 + 39 * (size_t)BLOCK / FACTOR / hop);
  rig_free(rig);
}
END_TEST

START_TEST(clipping_is_counted_with_its_block)
{
  static float hot[2 * BLOCK];
  static float cold[2 * BLOCK];
  for (size_t i = BLOCK - 2; i < BLOCK + 4; ++i) {
    hot[i] = 1.0F; // Two in the first block; the third, in the next, tells
  }
  for (size_t i = 10; i < 15; ++i) {
    cold[i] = -1.0F;
  }
  const uint64_t wanted[2][2] = {{0, 5}, {6, 0}};
  const Rig      rig          = rig_new(2, 2);
  HcSegment      segment;
  size_t         blocks = 0;
  hc_intake_put(rig.intake, hot, cold, NULL, 2 * BLOCK);
  while (hc_intake_next(rig.intake, &segment)) {
    if (segment.kind == HC_SEGMENT_BLOCK) {
      ck_assert_uint_eq(segment.clipped[0], wanted[blocks][0]);
      ck_assert_uint_eq(segment.clipped[1], wanted[blocks][1]);
      ++blocks;
    }
  }
  ck_assert_uint_eq(blocks, 2);
  rig_free(rig);
}
END_TEST

START_TEST(nothing_is_left_after_a_restart)
{
  static float full[BLOCK];
  static float zero[BLOCK];
  const Rig    rig = rig_new(2, 2);
  HcSegment    segment;
  size_t       n[4] = {0};
  for (size_t i = 0; i < BLOCK; ++i) {
    full[i] = 1.0F;
  }
  hc_intake_put(rig.intake, full, zero, NULL, BLOCK); // Waits
  hc_intake_put(rig.intake, full, zero, NULL, BLOCK - 1U);
  hc_intake_restart(rig.intake, 777);
  for (size_t i = 0; i < 80; ++i) {
    // Two samples at full scale are not clipping, but would go on a run
    full[2] = 0.0F;
    hc_intake_put(rig.intake, i ? zero : full, zero, NULL, i ? BLOCK : 3U);
    while (hc_intake_next(rig.intake, &segment)) {
      ck_assert_uint_eq(segment.clipped[0], 0);
      if (segment.kind == HC_SEGMENT_FULL_BAND && !n[segment.kind]) {
        ck_assert_uint_eq(segment.spectrum.frame, 777);
      }
      if (segment.kind == HC_SEGMENT_DECIMATED && !n[segment.kind]) {
        // Soon after, when its filters hold nothing from before
        ck_assert_uint_ge(segment.spectrum.frame, 777);
        ck_assert_uint_le(segment.spectrum.frame, 777 + 2 * BLOCK);
      }
      ++n[segment.kind];
    }
  }
  ck_assert_uint_gt(n[HC_SEGMENT_FULL_BAND], 0);
  ck_assert_uint_gt(n[HC_SEGMENT_DECIMATED], 0);
  rig_free(rig);
}
END_TEST

START_TEST(no_memory_is_reported)
{
  const Rig rig = rig_new(3, 3);
  failing_alloc_set(0);
  hc_intake_free(hc_intake_new(rig.shared_fft, 3));
  const size_t n = failing_alloc_count();
  for (size_t nth = 1; nth <= n; ++nth) {
    failing_alloc_set(nth);
    ck_assert_ptr_null(hc_intake_new(rig.shared_fft, 3));
  }
  failing_alloc_set(0);
  ck_assert_uint_ge(n, 9); // Three rings in each STFT and three decimators
  hc_intake_free(NULL);
  rig_free(rig);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("intake");
  TCase* const tcase = tcase_create("intake");
  tcase_set_timeout(tcase, 60);
  tcase_add_test(tcase, a_sine_arrives_in_all_three);
  tcase_add_test(tcase, segments_of_a_kind_are_hops_apart);
  tcase_add_test(tcase, pieces_and_looks_do_not_matter);
  tcase_add_test(tcase, a_reference_changes_nothing_else);
  tcase_add_test(tcase, no_reference_is_silence);
  tcase_add_test(tcase, it_is_full_when_enough_blocks_wait);
  tcase_add_test(tcase, the_short_term_stft_runs_when_it_is_wanted);
  tcase_add_test(tcase, clipping_is_counted_with_its_block);
  tcase_add_test(tcase, nothing_is_left_after_a_restart);
  tcase_add_test(tcase, no_memory_is_reported);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
