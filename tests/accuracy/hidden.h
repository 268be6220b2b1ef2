// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// How well pick-up can be known at all that programme hides on one leg: the
/// Cramer-Rao bound of 1 / ri, from what the model alone knows, the programme
/// on hot and the mains lines on cold apart from each other.

#ifndef HOTCOLD_ACCURACY_HIDDEN_H
#define HOTCOLD_ACCURACY_HIDDEN_H

#include "model/model.h"

#include <stddef.h>

/// Opaque
typedef struct Hidden Hidden;

/// For a line whose cold leg carries pick-up alone. Exits on lack of memory.
Hidden*
hidden_new(const HcModelSettings* line, double rate);

void
hidden_free(Hidden* hidden);

/// Take in the next `frames` frames of programme, at most HC_CHUNK
void
hidden_play(Hidden*       hidden,
            const double* left,
            const double* right,
            size_t        frames);

/// Standard error of the real part of 1 / ri, which no unbiased estimate is
/// better than: 1 / sqrt(sum T |C|^2 / Ghh) over the lines, C their peak
/// amplitude on cold, Ghh the one-sided density of the programme beside them on
/// hot (Kay 1993, 3.11). Infinite before there was programme.
double
hidden_error(const Hidden* hidden);

#endif // HOTCOLD_ACCURACY_HIDDEN_H
