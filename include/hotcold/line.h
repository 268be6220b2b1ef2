// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A line: its name, where its legs come from, and the state it is in.

#ifndef HOTCOLD_LINE_H
#define HOTCOLD_LINE_H

#include <hotcold/attributes.h>
#include <hotcold/reading.h>
#include <hotcold/status.h>

#include <stdbool.h>
#include <stddef.h>

/// Bytes for a line's name with its terminator
#define HC_LINE_NAME_SIZE 64

/// Bytes for a port name or regular expression with its terminator
#define HC_PATTERN_SIZE 336

/// Lines one analyzer may have
#define HC_MAX_LINES 256

/// Limits one line may have
#define HC_MAX_LIMITS 32

/// Ordered: where several apply, the later one is shown
typedef enum {
  HC_STATE_OK,           ///< Programme is measured
  HC_STATE_SETTLING,     ///< Fewer than 8 effective averages
  HC_STATE_SILENT,       ///< No programme; the last verdict is kept
  HC_STATE_MANY_SOURCES, ///< A port has several connections, JACK sums them
  HC_STATE_ONE_LEG,      ///< One port is unconnected
  HC_STATE_DISCONNECTED, ///< No port is connected
  HC_STATE_STALLED,      ///< No audio arrives
  HC_N_STATES
} HcLineState;

/// "ok", "settling", ...
const char*
hc_line_state_name(HcLineState state);

/// READING min|max VALUE [hold SECONDS]
typedef struct {
  HcReadingId reading;
  bool        is_max; ///< `value` is the greatest allowed, else the least
  double      value;  ///< In the reading's unit
  double      hold;   ///< Seconds it must be exceeded before it counts, >= 0
} HcLimit;

/// Which channels of a recording are the legs; they count from 1
typedef struct {
  unsigned hot;
  unsigned cold;
  unsigned reference; ///< 0: none
} HcChannels;

/// What the user said about one line
typedef struct {
  char    name[HC_LINE_NAME_SIZE];
  char    hot[HC_PATTERN_SIZE];       ///< Port name or regular expression
  char    cold[HC_PATTERN_SIZE];      ///< Likewise
  char    reference[HC_PATTERN_SIZE]; ///< Likewise; empty: none
  char    calibration[1024];          ///< File; empty: none
  double  dbu_at_full_scale;          ///< NAN: not known
  size_t  n_limits;
  HcLimit limits[HC_MAX_LIMITS];
} HcLineSpec;

/// Make `name` fit for a JACK port: characters outside [A-Za-z0-9_-] become
/// '_', one for each character of UTF-8. `size` >= 1 bytes at `out`.
void
hc_line_port_name(const char* name, const char* suffix, char* out, size_t size);

#endif // HOTCOLD_LINE_H
