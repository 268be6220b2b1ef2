// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Fast readings: levels, peaks and correlation of the two legs over a window
/// of frames. Windows merge without loss, so that a reader decides how much
/// time a reading covers. Pure; any thread.

#ifndef HOTCOLD_METER_H
#define HOTCOLD_METER_H

#include <hotcold/attributes.h>
#include <hotcold/reading.h>

#include <stdint.h>

/// Sums over a window, with h, c the legs, d = h - c and m = (h + c) / 2.
/// Samples in full scale = 1.0. All zero is the empty window.
typedef struct {
  uint64_t frame;       ///< Stream position of the first frame
  uint32_t rate;        ///< Frames per second; 0 in an empty window
  uint64_t frames;      ///< Frames summed, the not finite ones left out
  uint64_t lost;        ///< Frames the server skipped before or in the window
  uint64_t not_finite;  ///< Frames left out because a leg was NaN or infinite
  double   hh;          ///< Sum of h h
  double   cc;          ///< Sum of c c
  double   hc;          ///< Sum of h c
  double   dd;          ///< Sum of d d, formed from the samples
  double   mm;          ///< Sum of m m, formed from the samples
  float    hot_peak;    ///< Greatest |h|
  float    cold_peak;   ///< Greatest |c|
  float    diff_peak;   ///< Greatest |d|
  float    common_peak; ///< Greatest |m|
} HcWindow;

/// Add `window` to `into`: sums add, peaks take the greater, position and rate
/// stay those of the first
void
hc_window_merge(HcWindow* into, const HcWindow* window) HC_REALTIME;

/// Write the fast readings of `window` into `readings[HC_N_READINGS]`, leaving
/// the slow ones alone. Without frames they are invalid, at HC_SILENCE_DB;
/// correlation is valid only when both legs carry energy.
void
hc_window_readings(const HcWindow* window, HcReading* readings);

#endif // HOTCOLD_METER_H
