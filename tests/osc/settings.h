// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What tests publish with.

#ifndef HOTCOLD_TESTS_OSC_SETTINGS_H
#define HOTCOLD_TESTS_OSC_SETTINGS_H

#include "osc/publisher_settings.h"

/// 127.0.0.1, any free port, 20 Hz, bundles, loopback allowed, no targets
static inline HcPublisherSettings
test_settings(void)
{
  const HcPublisherSettings settings = {
    .listen = {0x7F000001U, 0}, .rate = 20.0, .bundle = true};
  return settings;
}

#endif // HOTCOLD_TESTS_OSC_SETTINGS_H
