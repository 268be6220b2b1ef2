// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A take: what one measurement of some lines came to, as JSON and the report
/// show it. Any thread.

#ifndef HOTCOLD_REPORT_TAKE_H
#define HOTCOLD_REPORT_TAKE_H

#include <hotcold/analyzer.h>
#include <hotcold/line.h>
#include <hotcold/reading.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// How one limit came out
typedef struct {
  HcLimit limit;
  double  value; ///< Of the reading, its silence value while invalid
  bool    pass;
} HcLimitResult;

/// One line of a take
typedef struct {
  char          name[HC_LINE_NAME_SIZE]; ///< Any bytes, made valid when shown
  HcLineState   state;
  HcAnalysis    analysis;
  HcReading     readings[HC_N_READINGS]; ///< Fast and slow
  double        dbu_at_full_scale;       ///< dBu of 0 dBFS; NAN: not known
  size_t        n_limits;
  HcLimitResult limits[HC_MAX_LIMITS];
} HcTakeLine;

/// One measurement
typedef struct {
  const char*       version;     ///< Of the program
  uint32_t          sample_rate; ///< Hz
  double            seconds;     ///< Of audio
  size_t            n_lines;
  const HcTakeLine* lines;
  bool              pass; ///< hc_take_passes()
} HcTake;

/// Compare the readings of `line` with `limits` and write the results into it
/// (the first HC_MAX_LIMITS). What is invalid is not known, so it passes no
/// limit, neither min nor max; only hum and USB lines that were looked for, for
/// 3 s or more, and are not there pass a max.
void
hc_take_line_judge(HcTakeLine* line, const HcLimit* limits, size_t n_limits);

/// True unless a limit of a line is exceeded
bool
hc_take_passes(const HcTake* take);

#endif // HOTCOLD_REPORT_TAKE_H
