// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the analyzer says of its lines, as OSC messages. Messages that go out
/// many times a second are encoded once; a round copies them and puts in the
/// number. Pure; one thread.

#ifndef HOTCOLD_OSC_LINE_MESSAGES_H
#define HOTCOLD_OSC_LINE_MESSAGES_H

#include "osc/packer.h"

#include <hotcold/analyzer.h>
#include <hotcold/line.h>
#include <hotcold/reading.h>

#include <stdbool.h>
#include <stddef.h>

/// Opaque
typedef struct HcLineMessages HcLineMessages;

/// The messages of `n_lines` lines; NULL when out of memory
HcLineMessages*
hc_line_messages_new(size_t n_lines);

/// NULL is fine
void
hc_line_messages_free(HcLineMessages* messages);

/// Pack the state of `line`, counted from 0
void
hc_line_messages_state(const HcLineMessages* messages,
                       size_t                line,
                       HcLineState           state,
                       HcOscPacker*          packer);

/// Pack all readings of one pace, a row of HC_N_READINGS in `readings`. Numbers
/// that are not finite go out as invalid readings.
void
hc_line_messages_readings(const HcLineMessages* messages,
                          size_t                line,
                          HcPace                pace,
                          const HcReading*      readings,
                          HcOscPacker*          packer);

/// Pack the name of `line`
void
hc_line_messages_name(size_t line, const char* name, HcOscPacker* packer);

/// Pack the third octaves and their intervals; bands that are not valid at
/// HC_SILENCE_DB throughout, unbounded ones with HC_UNBOUNDED_DB above
void
hc_line_messages_bands(size_t line, const HcBand* bands, HcOscPacker* packer);

/// Pack `n` mains lines, at most HC_MAX_MAINS, or 0 to say that none are left
void
hc_line_messages_mains(size_t             line,
                       const HcMainsLine* mains,
                       size_t             n,
                       HcOscPacker*       packer);

/// Pack the verdict held now
void
hc_line_messages_verdict(size_t             line,
                         const HcJudgement* judgement,
                         HcOscPacker*       packer);

/// Pack the reasons of the verdict held now
void
hc_line_messages_reasons(size_t             line,
                         const HcJudgement* judgement,
                         HcOscPacker*       packer);

/// Pack one event: a verdict or finding that is on or off
void
hc_line_messages_event(size_t       line,
                       const char*  name,
                       bool         on,
                       const char*  sentence,
                       HcOscPacker* packer);

#endif // HOTCOLD_OSC_LINE_MESSAGES_H
