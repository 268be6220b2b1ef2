// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verdict/cites.h"

#include <ctype.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

// Digits behind the point of the number from `text` to `end`
static int
decimals(const char* const text, const char* const end)
{
  const char* const point =
    (const char*)memchr(text, '.', (size_t)(end - text));
  return point ? (int)(end - point) - 1 : 0;
}

bool
cites(const char* const sentence,
      const double      value,
      const int         digits,
      const char* const unit)
{
  const char* text = sentence;
  while (*text) {
    const bool starts =
      isdigit((unsigned char)*text) ||
      (strchr("+-", *text) && isdigit((unsigned char)text[1]));
    char* end = NULL;
    if (!starts) {
      ++text;
      continue;
    }
    const double number = strtod(text, &end);
    const int    n      = decimals(text, end);
    if (n >= digits && fabs(number - value) <= 0.5001 * pow(10.0, -n) &&
        strstr(end, unit)) {
      return true;
    }
    text = end;
  }
  return false;
}

bool
any_cites(const HcJudgement* const judgement,
          const double             value,
          const int                digits,
          const char* const        unit)
{
  bool any = false;
  for (size_t i = 0; i < judgement->n_reasons; ++i) {
    any = any || cites(judgement->reasons[i], value, digits, unit);
  }
  return any;
}
