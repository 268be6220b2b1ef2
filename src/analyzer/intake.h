// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// From hot and cold in pieces of any size to the segments of all paths. The
/// samples are gathered into blocks of fixed size first, so that the result
/// does not depend on the pieces. One thread at a time; see dsp/path.h on
/// making and freeing.

#ifndef HOTCOLD_ANALYZER_INTAKE_H
#define HOTCOLD_ANALYZER_INTAKE_H

#include "analyzer/workshop.h"
#include "dsp/path.h"
#include "dsp/spectrum.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Opaque
typedef struct HcIntake HcIntake;

/// Who gets the segments; `user` is handed on
typedef struct {
  void* user;
  void (*wide)(void* user, const HcSpectrum* spectrum);
  void (*fine)(void* user, const HcSpectrum* spectrum);
  void (*brief)(void* user, const HcSpectrum* spectrum);
  void (*block)(void* user, const float* hot, const float* cold, size_t n);
} HcIntakeSink;

/// At the rate of `workshop`, which is borrowed. NULL when out of memory.
HcIntake*
hc_intake_new(const HcWorkshop* workshop, const HcIntakeSink* sink);

void
hc_intake_free(HcIntake* intake);

/// Take in frames; calls the sink as segments become complete
void
hc_intake_feed(HcIntake*    intake,
               const float* hot,
               const float* cold,
               size_t       frames);

/// Let the brief path run from the next block on, or rest, as at first
void
hc_intake_set_brief(HcIntake* intake, bool runs);

/// Start anew at input frame `frame`: what follows joins nothing before
void
hc_intake_restart(HcIntake* intake, uint64_t frame);

#endif // HOTCOLD_ANALYZER_INTAKE_H
