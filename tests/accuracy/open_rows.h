// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Rows of the table that are not met yet, by their full names. They are
/// measured and printed like all others, but do not fail the short run.

#ifndef HOTCOLD_ACCURACY_OPEN_ROWS_H
#define HOTCOLD_ACCURACY_OPEN_ROWS_H

static const char* const open_rows[] = {
  // Impedance-balanced and open legs need the hum that programme covers on hot.
  // Pink noise at -26 dBFS over hum of -50 leaves ri of a whole second with a
  // standard error of 0.40 at best (Cramer-Rao: 1 / sqrt(2 sum |C|^2 / Ghh)),
  // so that 0 and 1 are not told apart in it. Music may set in more softly than
  // its hum, and stereo that is mono above 2.4 kHz waits until hum is known.
  "mains 30 dB below: named after, worst of all",
  "mains and white noise 30 dB below: named after, worst of all",
  "music, named after, worst of all",
  "music, firm after, worst of all",
  "speech, named after, worst of all",
};

#define N_OPEN_ROWS (sizeof(open_rows) / sizeof(open_rows[0]))

#endif // HOTCOLD_ACCURACY_OPEN_ROWS_H
