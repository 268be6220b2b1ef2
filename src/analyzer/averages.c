// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analyzer/averages.h"

#include "analyzer/combs.h"
#include "analyzer/early.h"

#include "dsp/cross.h"
#include "dsp/delay.h"
#include "dsp/path.h"

#include <hotcold/reading.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Where balance is measured, Hz
#define LOWEST 20.0
#define HIGHEST 20000.0

// Share of the rate up to which converters pass all: 20 kHz at 44.1 kHz. What
// they fold over from beyond half the rate turns the legs the other way.
#define CONVERTED (20.0 / 44.1)

// Third octave that the uppermost mains line lies in: 2.5 kHz
#define MAINS_THIRD 21

// Power that combs leave in the bins that are kept, over their own
#define LEAKAGE 1e-3

// The third octaves, and the outer two once more, cut to the whole's range
#define N_PARTS (HC_N_THIRDS + 2)

struct HcAverages {
  HcCross*       wide;
  HcCross*       fine;
  HcRecent*      recent;
  HcEarly*       early;
  double         wide_decay;   // Weight left after one segment
  double         fine_decay;   // Likewise
  double         wide_hop;     // Seconds
  double         silence;      // dBFS
  double         leakage;      // Mean square that lines leave beside them
  double         fine_limit;   // Hz up to which the fine path is right
  double         highest;      // Hz
  uint32_t       fine_span;    // Wide segments in one of the fine path
  uint32_t       quiet;        // Wide segments since the last with programme
  uint32_t       segments;     // Wide segments a second has
  uint64_t       history;      // Newest segments, lowest bit first: programme
  HcScatter      scatter;      // Slow average
  double         programme;    // Seconds averaged
  bool           wide_changed; // Since `parts` was brought up to date
  bool           fine_changed; // Likewise
  HcBalance      parts[N_PARTS];
  HcSlowAverages slow; // What follows from `parts`
};

static double
decay_of(const HcPathShape* const shape, const double average)
{
  const double hop = shape->hop / shape->rate;
  return average > 0.0 ? exp(-hop / average) : 1.0;
}

HcAverages*
hc_averages_new(const uint32_t rate, const double average, const double silence)
{
  HcAverages* const self = (HcAverages*)calloc(1, sizeof(*self));
  if (!self) {
    return NULL;
  }
  const HcPathShape wide  = hc_wide_shape(rate);
  const HcPathShape fine  = hc_fine_shape(rate);
  const double      least = hc_third_octave(0).low;
  const double      most  = hc_third_octave(HC_N_THIRDS - 1).high;
  self->wide_hop          = wide.hop / wide.rate;
  self->wide_decay        = decay_of(&wide, average);
  self->fine_decay        = decay_of(&fine, average);
  self->silence           = silence;
  self->highest           = CONVERTED * rate;
  // Above all mains lines the wide path tells as much for less
  self->fine_limit =
    fmin(hc_third_octave(MAINS_THIRD).high,
         fine.factor > 1 ? HC_FINE_BAND * fine.rate : 0.5 * fine.rate);
  self->segments  = (uint32_t)ceil(1.0 / self->wide_hop);
  self->fine_span = (uint32_t)ceil(fine.size / fine.rate / self->wide_hop);
  self->wide      = hc_cross_new(&wide, least, most);
  self->fine      = hc_cross_new(&fine, least, self->fine_limit);
  self->recent    = hc_recent_new(&wide);
  self->early     = hc_early_new(&wide, silence);
  if (!self->wide || !self->fine || !self->recent || !self->early) {
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
    hc_cross_free(self->wide);
    hc_cross_free(self->fine);
    hc_recent_free(self->recent);
    hc_early_free(self->early);
    free(self);
  }
}

void
hc_averages_reset(HcAverages* const self)
{
  hc_cross_reset(self->wide);
  hc_cross_reset(self->fine);
  hc_recent_reset(self->recent);
  hc_early_reset(self->early, self->wide);
  self->wide_changed = true;
  self->fine_changed = true;
  memset(&self->slow, 0, sizeof(self->slow));
  self->leakage         = 0.0;
  self->quiet           = 0;
  self->history         = 0;
  self->programme       = 0.0;
  self->scatter.all     = 0.0;
  self->scatter.against = 0.0;
}

