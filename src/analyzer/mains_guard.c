// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analyzer/mains_guard.h"

#include "dsp/bin_sums.h"
#include "dsp/mains.h"
#include "dsp/window.h"

#include <hotcold/reading.h>

#include <complex.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

// Largest relative deviation of the mains from 50 or 60 Hz
#define OFF 0.005

// Bins from a line beyond which its window leaks less than -30 dB
#define REACH 2.5

// Most segments in one second
#define MAX_SEGMENTS 32U

// After so many seconds of sound, all mains lines have been found
#define DECIDED 2.5

// The same if there are constant lines that may also be a loud tone
#define EXPECTED 10.0

// After so many seconds of silence, the lines may have changed
#define FORGOTTEN 10.0

// A larger share of all power is not leakage of mains lines, even when these
// have just started
#define NO_LEAKAGE 1e-2

// Power density near the mains frequencies over that elsewhere; noise does not
// reach this ratio
#define STANDS_OUT 10.0

// If more than this share of all power is below HC_LOW_LINES, it may be low
// mains lines alone. A comb with stronger lines above that is found.
#define LOW_ALONE 0.999

// Least share of all power that a tone has, bins to each side that it occupies,
// and the error of its frequency in bins
#define ALL 0.99
#define WIDE 3U
#define UNSURE 0.1

// Lines weaker than this share of the other leg's power are always hidden by
// its programme, and are near the rounding errors
#define HIDDEN 1e-7

struct HcMainsGuard {
  HcLastSecond* last_second;
  double        hop;      // Seconds
  double        silence;  // dBFS
  double        share;    // Share of the bins that are near mains frequencies
  double        sound;    // Seconds of sound
  double        beyond;   // Seconds of sound that is not low lines alone
  double        quiet;    // Seconds since the last sound
  double        changed;  // Seconds since mains lines were found
  uint32_t      history;  // Bit i: there was programme i segments ago
  bool          known;    // Mains lines were found and are left out
  bool          expected; // Mains lines may still be found
  uint32_t      tones[2]; // Bins of tones on hot and cold, 0: none
  float         clear[];  // 1, or 0 for bins that are left out
};

// True if no mains line can be within `reach` Hz, for all possible frequencies
// of the mains. Above `top` there are no lines that matter.
static bool
is_clear(const double hz, const double reach, const double top)
{
  static const double mains[] = {50.0, 60.0};
  bool                clear   = true;
  for (size_t i = 0; i < 2; ++i) {
    const double line = mains[i] * fmax(round(hz / mains[i]), 1.0);
    clear             = clear && fabs(hz - line) > reach + OFF * line;
  }
  return clear || hz > top + reach;
}

HcMainsGuard*
hc_mains_guard_new(const HcStftShape* const shape, const double silence)
{
  HcMainsGuard* const self =
    (HcMainsGuard*)calloc(1, sizeof(*self) + (shape->size / 2) * sizeof(float));
  if (!self) {
    return NULL;
  }
  self->last_second = hc_last_second_new(shape);
  self->hop         = shape->hop / shape->rate;
  self->silence     = silence;
  if (!self->last_second) {
    hc_mains_guard_free(self);
    return NULL;
  }
  return self;
}

void
hc_mains_guard_free(HcMainsGuard* const self)
{
  if (self) {
    hc_last_second_free(self->last_second);
    free(self);
  }
}

// True if `bin` belongs to a tone above the frequencies at which the strongest
// line of hum can be
static bool
is_tone(const HcMainsGuard* const    self,
        const HcCrossSpectrum* const full_band,
        uint32_t                     bin)
{
  bool tone = false;
  for (size_t i = 0; i < 2; ++i) {
    const uint32_t at = self->tones[i];
    tone = tone || (at * full_band->bin_hz > HC_LOW_LINES && bin + WIDE >= at &&
                    bin <= at + WIDE);
  }
  return tone;
}

