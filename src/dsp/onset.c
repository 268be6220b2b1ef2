// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dsp/onset.h"

#include <math.h>

#define ONSET 10.0 // Power over the loudest segment before that is an onset
#define ACROSS 3   // Segments that an onset may overlap
#define LOUDER 1.1 // Power over the loudest before, while an onset goes on

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
  const bool louder =
    onset->loudest > 0.0 && power > (across ? LOUDER : ONSET) * onset->loudest;
  const bool begins = louder && !across && !already_detected;
  onset->loudest    = fmax(onset->loudest, power);
  onset->since      = begins ? 0U : onset->since + 1U;
  return begins || (across && louder);
}
