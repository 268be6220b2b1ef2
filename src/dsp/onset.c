// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/onset.h"

#include <math.h>

#define SETS_IN 10.0 // Power over that of all before
#define ACROSS 3     // Segments that an onset may be in
#define LOUDER 1.1   // Power by which it is

void
hc_onset_reset(HcOnset* const onset)
{
  onset->loudest = 0.0;
  onset->since   = ACROSS;
}

bool
hc_onset_follow(HcOnset* const onset,
                const double   power,
                const bool     already_detected)
{
  const bool across = onset->since < ACROSS;
  const bool louder = onset->loudest > 0.0 &&
                      power > (across ? LOUDER : SETS_IN) * onset->loudest;
  const bool sets_in = louder && !across && !already_detected;
  onset->loudest     = fmax(onset->loudest, power);
  onset->since       = sets_in ? 0U : onset->since + 1U;
  return sets_in || (across && louder);
}
