// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analyzer/early.h"

#include "dsp/mains.h"

#include <hotcold/reading.h>

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

// Hz. Mains lines lie below
#define FROM HC_MAINS_TOP
#define TOP 20000.0

// Segments of a second, at most
#define MOST 32U

// Seconds of sound after which lines that are there are known
#define DECIDED 2.5

// Seconds of silence after which what plays next may come with other lines
#define FORGOTTEN 10.0

// Power above FROM that is no leakage of what is below
#define NO_LEAKAGE 1e-3

// Density below FROM over that above that no noise has
#define STANDS 10.0

struct HcEarly {
  HcRecent* recent;
  double    hop;     // Seconds
  double    silence; // dBFS
  double    share;   // Share of the bins that lies below FROM
  double    sound;   // Seconds of it
  double    quiet;   // Seconds since the last
  double    changed; // Seconds since lines became known
  uint32_t  first;   // Bin from which on programme is looked for
  uint32_t  history; // Newest segments, lowest bit first: programme
  bool      known;   // Lines are left out
};

HcEarly*
hc_early_new(const HcPathShape* const shape, const double silence)
{
  HcEarly* const self = (HcEarly*)calloc(1, sizeof(*self));
  if (!self) {
    return NULL;
  }
  const double bin_hz = shape->rate / shape->size;
  self->recent        = hc_recent_new(shape);
  self->hop           = shape->hop / shape->rate;
  self->silence       = silence;
  self->first         = (uint32_t)ceil(FROM / bin_hz);
  self->share         = FROM / fmin(TOP, 0.5 * shape->rate);
  if (!self->recent) {
    hc_early_free(self);
    return NULL;
  }
  hc_early_reset(self);
  return self;
}

void
hc_early_free(HcEarly* const self)
{
  if (self) {
    hc_recent_free(self->recent);
    free(self);
  }
}

void
hc_early_reset(HcEarly* const self)
{
  hc_recent_reset(self->recent);
  self->sound   = 0.0;
  self->quiet   = 0.0;
  self->changed = FORGOTTEN;
  self->history = 0;
  self->known   = false;
}

static void
count(HcEarly* const self, const bool is_sound)
{
  self->changed += self->hop;
  self->quiet = is_sound ? 0.0 : self->quiet + self->hop;
  self->sound += is_sound ? self->hop : 0.0;
  if (self->quiet > FORGOTTEN && self->sound > 0.0) {
    hc_recent_reset(self->recent);
    self->history = 0;
    self->sound   = 0.0;
  }
}

static uint32_t
segments_of(const HcEarly* const self)
{
  const double n = ceil(1.0 / self->hop);
  return n < MOST ? (uint32_t)n : MOST;
}

void
hc_early_add(HcEarly* const          self,
             const HcSpectrum* const spectrum,
             const HcCross* const    wide,
             const bool              is_sound)
{
  count(self, is_sound);
  if (hc_early_is_over(self)) {
    return;
  }
  const uint32_t end  = wide->first + wide->n;
  const uint32_t from = self->first < end ? self->first : end;
  hc_recent_add(
    self->recent, spectrum, wide->keep + from - wide->first, from, end - from);

  const HcPowers newest = hc_recent_powers(self->recent, 1);
  const double   most   = fmax(newest.diff, fmax(newest.hot, newest.cold));
  const bool     loud   = hc_dbfs_from_mean_square(most) >= self->silence;
  self->history         = (self->history << 1U) | (loud ? 1U : 0U);
}

void
hc_early_tell(HcEarly* const self, const bool are_known)
{
  if (are_known && !self->known) {
    if (hc_early_is_over(self)) {
      hc_recent_reset(self->recent);
      self->history = 0;
    }
    self->changed = 0.0;
  }
  self->known = are_known;
}

bool
hc_early_is_over(const HcEarly* const self)
{
  return self->sound >= DECIDED && self->changed > 1.0 + self->hop;
}

const HcRecent*
hc_early_recent(const HcEarly* const self)
{
  return self->recent;
}

double
hc_early_programme(const HcEarly* const self, const HcPowers all)
{
  const uint32_t n    = segments_of(self);
  const HcPowers high = hc_recent_powers(self->recent, n);
  uint32_t       loud = 0;
  for (uint32_t i = 0; i < n; ++i) {
    loud += (self->history >> i) & 1U;
  }
  return high.hot + high.cold > NO_LEAKAGE * (all.hot + all.cold)
           ? loud * self->hop
           : 0.0;
}

bool
hc_early_may_stand(const HcEarly* const self, const HcPowers all)
{
  const HcPowers high    = hc_recent_powers(self->recent, segments_of(self));
  const bool     is_cold = all.cold < all.hot;
  const double   above   = is_cold ? high.cold : high.hot;
  const double   below   = (is_cold ? all.cold : all.hot) - above;
  return below * (1.0 - self->share) > STANDS * above * self->share;
}
