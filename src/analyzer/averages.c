// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analyzer/averages.h"

#include "analyzer/combs.h"
#include "analyzer/mains_guard.h"

#include "dsp/bin_sums.h"
#include "dsp/cross_spectrum.h"
#include "dsp/delay.h"
#include "dsp/stft.h"

#include <hotcold/reading.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Share of the sample rate up to which converters pass everything: 20 kHz at
// 44.1 kHz. Above it there is aliasing, in which the phase between the legs has
// the opposite sign.
#define CONVERTED (20.0 / 44.1)

// Third octave of the uppermost mains line: 2.5 kHz
#define MAINS_THIRD 21

// Power that a comb leaks into the bins that are kept, over its total power
#define LEAKAGE 1e-3

// The third octaves, and the outer two once more, limited to 20 Hz .. 20 kHz
#define N_RANGES (HC_N_THIRDS + 2)

struct HcAverages {
  HcCrossSpectrum* full_band;
  HcCrossSpectrum* decimated;
  HcLastSecond*    last_second;
  HcMainsGuard*    guard;
  double           full_band_decay; // Weight left after one segment
  double           decimated_decay; // Weight left after one segment
  double           full_band_hop;   // Seconds
  double           silence;         // dBFS
  double           leakage; // Mean square that lines leak into other bins
  double           decimated_limit; // Hz up to which the decimated STFT is used
  double           highest;         // Hz up to which balance is measured
  uint32_t         span;     // Full-band segments within one decimated segment
  uint32_t         quiet;    // Full-band segments since the last with programme
  uint32_t         segments; // Full-band segments a second has
  uint64_t         history;  // Bit i: there was programme i segments ago
  HcNotAntiphase   not_antiphase;     // Slow average
  double           programme;         // Seconds averaged
  bool             full_band_changed; // Since `parts` was brought up to date
  bool             decimated_changed; // The same for the decimated STFT
  HcBalance        parts[N_RANGES];
  HcSlowAverages   slow; // Computed from `parts`
};

static double
decay_of(const HcStftShape* const shape, const double average)
{
  return average > 0.0 ? exp(-(shape->hop / shape->rate) / average) : 1.0;
}

HcAverages*
hc_averages_new(const uint32_t rate, const double average, const double silence)
{
  HcAverages* const self = (HcAverages*)calloc(1, sizeof(*self));
  if (!self) {
    return NULL;
  }
  const HcStftShape full_band = hc_stft_full_band(rate);
  const HcStftShape decimated = hc_stft_decimated(rate);
  const double      least     = hc_third_octave(0).low;
  self->full_band_hop         = full_band.hop / full_band.rate;
  self->full_band_decay       = decay_of(&full_band, average);
  self->decimated_decay       = decay_of(&decimated, average);
  self->silence               = silence;
  self->highest               = CONVERTED * rate;
  // Above all mains lines the full-band STFT shows as much and costs less
  self->decimated_limit =
    fmin(hc_third_octave(MAINS_THIRD).high,
         decimated.factor > 1 ? HC_DECIMATED_BAND * decimated.rate
                              : 0.5 * decimated.rate);
  self->segments = (uint32_t)ceil(1.0 / self->full_band_hop);
  self->span =
    (uint32_t)ceil(decimated.size / decimated.rate / self->full_band_hop);
  self->full_band = hc_cross_spectrum_new(
    &full_band, least, hc_third_octave(HC_N_THIRDS - 1).high);
  self->decimated =
    hc_cross_spectrum_new(&decimated, least, self->decimated_limit);
  self->last_second = hc_last_second_new(&full_band);
  self->guard       = hc_mains_guard_new(&full_band, silence);
  if (!self->full_band || !self->decimated || !self->last_second ||
      !self->guard) {
    hc_averages_free(self);
    return NULL;
  }
  hc_averages_reset(self);
  return self;
}

void
hc_averages_free(HcAverages* const self)
{
  if (self) {
    hc_cross_spectrum_free(self->full_band);
    hc_cross_spectrum_free(self->decimated);
    hc_last_second_free(self->last_second);
    hc_mains_guard_free(self->guard);
    free(self);
  }
}

void
hc_averages_reset(HcAverages* const self)
{
  hc_cross_spectrum_reset(self->full_band);
  hc_cross_spectrum_reset(self->decimated);
  hc_last_second_reset(self->last_second);
  hc_mains_guard_reset(self->guard, self->full_band);
  self->full_band_changed = true;
  self->decimated_changed = true;
  memset(&self->slow, 0, sizeof(self->slow));
  self->leakage       = 0.0;
  self->quiet         = 0;
  self->history       = 0;
  self->programme     = 0.0;
  self->not_antiphase = (HcNotAntiphase){0.0, 0.0};
}

