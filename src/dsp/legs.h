// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The arithmetic of two legs over a block: with h, c the legs, d = h - c and
/// m = (h + c) / 2. Whichever of d and m is small is exact in single
/// precision, since its operands nearly cancel, so both are formed from the
/// samples and never from other sums. Pure; any thread.

#ifndef HOTCOLD_DSP_LEGS_H
#define HOTCOLD_DSP_LEGS_H

#include <hotcold/attributes.h>

#include <float.h>
#include <stdbool.h>
#include <stddef.h>

/// Frames of a block. Few enough for float sums: eight lanes of eight
/// products each, added up in double.
enum { HC_BLOCK_FRAMES = 64 };

/// Samples beyond this (361 dBFS) count as not finite: their squares would
/// overflow a float
#define HC_GREATEST_SAMPLE 0x1p60F

/// What one block holds; sums in full scale squared, peaks in full scale
typedef struct {
  double hh;          ///< Sum of h h
  double cc;          ///< Sum of c c
  double hc;          ///< Sum of h c
  double dd;          ///< Sum of d d
  double mm;          ///< Sum of m m
  float  hot_peak;    ///< Greatest |h|
  float  cold_peak;   ///< Greatest |c|
  float  diff_peak;   ///< Greatest |d|
  float  common_peak; ///< Greatest |m|
  bool   finite;      ///< False: a sample was not finite, the rest is void
} HcLegSums;

/// For kernels: true if all samples of a block were in range. Its sums and
/// peaks show it, at no cost per sample: finite samples out of range are in the
/// peaks, NaN and infinities in the sums (peaks may lose them again), and sums
/// of samples in range do not overflow.
static inline bool
hc_legs_finite(const HcLegSums* const sums)
{
  return sums->hot_peak <= HC_GREATEST_SAMPLE &&
         sums->cold_peak <= HC_GREATEST_SAMPLE && sums->hh <= DBL_MAX &&
         sums->cc <= DBL_MAX;
}

/// Sum up HC_BLOCK_FRAMES frames of both legs (planar), and copy them on the
/// way, not finite ones too. Copies are aligned to 64 bytes; each may be its
/// leg itself, else they overlap nothing.
typedef void (*HcLegsKernel)(const float* hot,
                             const float* cold,
                             float*       hot_copy,
                             float*       cold_copy,
                             HcLegSums*   sums);

/// The plain kernel, which the others equal bit by bit
void
hc_legs_plain(const float* hot,
              const float* cold,
              float*       hot_copy,
              float*       cold_copy,
              HcLegSums*   sums) HC_REALTIME;

#if defined(__x86_64__)

/// Four lanes at a time; every x86-64 has it
void
hc_legs_sse2(const float* hot,
             const float* cold,
             float*       hot_copy,
             float*       cold_copy,
             HcLegSums*   sums) HC_REALTIME;

/// Eight lanes at a time. A twin with sixteen (AVX-512) took as long where it
/// was tried (Zen 4), so there is none.
void
hc_legs_avx2(const float* hot,
             const float* cold,
             float*       hot_copy,
             float*       cold_copy,
             HcLegSums*   sums) HC_REALTIME;

#endif

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

/// common = (hot + cold) / 2, likewise
void
hc_legs_common(const float* hot,
               const float* cold,
               float*       common,
               size_t       frames) HC_REALTIME;

#endif // HOTCOLD_DSP_LEGS_H
