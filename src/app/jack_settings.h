// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// From the user's settings to those of the JACK client.

#ifndef HOTCOLD_APP_JACK_SETTINGS_H
#define HOTCOLD_APP_JACK_SETTINGS_H

#include "config/settings.h"
#include "jack/client.h"

/// Borrows from `settings`; tells nothing to the user yet
HcJackSettings
hc_jack_settings(const HcSettings* settings);

#endif // HOTCOLD_APP_JACK_SETTINGS_H
