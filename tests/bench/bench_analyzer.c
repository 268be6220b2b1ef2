// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the analysis of one line costs: processor time per second of audio at
/// 48 kHz, fed 64 frames at a time and read five times a second, with all
/// that is measured; beside it FFTW's transforms of the sizes and numbers
/// that two paths need at least. Prints, judges against the target, and
/// never fails on time: other programs share the processor.

#include <hotcold/analyzer.h>

#include <fftw3.h>

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
  TIMINGS = 7
};

// Target: 0.1 % of one core
static const double target_ms = 1.0;

// Transforms per second: two of 8192 samples per hop of 4096 at 48 kHz, two of
// 16384 per hop of 5461 at 12 kHz
static const double wide_per_second = 2.0 * 48000.0 / 4096.0;
static const double fine_per_second = 2.0 * 12000.0 / 5461.0;

static double
now_ms(void)
{
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return 1e3 * (double)t.tv_sec + 1e-6 * (double)t.tv_nsec;
}

static float
noise(uint64_t* const state)
{
  *state = *state * 6364136223846793005U + 1442695040888963407U;
  return (float)((double)(*state >> 11) / 4503599627370496.0 - 1.0);
}

// Milliseconds per second of audio, the least of several timings
static double
analysis_cost(HcAnalyzer* const  analyzer,
              const float* const hot,
              const float* const cold)
{
  HcAnalysis* const analysis = (HcAnalysis*)malloc(sizeof(HcAnalysis));
  double            least    = 1e9;
  for (int timing = 0; timing < TIMINGS && analysis; ++timing) {
    const double begin = now_ms();
    for (size_t i = 0; i + PIECE <= (size_t)RATE * SECONDS; i += PIECE) {
      hc_analyzer_feed(analyzer, hot + i, cold + i, PIECE);
      if (i % (RATE / 5) < PIECE) {
        hc_analyzer_read(analyzer, analysis);
      }
    }
    const double cost = (now_ms() - begin) / SECONDS;
    least             = cost < least ? cost : least;
  }
  free(analysis);
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

int
main(void)
{
  const HcAnalyzerSettings settings = hc_analyzer_defaults();
  HcAnalyzer* const        analyzer = hc_analyzer_new(RATE, &settings);
  const size_t             frames   = (size_t)RATE * SECONDS;
  float* const             hot      = (float*)malloc(frames * sizeof(float));
  float* const             cold     = (float*)malloc(frames * sizeof(float));
  if (!analyzer || !hot || !cold) {
    fprintf(stderr, "bench_analyzer: out of memory\n");
    return EXIT_FAILURE;
  }
  uint64_t state = 1;
  for (size_t i = 0; i < frames; ++i) {
    hot[i]  = 0.1F * noise(&state);
    cold[i] = -0.99F * hot[i] + 1e-5F * noise(&state);
  }

  const double cost  = analysis_cost(analyzer, hot, cold);
  const double least = wide_per_second * transform_cost(8192) +
                       fine_per_second * transform_cost(16384);
  printf("analysis of one line  %.3f ms per s of audio, target %.1f: %s\n",
         cost,
         target_ms,
         cost <= target_ms ? "met" : "missed");
  printf("transforms alone      %.3f ms per s of audio, ratio %.2f\n",
         least,
         cost / least);
  hc_analyzer_free(analyzer);
  free(cold);
  free(hot);
  return EXIT_SUCCESS;
}
