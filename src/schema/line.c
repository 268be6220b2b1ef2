// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <hotcold/line.h>

#include <stdbool.h>
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

// Second and later bytes of a character in UTF-8
static bool
is_continuation(const char c)
{
  return ((unsigned char)c & 0xC0U) == 0x80U;
}

void
hc_line_port_name(const char* const name,
                  const char* const suffix,
                  char* const       out,
                  const size_t      size)
{
  snprintf(out, size, "%s%s", name, suffix);
  char* end = out;
  for (const char* c = out; *c; ++c) {
    if (!is_continuation(*c)) {
      *end++ = strchr(port_characters, *c) ? *c : '_';
    }
  }
  *end = '\0';
}
