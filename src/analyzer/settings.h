// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Checks the settings for hc_analyzer_new(). Pure; any thread.

#ifndef HOTCOLD_ANALYZER_SETTINGS_H
#define HOTCOLD_ANALYZER_SETTINGS_H

#include <hotcold/analyzer.h>

#include <stdbool.h>
#include <stdint.h>

/// True if the rate (frames per second) and all settings are within the ranges
/// that hotcold/analyzer.h states
bool
hc_settings_in_range(uint32_t rate, const HcAnalyzerSettings* settings);

#endif // HOTCOLD_ANALYZER_SETTINGS_H