// Whether a segment of these powers holds programme
static bool
is_loud(const HcAverages* const self, const HcPowers p)
{
  const double x = fmax(p.diff, fmax(p.hot, p.cold));
  return x > self->leakage && hc_dbfs_from_mean_square(x) >= self->silence;
}

static void
add_programme(HcAverages* const self, const HcSpectrum* const spectrum)
{
  const HcScatter newest = hc_recent_scatter(self->recent, 1);
  const double    decay  = self->wide_decay;
  self->scatter.all      = decay * self->scatter.all + newest.all;
  self->scatter.against  = decay * self->scatter.against + newest.against;
  self->programme += self->wide_hop;
  self->wide_changed = true;
  hc_cross_add(self->wide, spectrum, decay);
}

void
hc_averages_wide(HcAverages* const self, const HcSpectrum* const spectrum)
{
  const HcCross* const wide = self->wide;
  hc_recent_add(self->recent, spectrum, wide->keep, wide->first, wide->n);

  const HcPowers newest = hc_recent_powers(self->recent, 1);
  const bool     loud   = is_loud(self, newest);
  hc_early_add(self->early, spectrum, wide, loud);
  self->history = (self->history << 1U) | (loud ? 1U : 0U);
  if (loud) {
    self->quiet = 0;
    add_programme(self, spectrum);
  } else if (self->quiet < UINT32_MAX) {
    ++self->quiet;
  }
}

void
hc_averages_fine(HcAverages* const self, const HcSpectrum* const spectrum)
{
  // A long segment that programme fills in part counts by its power
  if (self->quiet < self->fine_span && self->programme > 0.0) {
    self->fine_changed = true;
    hc_cross_add(self->fine, spectrum, self->fine_decay);
  }
}

// Mean squares in the bins that are kept
static HcPowers
powers_kept(const HcCross* const cross)
{
  HcPowers     sums = {0.0, 0.0, 0.0, 0.0, 0.0};
  const double all  = cross->noise_bandwidth * cross->w;
  for (uint32_t i = 0; i < cross->n; ++i) {
    const double keep = (double)cross->keep[i];
    sums.diff += keep * cross->dd[i];
    sums.common += keep * cross->mm[i];
    sums.cross += keep * cross->re[i];
  }
  return hc_powers_of(&sums, all > 0.0 ? 0.5 / all : 0.0);
}

// Look for peaks of the residual. A tone that is all there is, on both legs
// alike, is no pick-up unless a comb holds it.
static void
choose(HcAverages* const self, HcCross* const cross)
{
  if (hc_cross_averages(cross) >= HC_LEAST_AVERAGES) {
    hc_cross_choose(cross);
  }
  if (!is_loud(self, powers_kept(cross))) {
    hc_cross_keep_all(cross);
  }
}

void
hc_averages_forget(HcAverages* const self)
{
  hc_cross_forget(self->wide);
  hc_cross_forget(self->fine);
  self->wide_changed    = true;
  self->fine_changed    = true;
  self->scatter.all     = 0.0;
  self->scatter.against = 0.0;
  self->programme       = 0.0;
}

// What was averaged before a comb was known may have been nothing else
static void
forget_pickup(HcAverages* const self)
{
  if (self->leakage > 0.0 && !is_loud(self, powers_kept(self->wide))) {
    hc_averages_forget(self);
  }
}

void
hc_averages_choose(HcAverages* const   self,
                   const HcComb* const mains,
                   const HcComb* const usb)
{
  self->wide_changed = true;
  self->fine_changed = true;
  self->leakage      = LEAKAGE * (hc_combs_power(mains) + hc_combs_power(usb));
  choose(self, self->wide);
  choose(self, self->fine);
  hc_combs_leave_out(mains, hc_window_hann().lobe, self->wide);
  hc_combs_leave_out(usb, hc_window_hann().lobe, self->wide);
  hc_combs_leave_out(mains, hc_window_nuttall().lobe, self->fine);
  hc_combs_leave_out(usb, hc_window_nuttall().lobe, self->fine);
  forget_pickup(self);
  if (hc_cross_averages(self->fine) >= HC_LEAST_AVERAGES) {
    hc_combs_leak(mains, self->fine);
    hc_combs_leak(usb, self->fine);
  }
  hc_early_tell(self->early, self->wide, mains);
}

