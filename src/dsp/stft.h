// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// From samples of d and m to spectra, segment by segment. One thread at a
/// time. Making and freeing a workbench plans transforms, which FFTW allows in
/// one thread of the program at a time only. Plans are estimated, not
/// measured, so that the same samples give the same bits every time.

#ifndef HOTCOLD_DSP_STFT_H
#define HOTCOLD_DSP_STFT_H

#include "dsp/spectrum.h"
#include "dsp/window.h"
#include "dsp/fft_scratch.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What a path is made of
typedef struct {
  double        rate;   ///< Frames per second of the path
  uint32_t      factor; ///< Input frames for one of the path
  uint32_t      size;   ///< Frames in a segment, a power of two
  uint32_t      hop;    ///< Frames from one to the next, 1..size
  HcWindowShape window;
} HcStftShape;

/// The short-term STFT, for what cannot wait for the decimated one: Hann, 3/4
/// overlap, the power of two nearest 0.7 s
HcStftShape
hc_stft_short_term(uint32_t rate);

/// Opaque
typedef struct HcStft HcStft;

/// The full-band STFT: Hann, 50 % overlap, the power of two nearest 0.17 s
HcStftShape
hc_stft_full_band(uint32_t rate);

/// The decimated STFT: Nuttall, 2/3 overlap, the power of two nearest 1.4 s
HcStftShape
hc_stft_decimated(uint32_t rate);

/// Works at `scratch`, made for segments of this shape, which it borrows.
/// Holds `spare` frames more than a segment, an even number. NULL when out of
/// memory.
HcStft*
hc_stft_new(const HcStftShape* shape, size_t spare, HcFftScratch* scratch);

void
hc_stft_free(HcStft* stft);

/// Forget all samples: the next one stands for `frame` of the input
void
hc_stft_restart(HcStft* stft, uint64_t frame);

/// Take frames of d and m until it is full; returns how many
size_t
hc_stft_take(HcStft* stft, const float* d, const float* m, size_t frames);

/// Where the next samples of d and m belong, to be written there instead
typedef struct {
  float* d;
  float* m;
  size_t n; ///< How many of each fit there
} HcStftRoom;

HcStftRoom
hc_stft_room(HcStft* stft);

/// Take the `frames` samples of each that were written there
void
hc_stft_fill(HcStft* stft, size_t frames);

/// Transform the newest samples held into a segment of another shape, at most
/// 2/3 as long, at its `scratch`; false if there are too few. Hops are the
/// caller's to count.
bool
hc_stft_latest(const HcStft*      stft,
               const HcStftShape* shape,
               HcFftScratch*      scratch,
               HcSpectrum*        spectrum);

/// If a segment is complete without the `newer` last frames, transform it into
/// `spectrum` (valid until the workbench is used again), make room for the next
/// and return true
bool
hc_stft_transform(HcStft* stft, size_t newer, HcSpectrum* spectrum);

#endif // HOTCOLD_DSP_STFT_H
