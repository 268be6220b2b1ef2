// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analyzer/pickups.h"

#include "analyzer/intervals.h"
#include "dsp/mains.h"
#include "dsp/noise.h"
#include "dsp/stft.h"
#include "dsp/rejection.h"
#include "dsp/usb.h"

#include <hotcold/reading.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

// After so many segments of the decimated STFT without them, lines have left a
// leg. One segment is not enough, because neighbours overlap.
#define LEFT_FOR 2

// dB of rejection that an upper bound of the lines on d must prove
#define PROVEN_BELOW 6.02

struct HcPickups {
  HcMains* mains;
  HcMains* short_term; // Used until the decimated STFT has decided
  HcUsb*   usb;
  HcNoise* noise;
  HcComb   mains_comb;      // Mains lines as last read
  HcComb   memory;          // Mains lines as remembered for longer
  HcComb   short_term_comb; // Mains lines found by the short-term STFT
  HcComb   usb_comb;        // USB lines as last read
  HcComb   former;          // The last `memory` that was found
  unsigned left;            // Segments since `former` left one leg
  bool     mains_changed;   // Segments were added since `mains_comb` was read
  bool     usb_changed;     // Segments were added since `usb_comb` was read
};

HcPickups*
hc_pickups_new(const HcFftShared* const shared_fft,
               const double             average,
               const double             silence)
{
  const uint32_t   rate = shared_fft->rate;
  HcPickups* const self = (HcPickups*)calloc(1, sizeof(*self));
  if (!self) {
    return NULL;
  }
  const HcStftShape full_band  = hc_stft_full_band(rate);
  const HcStftShape decimated  = hc_stft_decimated(rate);
  const HcStftShape short_term = hc_stft_short_term(rate);
  self->noise                  = hc_noise_new(
    &shared_fft->weights, &full_band, &decimated, average, silence);
  self->mains = hc_mains_new(decimated.rate, decimated.size, average, silence);
  self->short_term =
    hc_mains_new_short_term(short_term.rate, short_term.size, average, silence);
  self->usb = hc_usb_new(full_band.rate, full_band.size, average, silence);
  if (!self->noise || !self->mains || !self->short_term || !self->usb) {
    hc_pickups_free(self);
    return NULL;
  }
  hc_pickups_reset(self);
  return self;
}

void
hc_pickups_free(HcPickups* const self)
{
  if (self) {
    hc_mains_free(self->mains);
    hc_mains_free(self->short_term);
    hc_usb_free(self->usb);
    hc_noise_free(self->noise);
    free(self);
  }
}

void
hc_pickups_reset(HcPickups* const self)
{
  hc_mains_reset(self->mains);
  hc_pickups_end_short_term(self);
  hc_usb_reset(self->usb);
  hc_noise_reset(self->noise);
  memset(&self->former, 0, sizeof(self->former));
  self->left          = 0;
  self->mains_changed = true;
  self->usb_changed   = true;
}

void
hc_pickups_full_band(HcPickups* const self, const HcSpectrum* const spectrum)
{
  hc_noise_feed_full_band(self->noise, spectrum);
  hc_usb_feed(self->usb, spectrum);
  self->usb_changed = true;
}

// If the mains lines disappear from one leg, another line is connected: forget
// the impedances
static void
follow_lines(HcPickups* const self, const HcSpectrum* const spectrum)
{
  self->former    = self->memory.found ? self->memory : self->former;
  const bool left = hc_comb_has_left(&self->former, spectrum);
  self->left      = left ? self->left + 1U : 0U;
  if (self->left == LEFT_FOR) {
    hc_pickups_forget(self);
  }
}

void
hc_pickups_decimated(HcPickups* const self, const HcSpectrum* const spectrum)
{
  const bool          is_known = self->mains_comb.found;
  const HcComb* const mains =
    is_known ? &self->mains_comb : &self->short_term_comb;
  hc_noise_leave_out(self->noise, mains, &self->usb_comb);
  hc_noise_feed_decimated(self->noise, spectrum);
  follow_lines(self, spectrum);
  hc_mains_feed(self->mains, spectrum);
  self->mains_changed = true;
}

void
hc_pickups_short_term(HcPickups* const self, const HcSpectrum* const spectrum)
{
  hc_mains_feed(self->short_term, spectrum);
  hc_mains_read(self->short_term, &self->short_term_comb);
}

void
hc_pickups_rest_short_term(HcPickups* const self)
{
  hc_mains_gap(self->short_term);
}

void
hc_pickups_end_short_term(HcPickups* const self)
{
  hc_mains_reset(self->short_term);
  memset(&self->short_term_comb, 0, sizeof(self->short_term_comb));
}

void
hc_pickups_gap(HcPickups* const self)
{
  hc_mains_gap(self->mains);
  hc_mains_gap(self->short_term);
  hc_usb_gap(self->usb);
}

void
hc_pickups_forget(HcPickups* const self)
{
  hc_mains_forget(self->mains);
  self->mains_changed = true;
}

const HcComb*
hc_pickups_mains(HcPickups* const self)
{
  if (self->mains_changed) {
    hc_mains_read(self->mains, &self->mains_comb);
    hc_mains_recall(self->mains, &self->memory);
    self->mains_changed = false;
  }
  return &self->mains_comb;
}

const HcComb*
hc_pickups_usb(HcPickups* const self)
{
  if (self->usb_changed) {
    hc_usb_read(self->usb, hc_pickups_mains(self), &self->usb_comb);
    self->usb_changed = false;
  }
  return &self->usb_comb;
}

