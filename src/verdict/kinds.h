// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Groups of verdicts. Pure; any thread.

#ifndef HOTCOLD_VERDICT_KINDS_H
#define HOTCOLD_VERDICT_KINDS_H

#include <hotcold/verdict.h>

#include <stdbool.h>

/// One programme in antiphase on both legs: balanced, unequal, reversed
bool
hc_kind_is_line(HcVerdict verdict);

/// Programme on hot alone: impedance-balanced, single-ended, cold-open
bool
hc_kind_has_dead_cold(HcVerdict verdict);

/// Above this coherence of the legs, noise is too weak to make two equal
/// signals look like stereo
#define HC_COHERENT 0.93

/// Two signals that are not in antiphase: stereo, dual-mono
bool
hc_kind_is_two(HcVerdict verdict);

#endif // HOTCOLD_VERDICT_KINDS_H
