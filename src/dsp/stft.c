// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/stft.h"

#include <stdlib.h>
#include <string.h>

struct HcStft {
  HcStftShape   shape;
  uint64_t      frame;      // Of the input, of the first sample held
  size_t        filled;     // Samples held
  size_t        start;      // Where the first of them is
  size_t        length;     // Of the rings
  float*        samples[2]; // d, m: rings
  HcFftScratch* scratch;    // Borrowed
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
            const size_t             spare,
            HcFftScratch* const      scratch)
{
  HcStft* const self = (HcStft*)calloc(1, sizeof(*self));
  if (!self) {
    return NULL;
  }
  self->shape      = *shape;
  self->scratch    = scratch;
  self->length     = shape->size + spare;
  self->samples[0] = (float*)calloc(self->length, sizeof(float));
  self->samples[1] = (float*)calloc(self->length, sizeof(float));
  if (!self->samples[0] || !self->samples[1]) {
    hc_stft_free(self);
    return NULL;
  }
  return self;
}

void
hc_stft_free(HcStft* const self)
{
  if (self) {
    free(self->samples[0]);
    free(self->samples[1]);
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

// Put `n` samples into a ring of `size` from `at` on
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
             const float* const d,
             const float* const m,
             const size_t       frames)
{
  const size_t room = self->length - self->filled;
  const size_t n    = frames < room ? frames : room;
  const size_t at   = (self->start + self->filled) % self->length;
  put(self->samples[0], self->length, at, d, n);
  put(self->samples[1], self->length, at, m, n);
  self->filled += n;
  return n;
}

HcStftRoom
hc_stft_room(HcStft* const self)
{
  const size_t     left = self->length - self->filled;
  const size_t     at   = (self->start + self->filled) % self->length;
  const HcStftRoom room = {self->samples[0] + at,
                           self->samples[1] + at,
                           left < self->length - at ? left : self->length - at};
  return room;
}

void
hc_stft_fill(HcStft* const self, const size_t frames)
{
  self->filled += frames;
}

// The segment of `shape` that begins `first` samples after the first one held
static HcSpectrum
segment_of(const HcStft* const      self,
           const HcStftShape* const shape,
           HcFftScratch* const      scratch,
           const size_t             first)
{
  const size_t        start  = (self->start + first) % self->length;
  const HcSegmentRing d      = {self->samples[0], self->length, start};
  const HcSegmentRing m      = {self->samples[1], self->length, start};
  const HcSpectrum    result = {.rate   = shape->rate,
                                .size   = shape->size,
                                .hop    = shape->hop,
                                .n_bins = shape->size / 2 + 1,
                                .bin_hz = shape->rate / shape->size,
                                .noise_bandwidth =
                                  hc_window_noise_bandwidth(&shape->window),
                                .lobe  = shape->window.lobe,
                                .frame = self->frame + first * shape->factor,
                                .d     = hc_fft_scratch_run(scratch, 0, d),
                                .m     = hc_fft_scratch_run(scratch, 1, m)};
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
