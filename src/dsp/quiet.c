// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/quiet.h"

#include "dsp/simd.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/// Hz
#define HIGHEST 20000.0

/// Bins summed in float before going to double
enum { STRETCH = 64 };

bool
hc_quiet_init(HcQuiet* const           quiet,
              const HcPathShape* const shape,
              const double             silence)
{
  quiet->limit  = 0.5 * pow(10.0, 0.1 * silence);
  quiet->bin_hz = shape->rate / shape->size;
  quiet->n_bins = shape->size / 2U + 1U;
  quiet->top =
    (uint32_t)fmin(ceil(HIGHEST / quiet->bin_hz) + 1.0, quiet->n_bins);
  // Of a line 50 dB above silence the first side lobes would show
  quiet->margin = 2U * shape->window.lobe;
  quiet->any    = false;
  quiet->lines  = (uint8_t*)calloc(quiet->n_bins, sizeof(uint8_t));
  return quiet->lines;
}

void
hc_quiet_free(HcQuiet* const quiet)
{
  free(quiet->lines);
}

void
hc_quiet_reset(HcQuiet* const quiet)
{
  if (quiet->any) {
    memset(quiet->lines, 0, quiet->n_bins);
  }
  quiet->any = false;
}

void
hc_quiet_leave_out(HcQuiet* const quiet, const HcComb* const comb)
{
  for (size_t i = 0; comb->found && i < comb->n_lines; ++i) {
    const double bin  = comb->lines[i].hz / quiet->bin_hz;
    const double low  = fmax(ceil(bin - quiet->margin), 0.0);
    const double high = fmin(floor(bin + quiet->margin) + 1.0, quiet->n_bins);
    if (low < high) {
      memset(quiet->lines + (size_t)low, 1, (size_t)(high - low));
      quiet->any = true;
    }
  }
}

/// Sums over some bins
typedef struct {
  float dd;
  float mm;
  float dm;
} Powers;

HC_SIMD_TWINS static Powers
powers_of(const HcSpectrum* const s, const size_t first, const size_t n)
{
  const float* const d  = (const float*)(s->d + first);
  const float* const m  = (const float*)(s->m + first);
  float              dd = 0.0F;
  float              mm = 0.0F;
  float              dm = 0.0F;
#pragma omp simd reduction(+ : dd, mm, dm)
  for (size_t i = 0; i < 2U * n; ++i) {
    dd += d[i] * d[i];
    mm += m[i] * m[i];
    dm += d[i] * m[i];
  }
  const Powers sum = {dd, mm, dm};
  return sum;
}

/// Bins from `first` on to the next line, STRETCH at most
static uint32_t
room(const HcQuiet* const quiet, const uint32_t first)
{
  const uint32_t left = quiet->top - first;
  const uint32_t most = left < STRETCH ? left : STRETCH;
  uint32_t       n    = quiet->any ? 0U : most;
  while (n < most && !quiet->lines[first + n]) {
    ++n;
  }
  return n;
}

bool
hc_quiet_is(const HcQuiet* const quiet, const HcSpectrum* const segment)
{
  const double limit = 2.0 * segment->noise_bandwidth * quiet->limit;
  double       dd    = 0.0;
  double       mm    = 0.0;
  double       dm    = 0.0;
  uint32_t     n     = 0;
  for (uint32_t i = segment->lobe; i < quiet->top; i += n ? n : 1U) {
    n                = room(quiet, i);
    const Powers sum = powers_of(segment, i, n);
    dd += (double)sum.dd;
    mm += (double)sum.mm;
    dm += (double)sum.dm;
    if (dd >= limit) {
      return false; // Programme is the usual case: no need to see it all
    }
  }
  return mm + 0.25 * dd + fabs(dm) < limit;
}
