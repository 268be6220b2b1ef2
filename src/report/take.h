// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A take: the results of one measurement of some lines, which JSON and the
/// report show. Pure; any thread.

#ifndef HOTCOLD_REPORT_TAKE_H
#define HOTCOLD_REPORT_TAKE_H

#include <hotcold/analyzer.h>
#include <hotcold/line.h>
#include <hotcold/reading.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The result of one limit
typedef struct {
  HcLimit limit;
  double  value; ///< Value of the reading; if not valid, its silence value
  bool    pass;
} HcLimitResult;

/// One line of a take
typedef struct {
  char name[HC_LINE_NAME_SIZE]; ///< May be any bytes; they are made
                                ///< valid when they are shown
  HcLineState   state;
  HcAnalysis    analysis;
  HcReading     readings[HC_N_READINGS]; ///< Fast and slow
  double        dbu_at_full_scale; ///< Level of 0 dBFS in dBu; NAN: not known
  size_t        n_limits;
  HcLimitResult limits[HC_MAX_LIMITS];
} HcTakeLine;

/// One measurement
typedef struct {
  const char*       version;     ///< Version of the program
  uint32_t          sample_rate; ///< Hz
  double            seconds;     ///< Length of the audio
  size_t            n_lines;
  const HcTakeLine* lines;
  bool              pass; ///< Result of hc_take_passes()
} HcTake;

/// Compare the readings of `line` with `limits`, and write the results to it
/// (at most HC_MAX_LIMITS). A reading that is not valid fails its limit, min or
/// max, because its value is not known. There is one exception: a max limit on
/// hum or USB noise passes if the take is 3 s or longer, would have shown such
/// noise, and does not.
void
hc_take_line_judge(HcTakeLine* line, const HcLimit* limits, size_t n_limits);

/// True if all limits of all lines pass, also if there are none
bool
hc_take_passes(const HcTake* take);

#endif // HOTCOLD_REPORT_TAKE_H
