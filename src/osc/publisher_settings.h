// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the configuration says about publishing over OSC. Plain data.

#ifndef HOTCOLD_OSC_PUBLISHER_SETTINGS_H
#define HOTCOLD_OSC_PUBLISHER_SETTINGS_H

#include "net/address.h"

#include <stdbool.h>
#include <stddef.h>

/// What [osc] of the configuration says
typedef struct {
  HcAddress        listen;    ///< Port 0: any that is free
  double           rate;      ///< Hz, of targets, and where none is asked for
  bool             bundle;    ///< Of targets, and where it is not asked for
  const HcNetwork* allow;     ///< Networks that may send commands, copied
  size_t           n_allow;   ///< 0: loopback
  const HcAddress* targets;   ///< Sent to without asking, copied
  size_t           n_targets; ///< May be 0
} HcPublisherSettings;

#endif // HOTCOLD_OSC_PUBLISHER_SETTINGS_H
