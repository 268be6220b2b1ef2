// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Scenarios: modelled lines as commented INI files, with what is expected of
/// them. Reads files and the environment; main thread.

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
  char            title[HC_TITLE_SIZE];   ///< What it is, one line
  HcVerdict       verdict;                ///< Expected; HC_UNKNOWN if not said
  HcVerdict       verdict_with_reference; ///< The same if not said
  uint32_t        findings;    ///< Bits 1 << HcFindingId that must be there
  uint32_t        no_findings; ///< Bits of those that must not
  HcModelSettings model;

  double cable_m;                   ///< As in the file; the circuit's
  double cable_pf_per_m[HC_N_LEGS]; ///< values are made from these
  double cable_mutual_pf_per_m;
  double cable_ohm_per_m;
} HcScenario;

/// The default line, without title: what an empty file says
HcScenario
hc_scenario_default(void);

/// Read the scenario file `path`. HC_BAD_USAGE with file:line, what, which
/// value and what was expected; HC_NO_MEMORY.
HcStatus
hc_scenario_read(const char* path, HcScenario* scenario, HcError* error);

/// Write to `path` where the scenario `name` is: `name` itself if it contains a
/// '/' or ends in ".conf", else the first NAME.conf in hotcold/scenarios under
/// $XDG_DATA_HOME ($HOME/.local/share if unset), each of $XDG_DATA_DIRS
/// (/usr/local/share:/usr/share), where the program was to be installed, and
/// where it was built. HC_BAD_USAGE telling what was searched.
HcStatus
hc_scenario_find(const char* name, char* path, size_t size, HcError* error);

/// Call `tell` for every scenario that hc_scenario_find() would find by name,
/// in alphabetical order, with its path
void
hc_scenario_each(void (*tell)(void* data, const char* name, const char* path),
                 void* data);

#endif // HOTCOLD_CONFIG_SCENARIO_H
