// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the analysis of one line costs at 48 kHz, with all that is measured,
/// alone and as one of 200 lines that take turns as in a running engine, where
/// their memory exceeds the cache; and the memory of one line.
///
/// Times are judged as ratios within one run: the analysis takes turns with
/// FFTW's transforms of the sizes and numbers that the two STFTs need at least
/// (d and m, 8192 samples each 4096 frames and 16384 each 5461 frames of the
/// decimated rate). A ratio of 2 says that all else together costs as much as
/// these. A busy machine slows both, so that the ratio stays; the median of
/// several is judged. A miss ends with exit status 1.

#include "support/line_memory.h"
#include "support/random.h"

#include <hotcold/analyzer.h>

#include <fftw3.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
  RATE    = 48000,
  PIECE   = 64,        // Frames fed at once
  TURN    = 8 * PIECE, // What a drain of the engine finds: 10 ms, about
  STEP    = 94 * TURN, // From one change between analysis and transforms to the
  STEPS   = 10,        // next: 1 s, about; and so many in one timing
  LINES   = 200,
  TIMINGS = 41, // Of one line
  ROUNDS  = 3   // Timings of all of them
};

// Drains of the engine from one reading of a line to the next
#define TURNS_PER_READ 20

// Frames by which a line's noise is ahead of that of the line before
#define LEAD 2381

// Targets: times the transforms, and bytes
static const double target_one    = 2.7;
static const double target_many   = 4.0;
static const double target_memory = 2097152.0;

// Transforms of one size, of `per_step` in each step
typedef struct {
  fftwf_plan     plan;
  float*         in;
  fftwf_complex* out;
  double         per_step;
  double         due;
} Transforms;

typedef struct {
  HcAnalyzer* lines[LINES];
  HcAnalysis  analysis;
  float       hot[STEPS * STEP];
  float       cold[STEPS * STEP];
  Transforms  full_band;
  Transforms  decimated;
} Bench;

// Per second of audio, of the timing with the median ratio
typedef struct {
  double analysis; // ms
  double transforms;
  double ratio;
} Cost;

static double
now_ms(void)
{
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return 1e3 * (double)t.tv_sec + 1e-6 * (double)t.tv_nsec;
}

static void
make_noise(Bench* const bench)
{
  uint64_t state = 1;
  for (size_t i = 0; i < (size_t)STEPS * STEP; ++i) {
    bench->hot[i]  = 0.1F * (float)draw_noise(&state);
    bench->cold[i] = -0.99F * bench->hot[i] + 1e-5F * (float)draw_noise(&state);
  }
}

static bool
init_transforms(Transforms* const transforms, const int size, const double hop)
{
  const size_t bins    = (size_t)size / 2 + 1;
  transforms->in       = fftwf_malloc((size_t)size * sizeof(float));
  transforms->out      = fftwf_malloc(bins * sizeof(fftwf_complex));
  transforms->per_step = 2.0 * STEP / hop;
  if (!transforms->in || !transforms->out) {
    return false;
  }
  memset(transforms->in, 0, (size_t)size * sizeof(float));
  transforms->plan =
    fftwf_plan_dft_r2c_1d(size, transforms->in, transforms->out, FFTW_ESTIMATE);
  return transforms->plan;
}

static void
finish_transforms(Transforms* const transforms)
{
  if (transforms->plan) {
    fftwf_destroy_plan(transforms->plan);
  }
  fftwf_free(transforms->out);
  fftwf_free(transforms->in);
}

// Whole transforms on the average as many as a step needs
static void
run_transforms(Transforms* const transforms)
{
  transforms->due += transforms->per_step;
  for (; transforms->due >= 1.0; transforms->due -= 1.0) {
    fftwf_execute(transforms->plan);
  }
}

// One step of the first `n` lines by turns, each with the same noise from
// elsewhere on
static void
run_lines(Bench* const bench, const size_t n, const size_t step)
{
  const size_t most = (size_t)STEPS * STEP - TURN;
  for (size_t at = step * STEP; at < (step + 1) * STEP; at += TURN) {
    for (size_t i = 0; i < n; ++i) {
      const size_t begin = (at + i * LEAD) % (most + 1);
      for (size_t j = begin; j < begin + TURN; j += PIECE) {
        hc_analyzer_feed(
          bench->lines[i], bench->hot + j, bench->cold + j, NULL, PIECE);
      }
      if ((at / TURN + i) % TURNS_PER_READ == 0U) {
        hc_analyzer_read(bench->lines[i], &bench->analysis);
      }
    }
  }
}

