// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The notice of `run`, `measure` and `analyze` about references. Main thread.

#ifndef HOTCOLD_APP_REFERENCE_H
#define HOTCOLD_APP_REFERENCE_H

#include "config/settings.h"

/// Write one sentence to stderr for each line with a reference: nothing is
/// measured with it yet
void
hc_reference_warn(const HcSettings* settings);

#endif // HOTCOLD_APP_REFERENCE_H
