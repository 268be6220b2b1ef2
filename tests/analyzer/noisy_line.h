// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A line with white noise at -20 dBFS on d, and noise of the legs 80 dB below.
/// The legs are x/2 (1 + e) and -x/2 (1 - e): m = e x / 2.

#ifndef HOTCOLD_TEST_NOISY_LINE_H
#define HOTCOLD_TEST_NOISY_LINE_H

#include "support/random.h"

#include <hotcold/analyzer.h>

#include <check.h>

#include <math.h>
#include <stddef.h>
#include <stdint.h>

static inline void
play(uint64_t* const source,
     const double    error,
     float* const    hot,
     float* const    cold,
     const size_t    frames)
{
  for (size_t i = 0; i < frames; ++i) {
    const double x = 0.1 * sqrt(1.5) * draw_noise(source);
    hot[i]  = (float)(0.5 * x * (1.0 + error) + 1e-5 * draw_noise(source));
    cold[i] = (float)(-0.5 * x * (1.0 - error) + 1e-5 * draw_noise(source));
  }
}

static inline HcAnalyzerSettings
take_settings(void)
{
  HcAnalyzerSettings settings = hc_analyzer_defaults();
  settings.average            = 0.0;
  settings.gain_tolerance     = 0.0;
  settings.delay_tolerance    = 0.0;
  return settings;
}

// Feed `seconds` in pieces of `piece` frames
static inline void
feed(HcAnalyzer* const analyzer,
     uint64_t* const   source,
     const uint32_t    rate,
     const double      seconds,
     const double      error,
     const size_t      piece)
{
  float  hot[4096];
  float  cold[4096];
  size_t left = (size_t)(seconds * rate);
  while (left) {
    const size_t n = left < 4096 ? left : 4096;
    play(source, error, hot, cold, n);
    for (size_t done = 0; done < n; done += piece) {
      const size_t part = n - done < piece ? n - done : piece;
      hc_analyzer_feed(analyzer, hot + done, cold + done, NULL, part);
    }
    left -= n;
  }
}

static inline HcAnalyzer*
started(const uint32_t rate)
{
  const HcAnalyzerSettings settings = take_settings();
  HcAnalyzer* const        analyzer = hc_analyzer_new(rate, &settings);
  ck_assert_ptr_nonnull(analyzer);
  return analyzer;
}

#endif // HOTCOLD_TEST_NOISY_LINE_H
