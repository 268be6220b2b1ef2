// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What is probably true of a line: yes-or-no properties with a probability
/// each, from how far inside its interval a number lies. Pure; any thread.

#ifndef HOTCOLD_VERDICT_LINE_PROBABILITIES_H
#define HOTCOLD_VERDICT_LINE_PROBABILITIES_H

#include "verdict/evidence.h"

#include <stdbool.h>

/// dB of signal balance from which on a line counts as balanced
#define HC_BALANCED_FROM 35.0

typedef enum {
  HC_HOT_LIVE,      ///< Hot carries programme
  HC_COLD_LIVE,     ///< Cold carries programme
  HC_ANTIPHASE,     ///< One programme, legs in antiphase (if both are live)
  HC_SAME_POLARITY, ///< r near +1 (if both are live and not in antiphase)
  HC_SYMMETRIC,     ///< Balance 35 dB or as good as can be seen (antiphase)
  HC_INVERTED,      ///< Polarity -1 against the reference
  HC_ALIKE_PICKUP,  ///< ri near +1
  HC_MORE_ON_COLD,  ///< |ri| far above 1 (if not alike)
  HC_N_PROPERTIES
} HcLineProperty;

/// Probabilities 0..1, never NaN
typedef struct {
  bool   usable;       ///< False: too little is known to say anything
  bool   pickup_known; ///< Pick-up stands out of a leg
  bool   pickup_tells; ///< It decides; or there is none, and none to wait for
  double p[HC_N_PROPERTIES];
} HcLineProbabilities;

/// The probability that a normal variable with mean `x` and standard deviation
/// `sigma` >= 0 lies above `threshold`; 0.5 if anything is NaN
double
hc_probability_above(double x, double threshold, double sigma);

/// The balance that decides: the slow one while it agrees with the recent one
/// and is the narrower, as it is after a while; after a change the recent one
const HcReading*
hc_evidence_balance(const HcEvidence* evidence);

/// The span that decides on everything else: the recent one where it is known
const HcLegsEvidence*
hc_evidence_legs(const HcEvidence* evidence);

/// Weigh `evidence`
void
hc_line_probabilities_weigh(const HcEvidence*    evidence,
                            HcLineProbabilities* properties);

#endif // HOTCOLD_VERDICT_LINE_PROBABILITIES_H
