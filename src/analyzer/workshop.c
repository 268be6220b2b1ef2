// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analyzer/workshop.h"

#include "dsp/path.h"

#include <stdbool.h>
#include <stdlib.h>

static HcWorkshop*
open_workshop(const uint32_t rate)
{
  HcWorkshop* const self = (HcWorkshop*)calloc(1, sizeof(*self));
  if (!self) {
    return NULL;
  }
  const HcPathShape wide  = hc_wide_shape(rate);
  const HcPathShape fine  = hc_fine_shape(rate);
  const HcPathShape brief = hc_brief_shape(rate);
  self->rate              = rate;
  self->users             = 1;
  // The longer one lends the shorter one its memory
  const bool               is_wide = wide.size > fine.size;
  const HcPathShape* const longer  = is_wide ? &wide : &fine;
  const HcPathShape* const shorter = is_wide ? &fine : &wide;
  HcWorkbench* const       lender =
    hc_workbench_new(longer->size, &longer->window, NULL);
  HcWorkbench* const borrower =
    lender ? hc_workbench_new(shorter->size, &shorter->window, lender) : NULL;
  self->wide = is_wide ? lender : borrower;
  self->fine = is_wide ? borrower : lender;
  // Both are for Hann's window
  self->brief = brief.size == wide.size
                  ? self->wide
                  : hc_workbench_new(brief.size, &brief.window, lender);
  if (!borrower || !self->brief) {
    hc_workshop_leave(self);
    return NULL;
  }
  return self;
}

HcWorkshop*
hc_workshop_join(HcWorkshop* const other, const uint32_t rate)
{
  if (!other || other->rate != rate) {
    return open_workshop(rate);
  }
  ++other->users;
  return other;
}

void
hc_workshop_leave(HcWorkshop* const self)
{
  if (self && --self->users == 0) {
    if (self->brief != self->wide) {
      hc_workbench_free(self->brief);
    }
    hc_workbench_free(self->wide);
    hc_workbench_free(self->fine);
    free(self);
  }
}
