// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Rows of the table that are not met yet, by their full names. They are
/// measured and printed like all others, but do not fail the short run.

#ifndef HOTCOLD_ACCURACY_OPEN_ROWS_H
#define HOTCOLD_ACCURACY_OPEN_ROWS_H

static const char* const open_rows[] = {
  // Impedance-balanced and open legs need the mains comb, about 2 s; unequal
  // lines wait 1.5 s, in case sound has only set in; at 44.1 kHz and below, and
  // where a track starts softly, all take longer than 1 s
  "mains 30 dB below: named after, worst of all",
  "mains and white noise 30 dB below: named after, worst of all",
  "mains alone for 1.7 s before: named after, worst of all",
  "music, named after, worst of all",
  "music, firm after, worst of all",
  "speech, named after, worst of all",

  // Speech that comes and goes beside steady noise on the weaker leg
  "mains and white noise 30 dB below: impedance-balanced: misnamed for",
  "mains and white noise 30 dB below: cold-open: misnamed for",
  "mains and white noise 30 dB below: hot-missing: misnamed for",
  "mains and white noise 30 dB below: firm after, worst of all",
};

#define N_OPEN_ROWS (sizeof(open_rows) / sizeof(open_rows[0]))

#endif // HOTCOLD_ACCURACY_OPEN_ROWS_H