// Choose the bins where no mains line can be, without those that `full_band`
// leaves out
static void
clear_lines(HcMainsGuard* const self, const HcCrossSpectrum* const full_band)
{
  uint32_t n = 0;
  for (uint32_t i = 0; i < full_band->n; ++i) {
    const uint32_t bin   = full_band->first + i;
    const bool     clear = is_clear(
      bin * full_band->bin_hz, REACH * full_band->bin_hz, HC_MAINS_TOP);
    self->clear[i] =
      clear || is_tone(self, full_band, bin) ? full_band->keep[i] : 0.0F;
    n += clear;
  }
  self->share = 1.0 - n / (double)full_band->n;
}

// Frequency in Hz of a tone with its peak in `bin`, for the Hann window
static double
frequency_at(const HcSpectrum* const s, const float sign, const uint32_t bin)
{
  const double below = hc_spectrum_leg(s, sign, bin - 1U);
  const double top   = hc_spectrum_leg(s, sign, bin);
  const double above = hc_spectrum_leg(s, sign, bin + 1U);
  return s->bin_hz * (bin + hc_hann_offset(below, top, above));
}

// The bin of a tone that is nearly all of a leg and is not a mains line; 0:
// there is none
static uint32_t
tone_of(const HcSpectrum* const s, const float sign)
{
  uint32_t highest = s->lobe;
  double   most    = 0.0;
  double   all     = 0.0;
  double   near    = 0.0;
  for (uint32_t i = s->lobe; i + 1U < s->n_bins; ++i) {
    const double power = hc_spectrum_leg(s, sign, i);
    all += power;
    highest = power > most ? i : highest;
    most    = fmax(most, power);
  }
  for (uint32_t i = highest - 1U; i <= highest + WIDE && i < s->n_bins; ++i) {
    near += hc_spectrum_leg(s, sign, i);
  }
  for (uint32_t i = 2U; i <= WIDE && i <= highest; ++i) {
    near += hc_spectrum_leg(s, sign, highest - i);
  }
  return near > ALL * all && is_clear(frequency_at(s, sign, highest),
                                      UNSURE * s->bin_hz,
                                      HC_LOW_LINES)
           ? highest
           : 0U;
}

// True if there is more than low mains lines alone can be
static bool
is_beyond(const HcMainsGuard* const self, const HcSpectrum* const s)
{
  const uint32_t from = (uint32_t)(HC_LOW_LINES / s->bin_hz);
  const double   low  = 0.25 * hc_power_sum(s->d + s->lobe, from - s->lobe) +
                     hc_power_sum(s->m + s->lobe, from - s->lobe);
  const double high = 0.25 * hc_power_sum(s->d + from, s->n_bins - from) +
                      hc_power_sum(s->m + from, s->n_bins - from);
  return self->tones[0] || self->tones[1] || low < LOW_ALONE * (low + high);
}

static void
follow_tones(HcMainsGuard* const          self,
             const HcSpectrum* const      spectrum,
             const HcCrossSpectrum* const full_band)
{
  const uint32_t hot  = tone_of(spectrum, 1.0F);
  const uint32_t cold = tone_of(spectrum, -1.0F);
  if (hot != self->tones[0] || cold != self->tones[1]) {
    self->tones[0] = hot;
    self->tones[1] = cold;
    clear_lines(self, full_band);
  }
}

void
hc_mains_guard_reset(HcMainsGuard* const          self,
                     const HcCrossSpectrum* const full_band)
{
  hc_last_second_reset(self->last_second);
  self->tones[0] = 0;
  self->tones[1] = 0;
  clear_lines(self, full_band);
  self->sound    = 0.0;
  self->beyond   = 0.0;
  self->quiet    = 0.0;
  self->changed  = FORGOTTEN;
  self->history  = 0;
  self->known    = false;
  self->expected = false;
}

// Forget the sound so far: only later sound decides
static void
begin_anew(HcMainsGuard* const self)
{
  hc_last_second_reset(self->last_second);
  self->history = 0;
  self->sound   = 0.0;
  self->beyond  = 0.0;
}

