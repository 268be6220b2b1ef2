// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the analysis of one line costs: processor time per second of audio at
/// 48 kHz, fed 64 frames at a time and read five times a second, with all
/// that is measured; beside it FFTW's transforms of the sizes and numbers
/// that two paths need at least. Then what each of 200 lines costs that take
/// turns as in a running engine, where their memory exceeds the cache, and the
/// memory of one line. Prints, judges against the targets, and never fails on
/// time: other programs share the processor.

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
  PIECE   = 64,
  SECONDS = 10, // Of audio in one timing
  TIMINGS = 7,
  LINES   = 200,
  ROUNDS  = 3,        // Timings of all of them
  TURN    = 8 * PIECE // What a drain of the engine finds: 10 ms, about
};

// Drains of the engine from one reading of a line to the next
#define TURNS_PER_READ 20

// Frames by which a line's noise is ahead of that of the line before
#define LEAD 2381

// Targets: 0.1 % of one core, and so many bytes
static const double target_ms     = 1.0;
static const double target_memory = 2097152.0;

// Legs of SECONDS
typedef struct {
  float* hot;
  float* cold;
} Legs;

// Transforms per second: two of 8192 samples per hop of 4096 at 48 kHz, two of
// 16384 per hop of 5461 at 12 kHz
static const double full_band_per_second = 2.0 * 48000.0 / 4096.0;
static const double decimated_per_second = 2.0 * 12000.0 / 5461.0;

static double
now_ms(void)
{
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return 1e3 * (double)t.tv_sec + 1e-6 * (double)t.tv_nsec;
}

static bool
make_noise(Legs* const legs)
{
  const size_t frames = (size_t)RATE * SECONDS;
  uint64_t     state  = 1;
  legs->hot           = (float*)malloc(frames * sizeof(float));
  legs->cold          = (float*)malloc(frames * sizeof(float));
  for (size_t i = 0; i < frames && legs->hot && legs->cold; ++i) {
    legs->hot[i]  = 0.1F * (float)draw_noise(&state);
    legs->cold[i] = -0.99F * legs->hot[i] + 1e-5F * (float)draw_noise(&state);
  }
  return legs->hot && legs->cold;
}

// Milliseconds per second of audio, the least of several timings
static double
analysis_cost(HcAnalyzer* const analyzer,
              const Legs* const legs,
              HcAnalysis* const analysis)
{
  double least = 1e9;
  for (int timing = 0; timing < TIMINGS; ++timing) {
    const double begin = now_ms();
    for (size_t i = 0; i + PIECE <= (size_t)RATE * SECONDS; i += PIECE) {
      hc_analyzer_feed(analyzer, legs->hot + i, legs->cold + i, PIECE);
      if (i % (RATE / 5) < PIECE) {
        hc_analyzer_read(analyzer, analysis);
      }
    }
    const double cost = (now_ms() - begin) / SECONDS;
    least             = cost < least ? cost : least;
  }
  return least;
}

// All lines by turns, each with the same noise from elsewhere on
static void
run_lines(HcAnalyzer* const* const lines,
          const Legs* const        legs,
          HcAnalysis* const        analysis)
{
  const size_t frames = (size_t)RATE * SECONDS / TURN * TURN;
  for (size_t at = 0; at < frames; at += TURN) {
    for (size_t i = 0; i < LINES; ++i) {
      const size_t begin = (at + i * LEAD) % (frames - TURN);
      for (size_t j = begin; j < begin + TURN; j += PIECE) {
        hc_analyzer_feed(lines[i], legs->hot + j, legs->cold + j, PIECE);
      }
      if ((at / TURN + i) % TURNS_PER_READ == 0U) {
        hc_analyzer_read(lines[i], analysis);
      }
    }
  }
}

// The least of several timings, the first of which all memory is touched in
static double
lines_cost(HcAnalyzer* const* const lines,
           const Legs* const        legs,
           HcAnalysis* const        analysis)
{
  double least = 1e9;
  for (int timing = 0; timing <= ROUNDS; ++timing) {
    const double begin = now_ms();
    run_lines(lines, legs, analysis);
    const double cost = (now_ms() - begin) / SECONDS / LINES;
    least             = timing && cost < least ? cost : least;
  }
  return least;
}

static double
transform_cost(const int size)
{
  const size_t         bins = (size_t)size / 2 + 1;
  float* const         in   = fftwf_malloc((size_t)size * sizeof(float));
  fftwf_complex* const out  = fftwf_malloc(bins * sizeof(fftwf_complex));
  const fftwf_plan plan = fftwf_plan_dft_r2c_1d(size, in, out, FFTW_ESTIMATE);
  memset(in, 0, (size_t)size * sizeof(float));

  double least = 1e9;
  for (int timing = 0; timing < TIMINGS; ++timing) {
    const double begin = now_ms();
    for (int i = 0; i < 100; ++i) {
      fftwf_execute(plan);
    }
    const double cost = (now_ms() - begin) / 100.0;
    least             = cost < least ? cost : least;
  }
  fftwf_destroy_plan(plan);
  fftwf_free(out);
  fftwf_free(in);
  return least;
}

static const char*
judged(const double value, const double target)
{
  return value <= target ? "met" : "missed";
}

static void
print_memory(const char* const what, const size_t bytes)
{
  printf("%s  %.2f MiB, target %.0f: %s\n",
         what,
         (double)bytes / 1048576.0,
         target_memory / 1048576.0,
         judged((double)bytes, target_memory));
}

static void
print_costs(HcAnalyzer* const* const lines,
            const Legs* const        legs,
            HcAnalysis* const        analysis)
{
  const double cost  = analysis_cost(lines[0], legs, analysis);
  const double least = full_band_per_second * transform_cost(8192) +
                       decimated_per_second * transform_cost(16384);
  printf("analysis of one line  %.3f ms per s of audio, target %.1f: %s\n",
         cost,
         target_ms,
         judged(cost, target_ms));
  printf("transforms alone      %.3f ms per s of audio, ratio %.2f\n",
         least,
         cost / least);

  const double many = lines_cost(lines, legs, analysis);
  printf("each of %d lines     %.3f ms per s of audio, ratio to one %.2f\n",
         LINES,
         many,
         many / cost);
  printf("%d lines             %.1f %% of a core, target %.0f: %s\n",
         LINES,
         0.1 * LINES * many,
         0.1 * LINES * target_ms,
         judged(many, target_ms));
}

int
main(void)
{
  const HcAnalyzerSettings settings = hc_analyzer_defaults();
  HcAnalysis* const        analysis = (HcAnalysis*)malloc(sizeof(HcAnalysis));
  HcAnalyzer*              lines[LINES] = {NULL};
  Legs                     legs         = {NULL, NULL};
  const size_t             one          = analyzer_memory();
  const size_t             more         = line_memory(3) - line_memory(2);
  bool                     ok           = make_noise(&legs) && analysis;
  for (size_t i = 0; i < LINES && ok; ++i) {
    lines[i] = hc_analyzer_new_beside(lines[0], RATE, &settings);
    ok       = lines[i];
  }
  if (ok) {
    print_costs(lines, &legs, analysis);
    print_memory("analysis of one alone", one);
    print_memory("each line, all of it ", more);
  } else {
    fprintf(stderr, "bench_analyzer: out of memory\n");
  }

  for (size_t i = 0; i < LINES; ++i) {
    hc_analyzer_free(lines[i]);
  }
  free(legs.cold);
  free(legs.hot);
  free(analysis);
  return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
