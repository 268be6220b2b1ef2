// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Computes the evidence that the rules of the verdict weigh from averages.
/// `error` is that of the inputs. Pure; any thread.

#ifndef HOTCOLD_ANALYZER_EVIDENCE_FILL_H
#define HOTCOLD_ANALYZER_EVIDENCE_FILL_H

#include "analyzer/averages.h"
#include "dsp/capture_error.h"
#include "verdict/evidence.h"

/// Fill in the levels and the evidence from the last second
void
hc_evidence_fill_last_second(const HcLastSecondAverages* last_second,
                             const HcCaptureError*       error,
                             HcEvidence*                 evidence);

/// Fill in the evidence from the slow averages, the delay, and the balance in
/// three ranges
void
hc_evidence_fill_slow(const HcSlowAverages* slow,
                      const HcCaptureError* error,
                      HcEvidence*           evidence);

/// Fill in the calibration of the inputs, and the best balance they can show
void
hc_evidence_fill_capture(const HcCaptureError* error, HcEvidence* evidence);

#endif // HOTCOLD_ANALYZER_EVIDENCE_FILL_H