static void
count(HcMainsGuard* const self, const bool is_sound)
{
  self->changed += self->hop;
  self->quiet = is_sound ? 0.0 : self->quiet + self->hop;
  self->sound += is_sound ? self->hop : 0.0;
  if (self->quiet > FORGOTTEN && self->sound > 0.0) {
    begin_anew(self);
  }
}

void
hc_mains_guard_doubt(HcMainsGuard* const self)
{
  if (hc_mains_guard_is_over(self)) {
    begin_anew(self);
  }
}

static uint32_t
segments_of(const HcMainsGuard* const self)
{
  const double n = ceil(1.0 / self->hop);
  return n < MAX_SEGMENTS ? (uint32_t)n : MAX_SEGMENTS;
}

void
hc_mains_guard_add(HcMainsGuard* const          self,
                   const HcSpectrum* const      spectrum,
                   const HcCrossSpectrum* const full_band,
                   const bool                   is_sound)
{
  count(self, is_sound);
  if (hc_mains_guard_is_over(self)) {
    return;
  }
  follow_tones(self, spectrum, full_band);
  self->beyond += is_sound && is_beyond(self, spectrum) ? self->hop : 0.0;
  hc_last_second_add(
    self->last_second, spectrum, self->clear, full_band->first, full_band->n);

  const HcPowers newest = hc_last_second_powers(self->last_second, 1);
  const double   most   = fmax(newest.diff, fmax(newest.hot, newest.cold));
  const bool     loud   = hc_dbfs_from_mean_square(most) >= self->silence;
  self->history         = (self->history << 1U) | (loud ? 1U : 0U);
}

void
hc_mains_guard_set_mains(HcMainsGuard* const          self,
                         const HcCrossSpectrum* const full_band,
                         const HcComb* const          mains)
{
  const bool are_known = mains && mains->found;
  const bool was_over  = hc_mains_guard_is_over(self);
  self->changed        = are_known && !self->known ? 0.0 : self->changed;
  self->expected       = mains && mains->expected;
  self->known          = are_known;
  if (hc_mains_guard_is_over(self)) {
    return;
  }
  if (was_over) {
    hc_last_second_reset(self->last_second);
    self->history = 0;
  }
  clear_lines(self, full_band);
}

bool
hc_mains_guard_is_over(const HcMainsGuard* const self)
{
  const double decided = self->expected ? EXPECTED : DECIDED;
  const double heard   = self->known ? self->sound : self->beyond;
  return heard >= decided && self->changed > 1.0 + self->hop;
}

bool
hc_mains_guard_is_young(const HcMainsGuard* const self)
{
  return !hc_mains_guard_is_over(self) && self->sound < EXPECTED;
}

const HcLastSecond*
hc_mains_guard_last_second(const HcMainsGuard* const self)
{
  return self->last_second;
}

double
hc_mains_guard_programme(const HcMainsGuard* const self, const HcPowers all)
{
  const uint32_t n     = segments_of(self);
  const HcPowers clear = hc_last_second_powers(self->last_second, n);
  uint32_t       loud  = 0;
  for (uint32_t i = 0; i < n; ++i) {
    loud += (self->history >> i) & 1U;
  }
  return clear.hot + clear.cold > NO_LEAKAGE * (all.hot + all.cold)
           ? loud * self->hop
           : 0.0;
}

bool
hc_mains_guard_lines_possible(const HcMainsGuard* const self,
                              const HcPowers            all)
{
  const HcPowers clear =
    hc_last_second_powers(self->last_second, segments_of(self));
  const bool   is_cold = all.cold < all.hot;
  const double beside  = is_cold ? clear.cold : clear.hot;
  const double among   = (is_cold ? all.cold : all.hot) - beside;
  return among > HIDDEN * fmax(all.cold, all.hot) &&
         among * (1.0 - self->share) > STANDS_OUT * beside * self->share;
}