// The third octaves, and at the end what of the outer ones lies within the
// range of the whole
static HcRange
range_of(const HcAverages* const self, const size_t i)
{
  HcRange range = hc_third_octave(i < HC_N_THIRDS    ? i
                                  : i == HC_N_THIRDS ? 0
                                                     : HC_N_THIRDS - 1);
  range.low     = i == HC_N_THIRDS ? LOWEST : range.low;
  range.high    = fmin(range.high, i > HC_N_THIRDS ? HIGHEST : self->highest);
  range.high    = fmin(range.high, self->highest);
  return range;
}

// Bring `parts` up to date, each from the path that knows it best
static void
update_parts(HcAverages* const self)
{
  const bool ready = hc_cross_averages(self->fine) >= HC_LEAST_AVERAGES;
  for (size_t i = 0; i < N_PARTS; ++i) {
    const HcRange range = range_of(self, i);
    const bool    fine  = ready && range.high <= self->fine_limit;
    if (fine ? self->fine_changed : self->wide_changed) {
      self->parts[i] = hc_balance_in(fine ? self->fine : self->wide, range);
    }
  }
  self->wide_changed = false;
  self->fine_changed = false;
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
  slow->legs             = hc_antiphase(parts, HC_N_THIRDS);
  hc_delay_refine(self->wide, parts, fmin(HIGHEST, self->highest), &slow->legs);
  slow->scatter   = self->scatter;
  slow->programme = self->programme;
}

const HcSlowAverages*
hc_averages_slow(HcAverages* const self)
{
  if (self->wide_changed || self->fine_changed) {
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
  return loud * self->wide_hop;
}

// Re T of these powers
static double
real_transfer(const HcPowers powers)
{
  return powers.diff > 0.0 ? 0.5 * (powers.hot - powers.cold) / powers.diff
                           : 0.0;
}

static void
fill_recent(const HcAverages* const self,
            const HcRecent* const   from,
            HcRecentAverages* const recent)
{
  hc_recent_bands(from, recent->thirds);
  recent->whole     = hc_balance_join(recent->thirds, HC_N_THIRDS);
  recent->powers    = hc_recent_powers(from, self->segments);
  recent->scatter   = hc_recent_scatter(from, self->segments);
  recent->movement  = hc_recent_movement(from, self->segments);
  recent->undecided = !hc_early_is_over(self->early);
  recent->drift =
    fabs(real_transfer(hc_recent_powers(from, self->segments / 2)) -
         real_transfer(recent->powers));
}

const HcSlowAverages*
hc_averages_last(const HcAverages* const self)
{
  return &self->slow;
}

void
hc_averages_recent(const HcAverages* const self, HcRecentAverages* const recent)
{
  fill_recent(self, self->recent, recent);
  recent->programme = loud_seconds(self);
  recent->may_stand =
    recent->undecided && hc_early_may_stand(self->early, recent->powers);
}

void
hc_averages_early(const HcAverages* const self, HcRecentAverages* const recent)
{
  const HcPowers all = hc_recent_powers(self->recent, self->segments);
  fill_recent(self, hc_early_recent(self->early), recent);
  recent->programme = hc_early_programme(self->early, all);
  recent->may_stand = hc_early_may_stand(self->early, all);
}

bool
hc_averages_heard(const HcAverages* const self)
{
  return isfinite(hc_recent_movement(self->recent, 1).hot);
}

void
hc_averages_doubt(HcAverages* const self)
{
  hc_early_doubt(self->early);
}

bool
hc_averages_young(const HcAverages* const self)
{
  return hc_early_is_young(self->early);
}

double
hc_averages_quiet(const HcAverages* const self)
{
  return self->quiet * self->wide_hop;
}
