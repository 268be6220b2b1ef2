// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The arithmetic of two legs over a block: with h, c the legs, d = h - c and
/// m = (h + c) / 2. Whichever of d and m is small is exact in single
/// precision, since its operands nearly cancel, so both are formed from the
/// samples and never from other sums. Pure; any thread.

#ifndef HOTCOLD_DSP_LEGS_H
#define HOTCOLD_DSP_LEGS_H

#include <hotcold/attributes.h>
#include <hotcold/meter.h>

#include <stdbool.h>
#include <stddef.h>

/// Frames of a block. Few enough for float sums: eight lanes of eight
/// products each, added up in double.
enum { HC_BLOCK_FRAMES = 64 };

/// Samples beyond this (361 dBFS) count as not finite: their squares would
/// overflow a float
#define HC_GREATEST_SAMPLE 0x1p60F

/// Its square
#define HC_GREATEST_SQUARE 0x1p120F

/// Running sums over blocks, in parts that add up later. All zero: no frames.
typedef struct {
  _Alignas(32) double hh[4]; ///< h h, full scale squared
  double cc[4];              ///< c c
  double hc[4];              ///< h c
  double dd[4];              ///< d d
  double ss[4];              ///< (h + c)^2, which is 4 m m
  float  peaks[4][8];        ///< Greatest h h, c c, d d, (h + c)^2
} HcLegParts;

/// Add HC_BLOCK_FRAMES frames of both legs (planar) to `parts`, and copy them
/// on the way. False: a sample was not finite; then `parts` is as it was, and
/// the copy has the samples as they are. Copies are aligned to 64 bytes; each
/// may be its leg itself, else they overlap nothing.
typedef bool (*HcLegsKernel)(const float* hot,
                             const float* cold,
                             float*       hot_copy,
                             float*       cold_copy,
                             HcLegParts*  parts);

/// The plain kernel, which the others equal bit by bit
bool
hc_legs_plain(const float* hot,
              const float* cold,
              float*       hot_copy,
              float*       cold_copy,
              HcLegParts*  parts) HC_REALTIME;

#if defined(__x86_64__)

/// Four lanes at a time; every x86-64 has it
bool
hc_legs_sse2(const float* hot,
             const float* cold,
             float*       hot_copy,
             float*       cold_copy,
             HcLegParts*  parts) HC_REALTIME;

/// Eight lanes at a time. Kernels with AVX-512, sixteen lanes or eight of two
/// quantities, were not faster where they were tried (Zen 4): there is none.
bool
hc_legs_avx2(const float* hot,
             const float* cold,
             float*       hot_copy,
             float*       cold_copy,
             HcLegParts*  parts) HC_REALTIME;

#endif

/// Add the parts up: write sums and peaks of `window`, and nothing else there
void
hc_legs_total(const HcLegParts* parts, HcWindow* window) HC_REALTIME;

/// The fastest kernel this processor runs. Set-up thread.
HcLegsKernel
hc_legs_kernel(void);

/// Zero both legs wherever one of them is not finite; the number of such
/// frames. `frames` frames, planar, in place.
size_t
hc_legs_sanitize(float* hot, float* cold, size_t frames) HC_REALTIME;

/// diff = hot - cold, `frames` frames; `diff` may be one of the legs
void
hc_legs_diff(const float* hot, const float* cold, float* diff, size_t frames)
  HC_REALTIME;

/// common = (hot + cold) / 2, with the same shapes
void
hc_legs_common(const float* hot,
               const float* cold,
               float*       common,
               size_t       frames) HC_REALTIME;

#endif // HOTCOLD_DSP_LEGS_H
