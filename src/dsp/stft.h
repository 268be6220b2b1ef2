// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Short-time Fourier transform: from samples of d, m and, where there is one,
/// the reference x to spectra, segment by segment. One thread at a time.
/// Making and freeing an HcFftScratch makes and destroys plans of FFTW, which
/// only one thread of the program may do at a time. Plans are estimated, not
/// measured, so that the same samples give the same bits every time.

#ifndef HOTCOLD_DSP_STFT_H
#define HOTCOLD_DSP_STFT_H

#include "dsp/spectrum.h"
#include "dsp/window.h"
#include "dsp/fft_scratch.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Rate, length and window of an STFT
typedef struct {
  double        rate;   ///< Frames per second of the STFT
  uint32_t      factor; ///< Input frames for one frame of the STFT
  uint32_t      size;   ///< Frames in a segment, a power of two
  uint32_t      hop;    ///< Frames from one segment to the next, 1..size
  HcWindowShape window;
} HcStftShape;

/// The full-band STFT at `rate` Hz: Hann, 50 % overlap, the power of two
/// nearest to 0.17 s
HcStftShape
hc_stft_full_band(uint32_t rate);

/// The decimated STFT at an input of `rate` Hz: Nuttall, 2/3 overlap, the power
/// of two nearest to 1.4 s
HcStftShape
hc_stft_decimated(uint32_t rate);

/// The short-term STFT, for what cannot wait for the decimated one, at the rate
/// of that: Hann, 3/4 overlap, the power of two nearest to 0.7 s
HcStftShape
hc_stft_short_term(uint32_t rate);

/// Opaque
typedef struct HcStft HcStft;

/// An STFT of `n_channels` channels (1..HC_MAX_CHANNELS). It borrows
/// `scratch`, which must be made for this size and window and must live longer.
/// As many channels are transformed as both have: the samples of the others
/// are kept, but their spectra are NULL. It holds `spare` frames more than a
/// segment (an even number). Returns NULL when out of memory.
HcStft*
hc_stft_new(const HcStftShape* shape,
            size_t             n_channels,
            size_t             spare,
            HcFftScratch*      scratch);

/// `stft` may be NULL
void
hc_stft_free(HcStft* stft);

/// Forget all samples. The next sample belongs to input frame `frame`.
void
hc_stft_restart(HcStft* stft, uint64_t frame);

/// Take frames until it is full; returns how many. `samples` has one array of
/// `frames` samples for each channel.
size_t
hc_stft_take(HcStft* stft, const float* const samples[], size_t frames);

/// Where the next samples go, for a caller that writes them there itself
typedef struct {
  float* samples[HC_MAX_CHANNELS]; ///< One array for each channel, else NULL
  size_t n;                        ///< How many samples fit into each
} HcStftRoom;

/// Valid until hc_stft_take(), hc_stft_fill() or hc_stft_restart()
HcStftRoom
hc_stft_room(HcStft* stft);

/// Take the `frames` samples of each channel that were written there
void
hc_stft_fill(HcStft* stft, size_t frames);

/// Transform the newest samples into a segment of another `shape`, at most 2/3
/// as long, with the `scratch` of that shape. False if there are too few
/// samples. The caller counts hops. `spectrum` is valid until `scratch` is used
/// again.
bool
hc_stft_latest(const HcStft*      stft,
               const HcStftShape* shape,
               HcFftScratch*      scratch,
               HcSpectrum*        spectrum);

/// If there is a complete segment without the last `newer` frames, transform it
/// into `spectrum` (valid until the scratch memory is used again), make room
/// for the next one and return true
bool
hc_stft_transform(HcStft* stft, size_t newer, HcSpectrum* spectrum);

#endif // HOTCOLD_DSP_STFT_H
