// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The OSC messages about a line. Messages that are sent many times a second
/// are encoded once, at the start; sending copies them and replaces the number.
/// Uses no file, socket or clock; the publisher's thread only.

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

/// The messages of `n_lines` lines. NULL when out of memory.
HcLineMessages*
hc_line_messages_new(size_t n_lines);

/// NULL is allowed
void
hc_line_messages_free(HcLineMessages* messages);

/// Pack the state of `line`. Here and below lines count from 0.
void
hc_line_messages_state(const HcLineMessages* messages,
                       size_t                line,
                       HcLineState           state,
                       HcOscPacker*          packer);

/// Pack all readings of one pace from `readings[HC_N_READINGS]`. A reading with
/// a number that is not finite goes out as invalid.
void
hc_line_messages_readings(const HcLineMessages* messages,
                          size_t                line,
                          HcPace                pace,
                          const HcReading*      readings,
                          HcOscPacker*          packer);

/// Pack the name of `line`
void
hc_line_messages_name(size_t line, const char* name, HcOscPacker* packer);

/// Pack the third octaves `bands[HC_N_BANDS]` and their intervals in dB. A band
/// that is not valid has HC_SILENCE_DB for all three numbers; an interval
/// without an upper end has HC_UNBOUNDED_DB there.
void
hc_line_messages_bands(size_t line, const HcBand* bands, HcOscPacker* packer);

/// Pack the first HC_MAX_MAINS of `n` mains lines; with `n` 0 the message says
/// that there are none any more. Lines with numbers that are not finite are
/// left out.
void
hc_line_messages_mains(size_t             line,
                       const HcMainsLine* mains,
                       size_t             n,
                       HcOscPacker*       packer);

/// Pack the verdict and its confidence
void
hc_line_messages_verdict(size_t             line,
                         const HcJudgement* judgement,
                         HcOscPacker*       packer);

/// Pack the reasons of the verdict
void
hc_line_messages_reasons(size_t             line,
                         const HcJudgement* judgement,
                         HcOscPacker*       packer);

/// Pack one event: the verdict or finding `name` is on, or is over, and why
void
hc_line_messages_event(size_t       line,
                       const char*  name,
                       bool         on,
                       const char*  sentence,
                       HcOscPacker* packer);

#endif // HOTCOLD_OSC_LINE_MESSAGES_H
