// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/reference.h"

#include "config/settings.h"

#include <hotcold/line.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

void
hc_reference_warn(const HcSettings* const settings)
{
  const bool is_channel = settings->channels.reference; // Of a recording
  for (size_t i = 0; i < settings->n_lines; ++i) {
    const HcLineSpec* const line = &settings->lines[i];
    if (is_channel || line->reference[0]) {
      fprintf(stderr,
              "hotcold: line %s: this version does not use the reference yet\n",
              line->name);
    }
  }
}
