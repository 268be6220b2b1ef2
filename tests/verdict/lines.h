// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Lines told by what flows on their legs, and the evidence that exact
/// arithmetic on these powers gives.

#ifndef HOTCOLD_TEST_LINES_H
#define HOTCOLD_TEST_LINES_H

#include "verdict/evidence.h"

#include <complex.h>
#include <stdbool.h>

/// Amplitudes are RMS with full scale sine = 1 (AES17)
typedef struct {
  double complex hot;              ///< Shared programme on hot
  double complex cold;             ///< Shared programme on cold
  double         hot_own;          ///< Programme on hot alone
  double         cold_own;         ///< Programme on cold alone
  double         noise;            ///< On each leg, independent
  double         both;             ///< Pick-up alike on both legs, not on lines
  double         averages;         ///< Effective count
  double         tolerance;        ///< e_cap, of |T|
  double         not_antiphase;    ///< As in HcLegsEvidence
  double         cold_level_range; ///< dB; hot moves by 10
  bool           has_pickup;
  double complex pickup; ///< ri
  int            polarity;
} Line;

/// -20 dBFS on hot and its inverse on cold, capture noise -110 dBFS,
/// uncalibrated capture pair, no lines
Line
line_balanced(void);

/// The amplitude of `db`
double
from_db(double db);

/// What the analyzer would gather of it: both spans alike
HcEvidence
line_evidence(const Line* line);

#endif // HOTCOLD_TEST_LINES_H
