// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Verdicts and findings: their names, and the judgement that carries them.

#ifndef HOTCOLD_VERDICT_H
#define HOTCOLD_VERDICT_H

#include <stddef.h>
#include <stdint.h>

typedef enum {
  HC_UNKNOWN,
  HC_BALANCED,
  HC_UNEQUAL,
  HC_IMPEDANCE_BALANCED,
  HC_SINGLE_ENDED,
  HC_COLD_OPEN,
  HC_HOT_MISSING,
  HC_STEREO,
  HC_DUAL_MONO,
  HC_REVERSED,
  HC_N_VERDICTS
} HcVerdict;

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

/// Reasons one judgement may give
#define HC_MAX_REASONS 6

/// What is held to be true of a line, and why
typedef struct {
  HcVerdict   verdict;
  double      confidence; ///< 0..1
  double      age;        ///< Seconds of audio since evidence was last seen
  size_t      n_reasons;
  char        reasons[HC_MAX_REASONS][HC_SENTENCE_SIZE]; ///< Cite the numbers
  const char* advice;   ///< In the user's words; static
  uint32_t    findings; ///< Bit 1 << HcFindingId
  char        evidence[HC_N_FINDINGS][HC_SENTENCE_SIZE]; ///< Where set
} HcJudgement;

/// "balanced", "single-ended", ...
const char*
hc_verdict_name(HcVerdict verdict);

/// What to do, in plain words
const char*
hc_verdict_advice(HcVerdict verdict);

/// "hum-on-common", ...
const char*
hc_finding_name(HcFindingId finding);

/// What to do about it, in plain words
const char*
hc_finding_advice(HcFindingId finding);

#endif // HOTCOLD_VERDICT_H
