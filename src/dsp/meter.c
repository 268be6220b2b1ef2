// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <hotcold/meter.h>

#include "dsp/legs.h"

#include <math.h>
#include <string.h>

static float
greater(const float a, const float b)
{
  return a > b ? a : b;
}

void
hc_window_merge(HcWindow* const into, const HcWindow* const window)
{
  if (!into->rate) {
    into->frame = window->frame;
    into->rate  = window->rate;
  }

  into->frames += window->frames;
  into->lost += window->lost;
  into->not_finite += window->not_finite;
  into->hh += window->hh;
  into->cc += window->cc;
  into->hc += window->hc;
  into->dd += window->dd;
  into->mm += window->mm;
  into->hot_peak    = greater(into->hot_peak, window->hot_peak);
  into->cold_peak   = greater(into->cold_peak, window->cold_peak);
  into->diff_peak   = greater(into->diff_peak, window->diff_peak);
  into->common_peak = greater(into->common_peak, window->common_peak);
}

// Add up to HC_BLOCK_FRAMES frames. Kernels need whole blocks, so the rest is
// filled with zeros, which change neither sums nor peaks.
static void
add_block(HcWindow* const    window,
          const uint32_t     rate,
          const float* const hot,
          const float* const cold,
          const size_t       frames)
{
  const HcLegsKernel kernel             = hc_legs_kernel();
  _Alignas(64) float h[HC_BLOCK_FRAMES] = {0.0F};
  _Alignas(64) float c[HC_BLOCK_FRAMES] = {0.0F};
  HcLegParts         parts              = {.hh = {0.0}};
  HcWindow           block              = {.rate = rate, .frames = frames};
  memcpy(h, hot, frames * sizeof(float));
  memcpy(c, cold, frames * sizeof(float));
  if (!kernel(h, c, h, c, &parts)) {
    block.not_finite = hc_legs_sanitize(h, c, HC_BLOCK_FRAMES);
    block.frames -= block.not_finite;
    kernel(h, c, h, c, &parts);
  }
  hc_legs_total(&parts, &block);
  hc_window_merge(window, &block);
}

void
hc_window_add(HcWindow* const    window,
              const uint32_t     rate,
              const float* const hot,
              const float* const cold,
              const size_t       frames)
{
  for (size_t at = 0; at < frames; at += HC_BLOCK_FRAMES) {
    const size_t rest = frames - at;
    add_block(window,
              rate,
              hot + at,
              cold + at,
              rest < HC_BLOCK_FRAMES ? rest : HC_BLOCK_FRAMES);
  }
}

static HcReading
level(const HcReadingId id, const HcWindow* const window, const double sum)
{
  return window->frames ? hc_reading_exact(hc_dbfs_from_mean_square(
                            sum / (double)window->frames))
                        : hc_reading_invalid(id);
}

static HcReading
peak(const HcReadingId id, const HcWindow* const window, const float value)
{
  return window->frames ? hc_reading_exact(hc_dbfs_from_peak((double)value))
                        : hc_reading_invalid(id);
}

static HcReading
correlation(const HcWindow* const window)
{
  const double scale = sqrt(window->hh) * sqrt(window->cc);
  if (!(scale > 0.0)) {
    return hc_reading_invalid(HC_CORRELATION);
  }
  return hc_reading_exact(fmax(-1.0, fmin(1.0, window->hc / scale)));
}

void
hc_window_readings(const HcWindow* const w, HcReading* const readings)
{
  readings[HC_HOT_RMS]     = level(HC_HOT_RMS, w, w->hh);
  readings[HC_COLD_RMS]    = level(HC_COLD_RMS, w, w->cc);
  readings[HC_DIFF_RMS]    = level(HC_DIFF_RMS, w, w->dd);
  readings[HC_COMMON_RMS]  = level(HC_COMMON_RMS, w, w->mm);
  readings[HC_HOT_PEAK]    = peak(HC_HOT_PEAK, w, w->hot_peak);
  readings[HC_COLD_PEAK]   = peak(HC_COLD_PEAK, w, w->cold_peak);
  readings[HC_DIFF_PEAK]   = peak(HC_DIFF_PEAK, w, w->diff_peak);
  readings[HC_COMMON_PEAK] = peak(HC_COMMON_PEAK, w, w->common_peak);
  readings[HC_CORRELATION] = correlation(w);
}
