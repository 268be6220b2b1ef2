// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Measures the memory that the lines of a running engine use: for their
/// samples on the way to the analysis, and for the analysis.

#ifndef HOTCOLD_TEST_LINE_MEMORY_H
#define HOTCOLD_TEST_LINE_MEMORY_H

#include "dsp/fft_scratch.h"
#include "stream/process_setup.h"
#include "stream/analysis_pool.h"

#include <hotcold/analyzer.h>

#include <malloc.h>
#include <stddef.h>
#include <stdint.h>

/// Bytes of the heap in use, with those of libraries and of the allocator
/// itself; 0 if the C library has no such figure
static inline size_t
heap_in_use(void)
{
#if defined(__GLIBC__) && defined(__GLIBC_PREREQ)
#  if __GLIBC_PREREQ(2, 33)
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
#  else
  return 0U;
#  endif
#else
  return 0U;
#endif
}

/// Make a first plan, so that what FFTW allocates once per program is not
/// counted
static inline void
plan_once(void)
{
  const HcWindowShape hann = hc_window_hann();
  hc_fft_scratch_free(hc_fft_scratch_new(16, &hann, 1, NULL));
}

/// Bytes that the analyzer of a single line uses at 48 kHz, with its tables; 0:
/// out of memory, or not known
static inline size_t
analyzer_memory(void)
{
  const HcAnalyzerSettings analysis = hc_analyzer_defaults();
  plan_once();
  const size_t      before   = heap_in_use();
  HcAnalyzer* const analyzer = hc_analyzer_new(48000, &analysis);
  const size_t      after    = heap_in_use();
  hc_analyzer_free(analyzer);
  return analyzer ? after - before : 0U;
}

/// Bytes that `n` lines at 48 kHz take, with their rings and the pool; 0: out
/// of memory, or it cannot be told
static inline size_t
line_memory(const size_t n)
{
  const HcAnalyzerSettings analysis = hc_analyzer_defaults();
  const HcProcessSettings  settings = {n, NULL, 48000U, hc_live_backlog(256U)};
  plan_once();
  const size_t          before  = heap_in_use();
  HcProcess* const      process = hc_process_new(&settings);
  HcAnalysisPool* const pool =
    process ? hc_analysis_pool_new(process, &analysis, 1) : NULL;
  const size_t after = heap_in_use();
  hc_analysis_pool_free(pool);
  hc_process_free(process);
  return pool ? after - before : 0U;
}

#endif // HOTCOLD_TEST_LINE_MEMORY_H
