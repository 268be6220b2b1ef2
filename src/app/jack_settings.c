// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/jack_settings.h"

#include "config/settings.h"
#include "jack/client.h"

HcJackSettings
hc_jack_settings(const HcSettings* const settings)
{
  const HcOutputs      outputs = settings->outputs;
  const HcJackSettings jack    = {
       .client_name = settings->client,
       .server_name = *settings->jack_server ? settings->jack_server : NULL,
       .diff        = outputs == HC_OUTPUTS_DIFF || outputs == HC_OUTPUTS_BOTH,
       .common      = outputs == HC_OUTPUTS_COMMON || outputs == HC_OUTPUTS_BOTH,
       .n_lines     = settings->n_lines,
       .lines       = settings->lines};
  return jack;
}
