// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// How accurately pick-up can be known while programme hides it on one leg: the
/// Cramer-Rao bound for an estimate of 1 / ri. It is computed from the
/// programme on hot and the mains lines on cold, which only the model has
/// separately.

#ifndef HOTCOLD_ACCURACY_HIDDEN_H
#define HOTCOLD_ACCURACY_HIDDEN_H

#include "model/model.h"

#include <stddef.h>

/// The bound for one line; opaque
typedef struct Hidden Hidden;

/// The bound for a line whose cold leg carries only pick-up, at `rate` Hz.
/// Exits when out of memory.
Hidden*
hidden_new(const HcModelSettings* line, double rate);

/// Free it; NULL is allowed
void
hidden_free(Hidden* hidden);

/// Add the next `frames` frames of programme, at most HC_CHUNK
void
hidden_play(Hidden*       hidden,
            const double* left,
            const double* right,
            size_t        frames);

/// Standard error of the real part of 1 / ri. No unbiased estimate has a
/// smaller one. It is 1 / sqrt(sum T |C|^2 / Ghh), summed over the mains lines,
/// where C is the peak amplitude of a line on cold, and Ghh is the one-sided
/// power density of the programme on hot near this line (Kay 1993, 3.11).
/// Infinite before any programme.
double
hidden_error(const Hidden* hidden);

#endif // HOTCOLD_ACCURACY_HIDDEN_H
