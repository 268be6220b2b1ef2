// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/stft.h"

#include <stdlib.h>
#include <string.h>

struct HcStft {
  HcStftShape   shape;
  size_t        n_channels;
  uint64_t      frame;                    // Input frame of the first sample
  size_t        filled;                   // Samples in each ring
  size_t        start;                    // Index of the first sample
  size_t        length;                   // Of each ring
  float*        samples[HC_MAX_CHANNELS]; // Rings
  HcFftScratch* scratch;                  // Borrowed
};

static uint32_t
nearest_power_of_two(const double frames)
{
  uint32_t size = 64;
  while ((double)size * 1.4142135623730951 < frames) {
    size *= 2;
  }
  return size;
}

HcStftShape
hc_stft_full_band(const uint32_t rate)
{
  const uint32_t    size  = nearest_power_of_two(0.17 * rate);
  const HcStftShape shape = {rate, 1, size, size / 2, hc_window_hann()};
  return shape;
}

HcStftShape
hc_stft_decimated(const uint32_t rate)
{
  const uint32_t    factor = hc_decimation_factor(rate);
  const double      slow   = (double)rate / factor;
  const uint32_t    size   = nearest_power_of_two(1.4 * slow);
  const HcStftShape shape = {slow, factor, size, size / 3, hc_window_nuttall()};
  return shape;
}

HcStftShape
hc_stft_short_term(const uint32_t rate)
{
  const uint32_t    factor = hc_decimation_factor(rate);
  const double      slow   = (double)rate / factor;
  const uint32_t    size   = nearest_power_of_two(0.7 * slow);
  const HcStftShape shape  = {slow, factor, size, size / 4, hc_window_hann()};
  return shape;
}

HcStft*
hc_stft_new(const HcStftShape* const shape,
            const size_t             n_channels,
            const size_t             spare,
            HcFftScratch* const      scratch)
{
  HcStft* const self = (HcStft*)calloc(1, sizeof(*self));
  if (!self) {
    return NULL;
  }
  bool fits        = true;
  self->shape      = *shape;
  self->n_channels = n_channels;
  self->scratch    = scratch;
  self->length     = shape->size + spare;
  for (size_t i = 0; i < n_channels; ++i) {
    self->samples[i] = (float*)calloc(self->length, sizeof(float));
    fits             = fits && self->samples[i];
  }
  if (!fits) {
    hc_stft_free(self);
    return NULL;
  }
  return self;
}

void
hc_stft_free(HcStft* const self)
{
  if (self) {
    for (size_t i = 0; i < self->n_channels; ++i) {
      free(self->samples[i]);
    }
    free(self);
  }
}

void
hc_stft_restart(HcStft* const self, const uint64_t frame)
{
  self->frame  = frame;
  self->filled = 0;
  self->start  = 0;
}

// Write `n` samples into a ring of `size`, starting at `at`
static void
put(float* const       ring,
    const size_t       size,
    const size_t       at,
    const float* const in,
    const size_t       n)
{
  const size_t first = n < size - at ? n : size - at;
  memcpy(ring + at, in, first * sizeof(float));
  memcpy(ring, in + first, (n - first) * sizeof(float));
}

size_t
hc_stft_take(HcStft* const      self,
             const float* const samples[],
             const size_t       frames)
{
  const size_t room = self->length - self->filled;
  const size_t n    = frames < room ? frames : room;
  const size_t at   = (self->start + self->filled) % self->length;
  for (size_t i = 0; i < self->n_channels; ++i) {
    put(self->samples[i], self->length, at, samples[i], n);
  }
  self->filled += n;
  return n;
}

HcStftRoom
hc_stft_room(HcStft* const self)
{
  const size_t left = self->length - self->filled;
  const size_t at   = (self->start + self->filled) % self->length;
  const size_t end  = self->length - at;
  HcStftRoom   room = {{NULL}, left < end ? left : end};
  for (size_t i = 0; i < self->n_channels; ++i) {
    room.samples[i] = self->samples[i] + at;
  }
  return room;
}

void
hc_stft_fill(HcStft* const self, const size_t frames)
{
  self->filled += frames;
}

// The segment of `shape` that begins at sample `first` of the rings
static HcSpectrum
segment_of(const HcStft* const      self,
           const HcStftShape* const shape,
           HcFftScratch* const      scratch,
           const size_t             first)
{
  const float complex* bins[HC_MAX_CHANNELS] = {NULL};
  const size_t         start = (self->start + first) % self->length;
  const size_t         room  = hc_fft_scratch_channels(scratch);
  for (size_t i = 0; i < self->n_channels && i < room; ++i) {
    const HcSegmentRing ring = {self->samples[i], self->length, start};
    bins[i]                  = hc_fft_scratch_run(scratch, i, ring);
  }
  const HcSpectrum result = {.rate   = shape->rate,
                             .size   = shape->size,
                             .hop    = shape->hop,
                             .n_bins = shape->size / 2 + 1,
                             .bin_hz = shape->rate / shape->size,
                             .noise_bandwidth =
                               hc_window_noise_bandwidth(&shape->window),
                             .lobe  = shape->window.lobe,
                             .frame = self->frame + first * shape->factor,
                             .d     = bins[HC_CHANNEL_D],
                             .m     = bins[HC_CHANNEL_M],
                             .x     = bins[HC_CHANNEL_X]};
  return result;
}

bool
hc_stft_latest(const HcStft* const      self,
               const HcStftShape* const shape,
               HcFftScratch* const      scratch,
               HcSpectrum* const        spectrum)
{
  if (self->filled < shape->size) {
    return false;
  }
  *spectrum = segment_of(self, shape, scratch, self->filled - shape->size);
  return true;
}

bool
hc_stft_transform(HcStft* const     self,
                  const size_t      newer,
                  HcSpectrum* const spectrum)
{
  const HcStftShape* const shape = &self->shape;
  if (self->filled < shape->size + newer) {
    return false;
  }
  *spectrum = segment_of(self, shape, self->scratch, 0);
  self->filled -= shape->hop;
  self->start = (self->start + shape->hop) % self->length;
  self->frame += (uint64_t)shape->hop * shape->factor;
  return true;
}
