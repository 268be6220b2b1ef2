// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A line: its name, the ports of its legs, its limits, and its state. Plain
/// data and pure functions: any thread.

#ifndef HOTCOLD_LINE_H
#define HOTCOLD_LINE_H

#include <hotcold/attributes.h>
#include <hotcold/reading.h>
#include <hotcold/status.h>

#include <stdbool.h>
#include <stddef.h>

HC_BEGIN_DECLS

/// Bytes of a line's name with its terminator
#define HC_LINE_NAME_SIZE 64

/// Bytes of a port name or regular expression with its terminator
#define HC_PATTERN_SIZE 336

/// Greatest number of lines
#define HC_MAX_LINES 256

/// Greatest number of limits of one line
#define HC_MAX_LIMITS 32

/// In order: if several apply, the last one is shown
typedef enum {
  HC_STATE_OK,           ///< Programme is measured
  HC_STATE_SETTLING,     ///< Fewer than 8 effective averages
  HC_STATE_SILENT,       ///< No programme; the last verdict is kept
  HC_STATE_MANY_SOURCES, ///< A port has several connections; JACK adds them up
  HC_STATE_ONE_LEG,      ///< One port is unconnected
  HC_STATE_DISCONNECTED, ///< No port is connected
  HC_STATE_STALLED,      ///< No audio arrives
  HC_N_STATES
} HcLineState;

/// Returns the name of `state` (below HC_N_STATES): "ok", "settling", ...
/// Static.
HC_API const char*
hc_line_state_name(HcLineState state);

/// READING min|max VALUE [hold SECONDS]
typedef struct {
  HcReadingId reading;
  bool        is_max; ///< True: `value` is a maximum; false: a minimum
  double      value;  ///< In the reading's unit
  double      hold;   ///< Seconds for which it must be exceeded, >= 0
} HcLimit;

/// The channels of a recording that are the legs, counted from 1
typedef struct {
  unsigned hot;
  unsigned cold;
  unsigned reference; ///< 0: none
} HcChannels;

/// What the configuration says about one line
typedef struct {
  char    name[HC_LINE_NAME_SIZE];
  char    hot[HC_PATTERN_SIZE];       ///< Port name or regular expression
  char    cold[HC_PATTERN_SIZE];      ///< Port name or regular expression
  char    reference[HC_PATTERN_SIZE]; ///< The same; empty: none
  char    calibration[1024];          ///< File; empty: none
  double  dbu_at_full_scale;          ///< NAN: unknown
  size_t  n_limits;
  HcLimit limits[HC_MAX_LIMITS];
} HcLineSpec;

/// Write `name` and `suffix` as a name for a JACK port into the `size` >= 1
/// bytes at `out`, cut if there is no room. Each UTF-8 character outside
/// [A-Za-z0-9_-] becomes one '_'.
HC_API void
hc_line_port_name(const char* name, const char* suffix, char* out, size_t size);

HC_END_DECLS

#endif // HOTCOLD_LINE_H