_Static_assert(HC_MAX_MAINS == HC_MAX_LINES_OF_COMB,
               "every line of a comb can be reported");

static void
list_lines(const HcComb* const comb, HcAnalysis* const analysis)
{
  analysis->n_mains = 0;
  for (size_t i = 0; comb->found && i < comb->n_lines; ++i) {
    const HcCombLine* const line = &comb->lines[i];
    if (hc_comb_line_stands_out(line)) {
      HcMainsLine* const out = &analysis->mains[analysis->n_mains++];
      out->hz                = line->hz;
      // A level that does not stand out is mostly programme
      out->common =
        line->on_common ? hc_db_from_power(line->common) : HC_SILENCE_DB;
      out->diff = line->on_diff ? hc_db_from_power(line->diff) : HC_SILENCE_DB;
    }
  }
}

// If programme hides the lines on d, only an upper bound is known. It is
// reported if it proves that the line rejects them; else it is only the level
// of the programme.
static HcReading
useful_diff(const HcComb* const comb,
            const HcReadingId   common,
            const HcReadingId   id)
{
  const HcReading m       = hc_comb_common(comb, common);
  const HcReading d       = hc_comb_diff(comb, id);
  const bool      is_seen = d.low > HC_SILENCE_DB;
  return is_seen || d.high <= m.value - PROVEN_BELOW ? d
                                                     : hc_reading_invalid(id);
}

void
hc_pickups_read(HcPickups* const            self,
                const HcCaptureError* const error,
                HcAnalysis* const           analysis)
{
  const HcComb* const mains    = hc_pickups_mains(self);
  const HcComb* const usb      = hc_pickups_usb(self);
  HcReading* const    readings = analysis->readings;
  readings[HC_HUM_FREQUENCY]   = hc_mains_frequency(mains);
  readings[HC_HUM_COMMON]      = hc_comb_common(mains, HC_HUM_COMMON);
  readings[HC_HUM_DIFF]        = useful_diff(mains, HC_HUM_COMMON, HC_HUM_DIFF);
  readings[HC_REJECTION] =
    hc_interval_rejection(hc_rejection(mains, usb), error);
  readings[HC_USB_COMMON] = hc_comb_common(usb, HC_USB_COMMON);
  readings[HC_USB_DIFF]   = useful_diff(usb, HC_USB_COMMON, HC_USB_DIFF);
  hc_noise_read(self->noise, readings);
  list_lines(mains, analysis);
}

// Mean square of all lines on a leg that are known
static double
power_on(const HcComb* const mains, const HcComb* const usb, const bool cold)
{
  const HcComb* const combs[] = {mains, usb};
  double              power   = 0.0;
  for (size_t i = 0; i < 2; ++i) {
    for (size_t k = 0; combs[i]->found && k < combs[i]->n_lines; ++k) {
      const HcCombLine* const line = &combs[i]->lines[k];
      if (hc_comb_line_stands_out(line)) {
        power += 0.5 * (cold ? line->cold : line->hot);
      }
    }
  }
  return power;
}

static void
gather_impedances(HcPickups* const self, HcPickupEvidence* const pickup)
{
  const HcComb* const usb        = hc_pickups_usb(self);
  const HcPickupRatio longer     = hc_pickup_ratio(&self->memory, usb);
  const HcPickupRatio short_term = hc_pickup_ratio(&self->short_term_comb, usb);
  const bool          is_short_term =
    short_term.lines > 0 && (!longer.lines || short_term.sigma < longer.sigma);
  const HcPickupRatio ratio = is_short_term ? short_term : longer;
  const HcComb* const mains =
    is_short_term ? &self->short_term_comb : &self->memory;

  pickup->has_left    = self->left >= LEFT_FOR && !ratio.lines;
  pickup->stands_out  = ratio.lines > 0;
  pickup->by_cold     = ratio.by_cold;
  pickup->other       = ratio.other;
  pickup->other_sigma = ratio.sigma;
  pickup->ratio       = ratio.level;
  pickup->hot         = hc_dbfs_from_mean_square(power_on(mains, usb, false));
  pickup->cold        = hc_dbfs_from_mean_square(power_on(mains, usb, true));
}

void
hc_pickups_fill_evidence(HcPickups* const            self,
                         const HcCaptureError* const error,
                         HcEvidence* const           evidence)
{
  const HcComb* const mains = hc_pickups_mains(self);
  const HcComb* const usb   = hc_pickups_usb(self);
  HcReading           noise[HC_N_READINGS];
  memset(noise, 0, sizeof(noise));
  hc_noise_read(self->noise, noise);

  gather_impedances(self, &evidence->pickup);
  evidence->pickup.rejection =
    hc_interval_rejection(hc_rejection(mains, usb), error);
  evidence->usb_common    = hc_comb_common(usb, HC_USB_COMMON);
  evidence->usb_diff      = hc_comb_diff(usb, HC_USB_DIFF);
  evidence->hum_frequency = hc_mains_frequency(mains);
  evidence->hum_common    = hc_comb_common(mains, HC_HUM_COMMON);
  evidence->hum_diff      = hc_comb_diff(mains, HC_HUM_DIFF);
  evidence->hum_lines     = (unsigned)hc_comb_standing(mains);
  evidence->hum_shared    = (unsigned)hc_comb_with_programme(mains);
  evidence->noise_band    = noise[HC_NOISE_BAND];
}
