// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/options.h"

#include <stddef.h>
#include <string.h>

static const HcCommandInfo commands[HC_N_COMMANDS] = {
  [HC_RUN] = {"run", NULL, false, "Analyze lines from JACK, publish over OSC"},
  [HC_MONITOR]  = {"monitor",
                   "HOST:PORT",
                   false,
                   "Show a running analyzer in the terminal, over OSC"},
  [HC_MEASURE]  = {"measure", NULL, false, "Take one measurement from JACK"},
  [HC_ANALYZE]  = {"analyze", "FILE", true, "Measure a recording"},
  [HC_SIMULATE] = {"simulate",
                   "SCENARIO",
                   false,
                   "Play a modelled line into JACK"},
  [HC_DEMO]     = {"demo", NULL, false, "Show a demo on a private JACK server"},
  [HC_PORTS]    = {"ports", NULL, false, "List the capture ports by name"},
};

const HcCommandInfo*
hc_command_info(const HcCommand command)
{
  return &commands[command];
}

const HcOption*
hc_option_of_command(const HcCommand command, const char* const key)
{
  for (size_t i = 0; i < hc_option_count(); ++i) {
    const HcOption* const option = hc_option(i);
    if ((option->commands & (1U << command)) && !strcmp(option->key, key)) {
      return option;
    }
  }
  return NULL;
}

const HcOption*
hc_option_of_section(const HcSection section, const char* const key)
{
  for (size_t i = 0; i < hc_option_count(); ++i) {
    const HcOption* const option = hc_option(i);
    if (option->section == section && !strcmp(option->key, key)) {
      return option;
    }
  }
  return NULL;
}
