// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Gives the ports of a cycle to the lines of a process. Audio thread: nothing
/// here allocates, locks, waits or calls the system.

#ifndef HOTCOLD_ENGINE_FEED_H
#define HOTCOLD_ENGINE_FEED_H

#include "jack/settings.h"

#include <hotcold/attributes.h>

/// Ports of a line, in this order: line i has the inputs from HC_N_LINE_INPUTS
/// * i on, and the outputs from HC_N_LINE_OUTPUTS * i on. The place of a port
/// that a line does not have is empty.
enum { HC_HOT_INPUT, HC_COLD_INPUT, HC_REFERENCE_INPUT, HC_N_LINE_INPUTS };
enum { HC_DIFF_OUTPUT, HC_COMMON_OUTPUT, HC_N_LINE_OUTPUTS };

/// The process function of HcJackSettings. `process` is an HcProcess with as
/// many lines as there are ports for. Audio of a newly opened server does not
/// follow on the audio before, and nothing counts as lost.
void
hc_feed(void* process, const HcJackCycle* cycle) HC_REALTIME;

#endif // HOTCOLD_ENGINE_FEED_H
