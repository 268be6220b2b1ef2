// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Scenarios: INI files that describe a modelled line, and the verdict and
/// findings that are expected for it. Reads files and the environment; main
/// thread.

#ifndef HOTCOLD_CONFIG_SCENARIO_H
#define HOTCOLD_CONFIG_SCENARIO_H

#include "model/model.h"

#include <hotcold/status.h>
#include <hotcold/verdict.h>

#include <stddef.h>
#include <stdint.h>

/// Bytes for the title with its terminator
#define HC_TITLE_SIZE 200

/// One scenario file
typedef struct {
  char            title[HC_TITLE_SIZE];   ///< One line that describes it
  HcVerdict       verdict;                ///< Expected; HC_UNKNOWN if not given
  HcVerdict       verdict_with_reference; ///< If not given: as `verdict`
  uint32_t        findings;    ///< Bits 1 << HcFindingId that are expected
  uint32_t        no_findings; ///< Bits of findings that must not come
  HcModelSettings model;

  // The cable as the file describes it. The circuit in `model` has the values
  // of the whole cable.
  double cable_m;                   ///< Length in m
  double cable_pf_per_m[HC_N_LEGS]; ///< Leg to shield
  double cable_mutual_pf_per_m;     ///< Leg to leg
  double cable_ohm_per_m;           ///< Each leg
} HcScenario;

/// The scenario of an empty file: the default line, without a title
HcScenario
hc_scenario_default(void);

/// Read the scenario file at `path`. Returns HC_BAD_USAGE with "file:line: ..."
/// in `error`, or HC_NO_MEMORY.
HcStatus
hc_scenario_read(const char* path, HcScenario* scenario, HcError* error);

/// Write the path of the scenario `name` to `path`, which has `size` bytes. A
/// `name` that contains a '/' or ends in ".conf" is a path already. Otherwise
/// the scenario is the first NAME.conf in these folders: hotcold/scenarios in
/// $XDG_DATA_HOME ($HOME/.local/share if unset), the same in each folder of
/// $XDG_DATA_DIRS (/usr/local/share:/usr/share if unset), the folder where
/// scenarios are installed, and the source folder of this build. If there is
/// none, returns HC_BAD_USAGE with a list of these folders in `error`.
HcStatus
hc_scenario_find(const char* name, char* path, size_t size, HcError* error);

/// Call `visit` with `data`, name and path of every scenario that
/// hc_scenario_find() finds by name, in alphabetical order
void
hc_scenario_each(void (*visit)(void* data, const char* name, const char* path),
                 void* data);

#endif // HOTCOLD_CONFIG_SCENARIO_H