// True if a segment of these powers includes programme
static bool
is_loud(const HcAverages* const self, const HcPowers p)
{
  const double x = fmax(p.diff, fmax(p.hot, p.cold));
  return x > self->leakage && hc_dbfs_from_mean_square(x) >= self->silence;
}

static void
add_programme(HcAverages* const self, const HcSpectrum* const spectrum)
{
  const HcNotAntiphase newest =
    hc_last_second_not_antiphase(self->last_second, 1);
  const double decay      = self->full_band_decay;
  self->not_antiphase.all = decay * self->not_antiphase.all + newest.all;
  self->not_antiphase.against =
    decay * self->not_antiphase.against + newest.against;
  self->programme += self->full_band_hop;
  self->full_band_changed = true;
  hc_cross_spectrum_add(self->full_band, spectrum, decay);
}

void
hc_averages_full_band(HcAverages* const self, const HcSpectrum* const spectrum)
{
  const HcCrossSpectrum* const full_band = self->full_band;
  hc_last_second_add(self->last_second,
                     spectrum,
                     full_band->keep,
                     full_band->first,
                     full_band->n);

  const HcPowers newest = hc_last_second_powers(self->last_second, 1);
  const bool     loud   = is_loud(self, newest);
  hc_mains_guard_add(self->guard, spectrum, full_band, loud);
  self->history = (self->history << 1U) | (loud ? 1U : 0U);
  if (loud) {
    self->quiet = 0;
    add_programme(self, spectrum);
  } else if (self->quiet < UINT32_MAX) {
    ++self->quiet;
  }
}

void
hc_averages_decimated(HcAverages* const self, const HcSpectrum* const spectrum)
{
  // Also a segment with programme in a part of it is added: its weight is its
  // power
  if (self->quiet < self->span && self->programme > 0.0) {
    self->decimated_changed = true;
    hc_cross_spectrum_add(self->decimated, spectrum, self->decimated_decay);
  }
}

// Mean squares in the bins that are kept
static HcPowers
powers_kept(const HcCrossSpectrum* const cross)
{
  const HcBinPowers sums =
    hc_kept_sum(cross->dd, cross->mm, cross->re, cross->keep, cross->n);
  const double all = cross->noise_bandwidth * cross->w;
  return hc_powers_of(&sums, all > 0.0 ? 0.5 / all : 0.0);
}

// Look for peaks of the residual and leave them out. If nothing is left then,
// the signal is only a tone on both legs. It is kept, because it is pick-up
// only if it belongs to a comb.
static void
detect_lines(HcAverages* const self, HcCrossSpectrum* const cross)
{
  if (hc_cross_spectrum_averages(cross) >= HC_LEAST_AVERAGES) {
    hc_cross_spectrum_detect_line_bins(cross);
  }
  if (!is_loud(self, powers_kept(cross))) {
    hc_cross_spectrum_keep_all(cross);
  }
}

void
hc_averages_forget(HcAverages* const self)
{
  hc_cross_spectrum_forget(self->full_band);
  hc_cross_spectrum_forget(self->decimated);
  self->full_band_changed = true;
  self->decimated_changed = true;
  self->not_antiphase     = (HcNotAntiphase){0.0, 0.0};
  self->programme         = 0.0;
}

// Until a comb was found, the averages may have had nothing but this comb
static void
forget_pickup(HcAverages* const self)
{
  if (self->leakage > 0.0 && !is_loud(self, powers_kept(self->full_band))) {
    hc_averages_forget(self);
  }
}

void
hc_averages_detect_lines(HcAverages* const   self,
                         const HcComb* const mains,
                         const HcComb* const usb)
{
  self->full_band_changed = true;
  self->decimated_changed = true;
  self->leakage = LEAKAGE * (hc_combs_power(mains) + hc_combs_power(usb));
  detect_lines(self, self->full_band);
  detect_lines(self, self->decimated);
  hc_combs_leave_out(mains, hc_window_hann().lobe, self->full_band);
  hc_combs_leave_out(usb, hc_window_hann().lobe, self->full_band);
  hc_combs_leave_out(mains, hc_window_nuttall().lobe, self->decimated);
  hc_combs_leave_out(usb, hc_window_nuttall().lobe, self->decimated);
  forget_pickup(self);
  if (hc_cross_spectrum_averages(self->decimated) >= HC_LEAST_AVERAGES) {
    hc_combs_leak(mains, self->decimated);
    hc_combs_leak(usb, self->decimated);
  }
  hc_mains_guard_set_mains(self->guard, self->full_band, mains);
}

