// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the configuration says about publishing over OSC. Plain data.

#ifndef HOTCOLD_OSC_PUBLISHER_SETTINGS_H
#define HOTCOLD_OSC_PUBLISHER_SETTINGS_H

#include "net/address.h"

#include <stdbool.h>
#include <stddef.h>

/// Where the analyzer listens unless told otherwise: 127.0.0.1:7770
#define HC_DEFAULT_HOST 0x7F000001U
#define HC_DEFAULT_PORT 7770U

/// What [osc] of the configuration says
typedef struct {
  HcAddress        listen;    ///< Port 0: any that is free
  double           rate;      ///< Hz, of targets and who does not ask
  bool             bundle;    ///< Likewise
  const HcNetwork* allow;     ///< Whose commands are heard, copied
  size_t           n_allow;   ///< 0: loopback
  const HcAddress* targets;   ///< Sent to without asking, copied
  size_t           n_targets; ///< May be 0
} HcPublisherSettings;

#endif // HOTCOLD_OSC_PUBLISHER_SETTINGS_H
