// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Verdicts and findings: their names and advice, and the judgement that holds
/// them. Pure functions: any thread. All strings are static, UTF-8, English.

#ifndef HOTCOLD_VERDICT_H
#define HOTCOLD_VERDICT_H

#include <hotcold/attributes.h>

#include <stddef.h>
#include <stdint.h>

HC_BEGIN_DECLS

/// What a line is. hotcold-measurement(7) has the evidence for each.
typedef enum {
  HC_UNKNOWN,            ///< No programme, or too little of it
  HC_BALANCED,           ///< Legs equal and opposite
  HC_UNEQUAL,            ///< Opposite, but one leg is weaker
  HC_IMPEDANCE_BALANCED, ///< Signal on hot only, same pick-up on both legs
  HC_SINGLE_ENDED,       ///< Signal on hot only, no pick-up on cold
  HC_COLD_OPEN,          ///< Cold is not connected
  HC_HOT_MISSING,        ///< Hot carries no programme
  HC_STEREO,             ///< Left and right of a stereo signal
  HC_DUAL_MONO,          ///< The same signal, same polarity, on both legs
  HC_REVERSED,           ///< Hot and cold exchanged (needs a reference)
  HC_N_VERDICTS
} HcVerdict;

/// What else was found. Several may be present at once.
typedef enum {
  HC_HUM_ON_COMMON,
  HC_HUM_ON_DIFF,
  HC_USB_ON_COMMON,
  HC_USB_ON_DIFF,
  HC_CLIPPING_HOT,
  HC_CLIPPING_COLD,
  HC_LEG_DELAY_FOUND,
  HC_WORSE_AT_HIGH_FREQUENCIES,
  HC_WORSE_AT_LOW_FREQUENCIES,
  HC_LOW_LEVEL,
  HC_UNCALIBRATED,
  HC_CAPTURE_LIMITED,
  HC_NOT_FINITE,
  HC_N_FINDINGS
} HcFindingId;

/// Bytes of one sentence with its terminator
#define HC_SENTENCE_SIZE 200

/// Greatest number of reasons in one judgement
#define HC_MAX_REASONS 6

/// The verdict on a line, the findings, and the reasons for both
typedef struct {
  HcVerdict   verdict;
  double      confidence; ///< Probability that the verdict is right, 0..1
  double      age;        ///< Seconds of audio since evidence last confirmed it
  size_t      n_reasons;  ///< 0..HC_MAX_REASONS
  char        reasons[HC_MAX_REASONS][HC_SENTENCE_SIZE]; ///< With the numbers
  const char* advice;                                    ///< What to do; static
  uint32_t    findings; ///< Bit 1 << HcFindingId for each that is present
  char evidence[HC_N_FINDINGS][HC_SENTENCE_SIZE]; ///< Of each; empty: absent
} HcJudgement;

/// Returns the name of `verdict` (below HC_N_VERDICTS): "balanced",
/// "single-ended", ...
HC_API const char*
hc_verdict_name(HcVerdict verdict);

/// Returns what the user can do about `verdict` (below HC_N_VERDICTS).
HC_API const char*
hc_verdict_advice(HcVerdict verdict);

/// Returns the name of `finding` (below HC_N_FINDINGS): "hum-on-common", ...
HC_API const char*
hc_finding_name(HcFindingId finding);

/// Returns what the user can do about `finding` (below HC_N_FINDINGS).
HC_API const char*
hc_finding_advice(HcFindingId finding);

HC_END_DECLS

#endif // HOTCOLD_VERDICT_H
