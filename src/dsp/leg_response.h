// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Ratio, phase and delay of cold against hot on programme, from T in bands:
/// r = C / H = (T - 1/2) / (T + 1/2), -1 on a perfect line. Pure; any thread.

#ifndef HOTCOLD_DSP_LEG_RESPONSE_H
#define HOTCOLD_DSP_LEG_RESPONSE_H

#include "dsp/balance.h"

#include <stdbool.h>
#include <stddef.h>

/// The legs on programme. Mean values are weighted by the power of d.
typedef struct {
  bool   valid;       ///< False: no band was valid; all else is 0
  double ratio;       ///< |r|, dB, geometric mean; -200..200
  double ratio_sigma; ///< Standard deviation, dB
  double phase;       ///< arg(-r), degree, -180..180; positive: cold leads
  double phase_sigma; ///< Standard deviation, degree
  double centre;      ///< Mean frequency of the programme, Hz
  bool   has_delay;   ///< There is enough bandwidth to measure a delay
  double delay;       ///< us; positive: cold is late
  double delay_sigma; ///< Standard deviation, us
} HcLegResponse;

/// From `n` <= HC_N_THIRDS bands in rising order of frequency. The delay is the
/// slope of arg(-r) over frequency, fitted through the origin and weighted by
/// precision. It needs at least three bands over two octaves in which both legs
/// are driven and coherent.
HcLegResponse
hc_leg_response(const HcBalance* bands, size_t n);

#endif // HOTCOLD_DSP_LEG_RESPONSE_H
