// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What analyzers of one rate can share: the workbenches of the paths. All who
/// share are used by one thread at a time; the last one out closes.

#ifndef HOTCOLD_ANALYZER_WORKSHOP_H
#define HOTCOLD_ANALYZER_WORKSHOP_H

#include "dsp/workbench.h"

#include <stddef.h>
#include <stdint.h>

/// Read what you like, change through the functions only
typedef struct {
  uint32_t     rate;  ///< Frames per second of the input
  size_t       users; ///< Who joined and did not leave
  HcWorkbench* wide;
  HcWorkbench* fine;
  HcWorkbench* brief; ///< May be the wide one
} HcWorkshop;

/// Join `other` if it is for this rate, else (and if it is NULL) open a new
/// one. NULL when out of memory.
HcWorkshop*
hc_workshop_join(HcWorkshop* other, uint32_t rate);

/// NULL is fine
void
hc_workshop_leave(HcWorkshop* workshop);

#endif // HOTCOLD_ANALYZER_WORKSHOP_H
