// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Functions compiled twice, for processors with AVX2 and for all others; the
/// loader picks. Sums may differ in their last bits between the two, as those
/// of FFTW do; on one machine results are the same every time. Without twins
/// under ThreadSanitizer, which is not ready when the loader asks.

#ifndef HOTCOLD_DSP_SIMD_H
#define HOTCOLD_DSP_SIMD_H

#include <stddef.h> // Tells which C library this is

#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && \
  !defined(__clang__) && !defined(__SANITIZE_THREAD__)
#  define HC_SIMD_TWINS __attribute__((target_clones("avx2", "default")))
#else
#  define HC_SIMD_TWINS
#endif

#endif // HOTCOLD_DSP_SIMD_H
