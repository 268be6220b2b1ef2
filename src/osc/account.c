// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "osc/account.h"

#include <hotcold/meter.h>

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

void
hc_account_clear(HcAccount* const self)
{
  memset(self->lines, 0, self->n_lines * sizeof(HcSentLine));
  self->next_line = self->n_lines;
}

void
hc_account_greet(HcAccount* const self)
{
  for (size_t i = 0; i < self->n_lines; ++i) {
    self->lines[i].greeted = false;
  }
}

void
hc_account_add(HcAccount* const      self,
               const size_t          line,
               const HcWindow* const window)
{
  hc_window_merge(&self->lines[line].window, window);
}

void
hc_account_begin(HcAccount* const self, const int64_t now)
{
  const int64_t period = (int64_t)llrint(1e6 / self->rate);
  self->next_line      = 0;
  self->due += period;
  if (self->due <= now) {
    self->due = now + period;
  }
}
