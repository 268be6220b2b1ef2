// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "osc/schema.h"

#include <hotcold/line.h>

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define LINE "/hotcold/line/"

// One argument for each third octave
#define BANDS "fffffffffffffffffffffffffffffff"

static const HcOscInfo infos[HC_N_OSC] = {
  [HC_OSC_SUBSCRIBE]    = {"/hotcold/subscribe", "fi"},
  [HC_OSC_UNSUBSCRIBE]  = {"/hotcold/unsubscribe", ""},
  [HC_OSC_PING]         = {"/hotcold/ping", "i"},
  [HC_OSC_INFO]         = {"/hotcold/info", "sssfi"},
  [HC_OSC_RESET]        = {"/hotcold/reset", ""},
  [HC_OSC_LINE_RESET]   = {LINE "N/reset", ""},
  [HC_OSC_SUBSCRIBED]   = {"/hotcold/subscribed", "ffi"},
  [HC_OSC_UNSUBSCRIBED] = {"/hotcold/unsubscribed", ""},
  [HC_OSC_PONG]         = {"/hotcold/pong", "i"},
  [HC_OSC_DONE]         = {"/hotcold/done", "s"},
  [HC_OSC_ERROR]        = {"/hotcold/error", "ss"},
  [HC_OSC_HEARTBEAT]    = {"/hotcold/heartbeat", "iiif"},
  [HC_OSC_LINE_NAME]    = {LINE "N/name", "s"},
  [HC_OSC_LINE_STATE]   = {LINE "N/state", "s"},
  [HC_OSC_LINE_BANDS]   = {LINE "N/bands/balance", BANDS},
  [HC_OSC_LINE_LOWS]    = {LINE "N/bands/balance/low", BANDS},
  [HC_OSC_LINE_HIGHS]   = {LINE "N/bands/balance/high", BANDS},
  [HC_OSC_LINE_MAINS]   = {LINE "N/mains", "fff"},
  [HC_OSC_LINE_REASONS] = {LINE "N/reasons", "s"},
  [HC_OSC_LINE_VERDICT] = {LINE "N/verdict", "sf"},
  [HC_OSC_LINE_EVENT]   = {LINE "N/event", "sis"},
};

static const char* const part_names[HC_N_PARTS] = {
  [HC_PART_VALUE]    = "",
  [HC_PART_LOW]      = "/low",
  [HC_PART_HIGH]     = "/high",
  [HC_PART_VALID]    = "/valid",
  [HC_PART_AT_LEAST] = "/at_least",
};

const HcOscInfo*
hc_osc_info(const HcOscId id)
{
  return &infos[id];
}

unsigned
hc_osc_n_parts(const HcReadingId reading)
{
  return hc_reading_info(reading)->interval ? HC_N_PARTS : 1U;
}

char
hc_osc_part_type(const HcReadingPart part)
{
  return part == HC_PART_VALID || part == HC_PART_AT_LEAST ? 'i' : 'f';
}

/// "/hotcold/line/3/" and `rest`
static void
put_address(const size_t      line,
            const char* const rest,
            const char* const part,
            char              out[HC_OSC_ADDRESS_SIZE])
{
  char number[24] = "N";
  if (line) {
    snprintf(number, sizeof(number), "%zu", line);
  }
  snprintf(out, HC_OSC_ADDRESS_SIZE, LINE "%s/%s%s", number, rest, part);
}

void
hc_osc_reading_address(const HcReadingId   reading,
                       const HcReadingPart part,
                       const size_t        line,
                       char                out[HC_OSC_ADDRESS_SIZE])
{
  put_address(line, hc_reading_info(reading)->name, part_names[part], out);
  for (char* c = out; *c; ++c) {
    if (*c == '.') {
      *c = '/';
    }
  }
}

void
hc_osc_line_address(const HcOscId id,
                    const size_t  line,
                    char          out[HC_OSC_ADDRESS_SIZE])
{
  put_address(line, infos[id].address + strlen(LINE "N/"), "", out);
}

size_t
hc_osc_line_number(const char* const address, const char** const rest)
{
  const size_t prefix = strlen(LINE);
  if (strncmp(address, LINE, prefix)) {
    return 0;
  }

  size_t      number = 0;
  const char* c      = address + prefix;
  if (*c != '0') {
    for (; *c >= '0' && *c <= '9' && number <= HC_MAX_LINES; ++c) {
      number = 10U * number + (size_t)(*c - '0');
    }
  }
  if (*c != '/' || number > HC_MAX_LINES) {
    return 0;
  }
  *rest = c + 1;
  return number;
}
