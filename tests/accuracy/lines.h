// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// One kind of line for each row of the table of verdicts, and similar kinds
/// that are easy to confuse with them.

#ifndef HOTCOLD_ACCURACY_LINES_H
#define HOTCOLD_ACCURACY_LINES_H

#include "model/model.h"

#include <hotcold/verdict.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// One kind of line
typedef struct {
  const char* name;
  uint32_t    right; ///< Right verdicts, as bits 1 << HcVerdict
  void (*change)(HcModelSettings* line); ///< Changes a good balanced line
                                         ///< into this kind
} LineKind;

/// Number of kinds
size_t
lines_count(void);

/// The `i`-th kind
const LineKind*
lines_kind(size_t i);

/// The kind of this name; NULL: none has it
const LineKind*
lines_find(const char* name);

/// The line of `kind`: mains of 50.03 Hz at -50 dBFS, capture noise of -110
/// dBFS a leg
HcModelSettings
lines_make(const LineKind* kind, uint64_t seed);

/// True if pick-up distinguishes this kind from others, and programme on hot
/// hides it
bool
lines_are_hidden(const LineKind* kind);

/// True if `verdict` is right for `kind`
bool
lines_is_right(const LineKind* kind, HcVerdict verdict);

#endif // HOTCOLD_ACCURACY_LINES_H
