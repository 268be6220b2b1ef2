// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes the settings of the JACK ports from those of the user.

#ifndef HOTCOLD_APP_JACK_SETTINGS_H
#define HOTCOLD_APP_JACK_SETTINGS_H

#include "config/settings.h"
#include "engine/line_ports.h"

/// The ports of all lines, without notices. The result borrows from `settings`.
HcLinePortsSettings
hc_jack_settings(const HcSettings* settings);

/// Name of the server to use, for JACK; NULL is the default server
const char*
hc_jack_server(const HcSettings* settings);

#endif // HOTCOLD_APP_JACK_SETTINGS_H
