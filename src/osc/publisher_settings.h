// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The settings for publishing over OSC. Plain data.

#ifndef HOTCOLD_OSC_PUBLISHER_SETTINGS_H
#define HOTCOLD_OSC_PUBLISHER_SETTINGS_H

#include "net/address.h"

#include <stdbool.h>
#include <stddef.h>

/// Section [osc] of the configuration
typedef struct {
  HcAddress        listen;    ///< Port 0: any port that is free
  double           rate;      ///< Hz, for targets and as the default
  bool             bundle;    ///< For targets and as the default
  const HcNetwork* allow;     ///< Networks that may send commands, copied
  size_t           n_allow;   ///< 0: loopback
  const HcAddress* targets;   ///< Receive without a subscription, copied
  size_t           n_targets; ///< May be 0
} HcPublisherSettings;

#endif // HOTCOLD_OSC_PUBLISHER_SETTINGS_H
