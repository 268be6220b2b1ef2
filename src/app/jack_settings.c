// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/jack_settings.h"

#include "config/settings.h"
#include "engine/line_ports.h"

#include <stddef.h>

const char*
hc_jack_server(const HcSettings* const settings)
{
  return *settings->jack_server ? settings->jack_server : NULL;
}

HcLinePortsSettings
hc_jack_settings(const HcSettings* const settings)
{
  const HcOutputs           outputs = settings->outputs;
  const HcLinePortsSettings ports   = {
      .client_name = settings->client,
      .server_name = hc_jack_server(settings),
      .diff        = outputs == HC_OUTPUTS_DIFF || outputs == HC_OUTPUTS_BOTH,
      .common      = outputs == HC_OUTPUTS_COMMON || outputs == HC_OUTPUTS_BOTH,
      .n_lines     = settings->n_lines,
      .lines       = settings->lines};
  return ports;
}
