// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Probabilities of yes-or-no properties of a line. They follow from how far a
/// number is from a threshold, compared with its interval. Pure; any thread.

#ifndef HOTCOLD_VERDICT_LINE_PROBABILITIES_H
#define HOTCOLD_VERDICT_LINE_PROBABILITIES_H

#include "verdict/evidence.h"

#include <stdbool.h>

/// dB of signal balance; a line with this or more counts as balanced
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
  bool usable;         ///< False: too little is known to say anything
  bool pickup_known;   ///< Pick-up stands out of a leg
  bool pickup_decides; ///< Pick-up is clear enough to decide, or there is none
                       ///< and it is not worth waiting for any
  double p[HC_N_PROPERTIES];
} HcLineProbabilities;

/// The probability that a normal variable with mean `x` and standard deviation
/// `sigma` >= 0 lies above `threshold`; 0.5 if anything is NaN
double
hc_probability_above(double x, double threshold, double sigma);

/// The balance that decides. It is that of the slow averages if it agrees with
/// the last second and has the narrower interval; after a change of the line it
/// is that of the last second.
const HcReading*
hc_evidence_balance(const HcEvidence* evidence);

/// The evidence of the legs that decides everything but the balance: that of
/// the last second if it is known, else that of the slow averages
const HcLegsEvidence*
hc_evidence_legs(const HcEvidence* evidence);

/// Weigh `evidence`
void
hc_line_probabilities_weigh(const HcEvidence*    evidence,
                            HcLineProbabilities* properties);

#endif // HOTCOLD_VERDICT_LINE_PROBABILITIES_H