// As many transforms as a quarter of the lines need, and at least one
static Cost
time_once(Bench* const bench, const size_t n)
{
  const size_t repeats = 1 + n / 4;
  Cost         cost    = {0.0, 0.0, 0.0};
  for (size_t step = 0; step < STEPS; ++step) {
    const double begin = now_ms();
    run_lines(bench, n, step);
    const double middle = now_ms();
    for (size_t i = 0; i < repeats; ++i) {
      run_transforms(&bench->full_band);
      run_transforms(&bench->decimated);
    }
    cost.analysis += middle - begin;
    cost.transforms += now_ms() - middle;
  }
  const double seconds = (double)STEPS * STEP / RATE;
  cost.analysis /= (double)n * seconds;
  cost.transforms /= (double)repeats * seconds;
  cost.ratio = cost.analysis / cost.transforms;
  return cost;
}

static int
compare(const void* const a, const void* const b)
{
  const double x = ((const Cost*)a)->ratio;
  const double y = ((const Cost*)b)->ratio;
  return (x > y) - (x < y);
}

// Of `n` lines, each; all memory is touched in a timing before
static Cost
measure(Bench* const bench, const size_t n, const size_t timings)
{
  Cost costs[TIMINGS];
  time_once(bench, n);
  for (size_t i = 0; i < timings; ++i) {
    costs[i] = time_once(bench, n);
  }
  qsort(costs, timings, sizeof(Cost), compare);
  return costs[timings / 2];
}

static bool
judge_cost(const char* const what, const Cost cost, const double target)
{
  const bool met = cost.ratio <= target;
  printf("%s  %.3f ms per s of audio, transforms %.3f ms: ratio %.2f, target "
         "%.2f: %s\n",
         what,
         cost.analysis,
         cost.transforms,
         cost.ratio,
         target,
         met ? "met" : "MISSED");
  return met;
}

static bool
judge_memory(const char* const what, const size_t bytes)
{
  const bool met = (double)bytes <= target_memory;
  printf("%s  %.2f MiB, target %.0f: %s\n",
         what,
         (double)bytes / 1048576.0,
         target_memory / 1048576.0,
         met ? "met" : "MISSED");
  return met;
}

static bool
init_bench(Bench* const bench)
{
  const HcAnalyzerSettings settings = hc_analyzer_defaults();
  bool ok = init_transforms(&bench->full_band, 8192, 4096.0) &&
            init_transforms(&bench->decimated, 16384, 5461.0 * 4.0);
  for (size_t i = 0; i < LINES && ok; ++i) {
    bench->lines[i] = hc_analyzer_new_beside(bench->lines[0], RATE, &settings);
    ok              = bench->lines[i];
  }
  make_noise(bench);
  return ok;
}

static bool
run_bench(Bench* const bench)
{
  const Cost one  = measure(bench, 1, TIMINGS);
  const Cost many = measure(bench, LINES, ROUNDS);
  const bool met  = judge_cost("analysis of one line  ", one, target_one);
  return judge_cost("each of 200 lines     ", many, target_many) && met;
}

int
main(void)
{
  const size_t one   = analyzer_memory();
  const size_t more  = line_memory(3) - line_memory(2);
  Bench* const bench = (Bench*)calloc(1, sizeof(Bench));
  bool         ok    = bench && init_bench(bench);
  if (ok) {
    ok = run_bench(bench);
    ok = judge_memory("analysis of one alone ", one) && ok;
    ok = judge_memory("each line, all of it  ", more) && ok;
  } else {
    fprintf(stderr, "bench_analyzer: out of memory\n");
  }

  for (size_t i = 0; bench && i < LINES; ++i) {
    hc_analyzer_free(bench->lines[i]);
  }
  if (bench) {
    finish_transforms(&bench->decimated);
    finish_transforms(&bench->full_band);
  }
  free(bench);
  return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
