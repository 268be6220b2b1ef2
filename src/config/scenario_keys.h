// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The table of all keys of scenario files. Private to this room. Pure; any
/// thread.

#ifndef HOTCOLD_CONFIG_SCENARIO_KEYS_H
#define HOTCOLD_CONFIG_SCENARIO_KEYS_H

#include "config/scenario.h"

#include <hotcold/status.h>

#include <stdbool.h>
#include <stddef.h>

/// How the text of a key is read, and the C type of its field
typedef enum {
  HC_KEY_NUMBER,   ///< double, times `scale`
  HC_KEY_GAIN,     ///< double, 10^(dB/20)
  HC_KEY_LEVEL,    ///< double in dB; "none" is HC_SILENCE_DB
  HC_KEY_COUNT,    ///< int
  HC_KEY_SEED,     ///< uint64_t
  HC_KEY_CHOICE,   ///< int: the position of the word in `words`, from 0
  HC_KEY_FLAG,     ///< bool: true for the second of the two `words`
  HC_KEY_OPEN,     ///< bool[2]: none, hot, cold, both
  HC_KEY_TITLE,    ///< char[HC_TITLE_SIZE]
  HC_KEY_VERDICT,  ///< HcVerdict by name
  HC_KEY_FINDINGS, ///< uint32_t: names separated by commas or blanks
  HC_KEY_PEAK      ///< double in dB, which is then a peak and not a level
} HcKeyType;

/// One row of the table
typedef struct {
  const char* section;
  const char* key;
  HcKeyType   type;
  bool        per_leg;  ///< KEY sets both legs; hot-KEY and cold-KEY set one
  double      least;    ///< Least number, in the unit of the key
  double      greatest; ///< Greatest number, in the unit of the key
  double      scale;    ///< The field is the number times this
  const char* words;    ///< Words of a choice or flag, separated by '|'
  size_t      offset;   ///< Of the field in HcScenario
} HcScenarioKey;

/// Number of rows in the table
size_t
hc_scenario_key_count(void);

/// Row `index` of the table (index < hc_scenario_key_count())
const HcScenarioKey*
hc_scenario_key(size_t index);

/// The row of `key` in `section`, or NULL. `leg` becomes HC_HOT or HC_COLD if
/// the key sets one leg, and HC_N_LEGS otherwise.
const HcScenarioKey*
hc_scenario_find_key(const char* section, const char* key, int* leg);

/// Read `text` as the value of `row` and store it in `scenario`. `leg` is that
/// of hc_scenario_find_key(). If the text is not valid, stores nothing and
/// returns HC_BAD_USAGE with an `error` like "`99`, expected a number from 1 to
/// 60".
HcStatus
hc_scenario_store(const HcScenarioKey* row,
                  int                  leg,
                  const char*          text,
                  HcScenario*          scenario,
                  HcError*             error);

#endif // HOTCOLD_CONFIG_SCENARIO_KEYS_H
