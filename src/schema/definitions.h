// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers that measurement and verdict must agree on. Any thread.

#ifndef HOTCOLD_SCHEMA_DEFINITIONS_H
#define HOTCOLD_SCHEMA_DEFINITIONS_H

/// dB by which programme on one leg may be weaker than on the other before that
/// leg counts as not driven
#define HC_DRIVEN_RANGE 40.0

/// Standard deviations from the mean to either end of a 95 % interval of a
/// normal distribution
#define HC_Z95 1.959964

#endif // HOTCOLD_SCHEMA_DEFINITIONS_H