// The range of part `i`: a third octave, or at the end one of the outer third
// octaves, limited to the range of the whole
static HcRange
range_of(const HcAverages* const self, const size_t i)
{
  HcRange range = hc_third_octave(i < HC_N_THIRDS    ? i
                                  : i == HC_N_THIRDS ? 0
                                                     : HC_N_THIRDS - 1);
  range.low     = i == HC_N_THIRDS ? HC_AUDIO_FROM : range.low;
  range.high = fmin(range.high, i > HC_N_THIRDS ? HC_AUDIO_TO : self->highest);
  range.high = fmin(range.high, self->highest);
  return range;
}

// Update `parts`, each from the STFT that measures it best
static void
update_parts(HcAverages* const self)
{
  const bool ready =
    hc_cross_spectrum_averages(self->decimated) >= HC_LEAST_AVERAGES;
  for (size_t i = 0; i < N_RANGES; ++i) {
    const HcRange range     = range_of(self, i);
    const bool    decimated = ready && range.high <= self->decimated_limit;
    if (decimated ? self->decimated_changed : self->full_band_changed) {
      self->parts[i] =
        hc_balance_in(decimated ? self->decimated : self->full_band, range);
    }
  }
  self->full_band_changed = false;
  self->decimated_changed = false;
}

static void
update_slow(HcAverages* const self)
{
  HcSlowAverages* const slow = &self->slow;
  HcBalance             parts[HC_N_THIRDS];
  memcpy(slow->thirds, self->parts, sizeof(slow->thirds));
  memcpy(parts, self->parts, sizeof(parts));
  parts[0]               = self->parts[HC_N_THIRDS];
  parts[HC_N_THIRDS - 1] = self->parts[HC_N_THIRDS + 1];
  slow->whole            = hc_balance_join(parts, HC_N_THIRDS);
  slow->legs             = hc_leg_response(parts, HC_N_THIRDS);
  hc_delay_refine(
    self->full_band, parts, fmin(HC_AUDIO_TO, self->highest), &slow->legs);
  slow->not_antiphase = self->not_antiphase;
  slow->programme     = self->programme;
}

const HcSlowAverages*
hc_averages_slow(HcAverages* const self)
{
  if (self->full_band_changed || self->decimated_changed) {
    update_parts(self);
    update_slow(self);
  }
  return &self->slow;
}

static double
loud_seconds(const HcAverages* const self)
{
  uint32_t loud = 0;
  for (uint32_t i = 0; i < self->segments; ++i) {
    loud += (self->history >> i) & 1U;
  }
  return loud * self->full_band_hop;
}

// Re T of these powers
static double
real_transfer(const HcPowers powers)
{
  return powers.diff > 0.0 ? 0.5 * (powers.hot - powers.cold) / powers.diff
                           : 0.0;
}

static void
fill_recent(const HcAverages* const     self,
            const HcLastSecond* const   from,
            HcLastSecondAverages* const last_second)
{
  hc_last_second_bands(from, last_second->thirds);
  last_second->whole  = hc_balance_join(last_second->thirds, HC_N_THIRDS);
  last_second->powers = hc_last_second_powers(from, self->segments);
  last_second->not_antiphase =
    hc_last_second_not_antiphase(from, self->segments);
  last_second->movement  = hc_last_second_movement(from, self->segments);
  last_second->undecided = !hc_mains_guard_is_over(self->guard);
  last_second->drift =
    fabs(real_transfer(hc_last_second_powers(from, self->segments / 2)) -
         real_transfer(last_second->powers));
}

const HcSlowAverages*
hc_averages_last(const HcAverages* const self)
{
  return &self->slow;
}

void
hc_averages_last_second(const HcAverages* const     self,
                        HcLastSecondAverages* const last_second)
{
  fill_recent(self, self->last_second, last_second);
  last_second->programme = loud_seconds(self);
  last_second->lines_possible =
    last_second->undecided &&
    hc_mains_guard_lines_possible(self->guard, last_second->powers);
}

void
hc_averages_beside_mains(const HcAverages* const     self,
                         HcLastSecondAverages* const last_second)
{
  const HcPowers all = hc_last_second_powers(self->last_second, self->segments);
  fill_recent(self, hc_mains_guard_last_second(self->guard), last_second);
  last_second->programme      = hc_mains_guard_programme(self->guard, all);
  last_second->lines_possible = hc_mains_guard_lines_possible(self->guard, all);
}

bool
hc_averages_heard(const HcAverages* const self)
{
  return isfinite(hc_last_second_movement(self->last_second, 1).hot);
}

void
hc_averages_doubt(HcAverages* const self)
{
  hc_mains_guard_doubt(self->guard);
}

bool
hc_averages_young(const HcAverages* const self)
{
  return hc_mains_guard_is_young(self->guard);
}

double
hc_averages_quiet(const HcAverages* const self)
{
  return self->quiet * self->full_band_hop;
}
