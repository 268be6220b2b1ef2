// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Fast readings: levels, peaks and correlation of the two legs over a window
/// of frames. Windows are plain structures that can be merged without loss, so
/// a reader decides how much time one reading covers. Pure functions: any
/// thread, each window used by one thread at a time; no memory to free.

#ifndef HOTCOLD_METER_H
#define HOTCOLD_METER_H

#include <hotcold/attributes.h>
#include <hotcold/reading.h>

#include <stddef.h>
#include <stdint.h>

HC_BEGIN_DECLS

/// Sums over a window of frames. With h and c the samples of hot and cold, full
/// scale being 1.0: d = h - c and m = (h + c) / 2. All members zero: the empty
/// window.
typedef struct {
  uint64_t frame;       ///< Stream position of the first frame
  uint32_t rate;        ///< Frames per second; 0 in an empty window
  uint64_t frames;      ///< Frames in the sums, without those in `not_finite`
  uint64_t lost;        ///< Frames that were lost before or in the window
  uint64_t not_finite;  ///< Frames left out because a leg was NaN or infinite
  double   hh;          ///< Sum of h h
  double   cc;          ///< Sum of c c
  double   hc;          ///< Sum of h c
  double   dd;          ///< Sum of d d, computed from the samples
  double   mm;          ///< Sum of m m, computed from the samples
  float    hot_peak;    ///< Greatest |h|
  float    cold_peak;   ///< Greatest |c|
  float    diff_peak;   ///< Greatest |d|
  float    common_peak; ///< Greatest |m|
} HcWindow;

/// Add `frames` frames of hot and cold (two arrays, full scale 1.0) to
/// `window`. `rate` is in frames per second, not 0. Frames with a sample that
/// is NaN, infinite or beyond 2^60 are counted and left out. Results do not
/// change if the pieces are multiples of 64 frames; else sums may differ by
/// rounding in single precision. No errors.
HC_API void
hc_window_add(HcWindow*    window,
              uint32_t     rate,
              const float* hot,
              const float* cold,
              size_t       frames);

/// Add `window` to `into`: sums add, peaks take the greater value, position and
/// rate remain those of the first window. Both should have the same rate.
HC_API void
hc_window_merge(HcWindow* into, const HcWindow* window) HC_REALTIME;

/// Write the fast readings of `window` (HC_HOT_RMS..HC_CORRELATION) into
/// `readings`, an array of HC_N_READINGS of the caller's; the others are not
/// changed. RMS levels are as in AES17, see hc_dbfs_from_mean_square();
/// correlation is sum hc / sqrt(sum hh sum cc). A window without frames gives
/// readings that are not valid; correlation is valid only if both legs carry
/// energy.
HC_API void
hc_window_readings(const HcWindow* window, HcReading* readings);

HC_END_DECLS

#endif // HOTCOLD_METER_H
