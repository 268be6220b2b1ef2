// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/programme_gate.h"

#include "dsp/bin_sums.h"
#include "dsp/simd.h"
#include "dsp/third_octave.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/// The bins of lines may have this times the power of the lines of the combs
#define OWN 2.0

/// Bins that are summed in float before the sum is added in double
enum { STRETCH = 64 };

bool
hc_programme_gate_init(HcProgrammeGate* const   gate,
                       const HcStftShape* const shape,
                       const double             silence)
{
  gate->limit  = 0.5 * pow(10.0, 0.1 * silence);
  gate->bin_hz = shape->rate / shape->size;
  gate->n_bins = shape->size / 2U + 1U;
  gate->top =
    (uint32_t)fmin(ceil(HC_AUDIO_TO / gate->bin_hz) + 1.0, gate->n_bins);
  // The first side lobes of a line 50 dB above silence would open the gate
  gate->margin = 2U * shape->window.lobe;
  gate->any    = false;
  gate->on_d   = 0.0;
  gate->on_leg = 0.0;
  gate->lines  = (uint8_t*)calloc(gate->n_bins, sizeof(uint8_t));
  return gate->lines;
}

void
hc_programme_gate_free(HcProgrammeGate* const gate)
{
  free(gate->lines);
}

void
hc_programme_gate_reset(HcProgrammeGate* const gate)
{
  if (gate->any) {
    memset(gate->lines, 0, gate->n_bins);
  }
  gate->any    = false;
  gate->on_d   = 0.0;
  gate->on_leg = 0.0;
}

void
hc_programme_gate_leave_out(HcProgrammeGate* const gate,
                            const HcComb* const    comb)
{
  double hot  = 0.0;
  double cold = 0.0;
  for (size_t i = 0; comb->found && i < comb->n_lines; ++i) {
    gate->on_d += 0.5 * fmax(comb->lines[i].diff, 0.0);
    hot += 0.5 * fmax(comb->lines[i].hot, 0.0);
    cold += 0.5 * fmax(comb->lines[i].cold, 0.0);
    const double bin  = comb->lines[i].hz / gate->bin_hz;
    const double low  = fmax(ceil(bin - gate->margin), 0.0);
    const double high = fmin(floor(bin + gate->margin) + 1.0, gate->n_bins);
    if (low < high) {
      memset(gate->lines + (size_t)low, 1, (size_t)(high - low));
      gate->any = true;
    }
  }
  gate->on_leg += fmax(hot, cold);
}

/// Sums over some bins
typedef struct {
  float dd;
  float mm;
  float re; // Of D* M
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

/// Number of bins from `first` on that are all on lines or all between lines,
/// STRETCH at most
static uint32_t
room(const HcProgrammeGate* const gate, const uint32_t first)
{
  const uint32_t left = gate->top - first;
  const uint32_t most = left < STRETCH ? left : STRETCH;
  uint32_t       n    = gate->any ? 1U : most;
  while (n < most && gate->lines[first + n] == gate->lines[first]) {
    ++n;
  }
  return n;
}

static void
add(HcBinPowers* const total, const Powers sum)
{
  total->dd += (double)sum.dd;
  total->mm += (double)sum.mm;
  total->re += (double)sum.re;
}

/// Power of the louder leg
static double
leg_of(const HcBinPowers* const total)
{
  return total->mm + 0.25 * total->dd + fabs(total->re);
}

bool
hc_programme_gate_is_closed(const HcProgrammeGate* const gate,
                            const HcSpectrum* const      segment)
{
  const double unit   = 2.0 * segment->noise_bandwidth;
  const double limit  = unit * gate->limit;
  HcBinPowers  beside = {0.0, 0.0, 0.0};
  HcBinPowers  lines  = {0.0, 0.0, 0.0};
  uint32_t     n      = 0;
  for (uint32_t i = segment->lobe; i < gate->top; i += n) {
    n = room(gate, i);
    add(gate->lines[i] ? &lines : &beside, powers_of(segment, i, n));
    if (beside.dd >= limit) {
      return false; // Usually programme plays: stop early to save time
    }
  }
  return leg_of(&beside) < limit &&
         lines.dd < limit + OWN * unit * gate->on_d &&
         leg_of(&lines) < limit + OWN * unit * gate->on_leg;
}
