// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a verdict holds, in sentences that cite the numbers. Pure; any thread.

#ifndef HOTCOLD_VERDICT_SENTENCES_H
#define HOTCOLD_VERDICT_SENTENCES_H

#include "verdict/evidence.h"

#include <hotcold/attributes.h>
#include <hotcold/verdict.h>

/// Write one sentence into `sentence[HC_SENTENCE_SIZE]`, cut at its end if it
/// does not fit
void
hc_sentence(char* sentence, const char* format, ...) HC_PRINTF(2, 3);

/// Write how strong the lines called `what` are on either mode
void
hc_sentence_lines(char*            sentence,
                  const char*      what,
                  const HcReading* common,
                  const HcReading* diff);

/// Write into `judgement` the reasons that `evidence` gives for `verdict`: at
/// least one
void
hc_sentences_reasons(HcJudgement*      judgement,
                     HcVerdict         verdict,
                     const HcEvidence* evidence);

#endif // HOTCOLD_VERDICT_SENTENCES_H
