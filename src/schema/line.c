// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <hotcold/line.h>

#include <stdio.h>
#include <string.h>

static const char* const state_names[HC_N_STATES] = {
  [HC_STATE_OK]           = "ok",
  [HC_STATE_SETTLING]     = "settling",
  [HC_STATE_SILENT]       = "silent",
  [HC_STATE_MANY_SOURCES] = "many-sources",
  [HC_STATE_ONE_LEG]      = "one-leg",
  [HC_STATE_DISCONNECTED] = "disconnected",
  [HC_STATE_STALLED]      = "stalled",
};

const char*
hc_line_state_name(const HcLineState state)
{
  return state_names[state];
}

static const char port_characters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                      "abcdefghijklmnopqrstuvwxyz"
                                      "0123456789_-";

void
hc_line_port_name(const char* const name,
                  const char* const suffix,
                  char* const       out,
                  const size_t      size)
{
  snprintf(out, size, "%s%s", name, suffix);
  for (char* c = out; *c; ++c) {
    if (!strchr(port_characters, *c)) {
      *c = '_';
    }
  }
}
