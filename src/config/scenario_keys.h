// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The one table of what a scenario file may say. Private to this room. Pure.

#ifndef HOTCOLD_CONFIG_SCENARIO_KEYS_H
#define HOTCOLD_CONFIG_SCENARIO_KEYS_H

#include "config/scenario.h"

#include <hotcold/status.h>

#include <stdbool.h>
#include <stddef.h>

/// How a key's text is read, and what it is stored as
typedef enum {
  HC_KEY_NUMBER,   ///< double, times `scale`
  HC_KEY_GAIN,     ///< double, 10^(dB/20)
  HC_KEY_LEVEL,    ///< double in dB; "none" is HC_SILENCE_DB
  HC_KEY_COUNT,    ///< int
  HC_KEY_SEED,     ///< uint64_t
  HC_KEY_CHOICE,   ///< int: the place of the word in `words`
  HC_KEY_FLAG,     ///< bool: second of the two `words`
  HC_KEY_OPEN,     ///< bool[2]: none, hot, cold, both
  HC_KEY_TITLE,    ///< char[HC_TITLE_SIZE]
  HC_KEY_VERDICT,  ///< HcVerdict by name
  HC_KEY_FINDINGS, ///< uint32_t, names separated by commas or blanks
  HC_KEY_PEAK      ///< double in dB, and makes the level a peak
} HcKeyType;

/// One row of the table
typedef struct {
  const char* section;
  const char* key;
  HcKeyType   type;
  bool        per_leg;  ///< Also as hot-KEY and cold-KEY; the plain one is both
  double      least;    ///< In the key's unit
  double      greatest; ///< Likewise
  double      scale;    ///< Unit of the struct in that of the key
  const char* words;    ///< Of choices, separated by '|'
  size_t      offset;   ///< Into HcScenario
} HcScenarioKey;

size_t
hc_scenario_key_count(void);

const HcScenarioKey*
hc_scenario_key(size_t index);

/// Find `key` of `section`; `leg` becomes HC_HOT, HC_COLD or HC_N_LEGS: both.
/// NULL if there is none.
const HcScenarioKey*
hc_scenario_find_key(const char* section, const char* key, int* leg);

/// Read `text` and store it. HC_BAD_USAGE with `error` like "`99`, expected a
/// number from 1 to 60", and nothing stored.
HcStatus
hc_scenario_store(const HcScenarioKey* row,
                  int                  leg,
                  const char*          text,
                  HcScenario*          scenario,
                  HcError*             error);

#endif // HOTCOLD_CONFIG_SCENARIO_KEYS_H
