// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Notices to the user of the program. Main thread.

#ifndef HOTCOLD_JACK_NOTICE_H
#define HOTCOLD_JACK_NOTICE_H

#include "jack/settings.h"

#include <hotcold/attributes.h>

/// Give the printf-like text to `settings->notice`, if it is set. Longer text
/// than 639 bytes is cut.
void
hc_jack_notice(const HcJackSettings* settings, const char* format, ...)
  HC_PRINTF(2, 3);

#endif // HOTCOLD_JACK_NOTICE_H
