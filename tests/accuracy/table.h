// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The table "Accuracy to reach". Each row has a name, an error or other
/// figure, and the greatest figure that passes.

#ifndef HOTCOLD_ACCURACY_TABLE_H
#define HOTCOLD_ACCURACY_TABLE_H

#include <stdbool.h>
#include <stddef.h>

/// Takes behind every row that has noise in it, each with a seed of its own
#define TABLE_SEEDS 6U

/// What one run has found so far
typedef struct {
  bool        is_long; ///< Run the long version
  const char* section; ///< Comes before the names of rows; NULL: nothing
  size_t      rows;
  size_t      failed;
} Table;

/// Add a row that passes if `figure` <= `target`, both in `unit`
void
table_at_most(Table*      table,
              const char* what,
              double      figure,
              double      target,
              const char* unit);

/// Add a row that passes if `low` <= `figure` <= `high`, all in `unit`
void
table_within(Table*      table,
             const char* what,
             double      figure,
             double      low,
             double      high,
             const char* unit);

/// A row that passes if `good` of `takes` are `least` % at least. The short
/// version has few takes: it fails once that many misses are improbable (1 %)
/// if `least` holds, by 2.33 standard deviations of the share.
void
table_share(Table*      table,
            const char* what,
            size_t      good,
            size_t      takes,
            double      least);

/// Balance as a whole and in third octaves
void
rows_of_balance(Table* table);

/// Ratio, phase and delay of the legs
void
rows_of_legs(Table* table);

/// Levels, correlation and weighted noise
void
rows_of_levels(Table* table);

/// Idle noise of takes with pauses and hum; a part of the levels
void
rows_of_idle(Table* table);

/// A selection of all rows at other sample rates
void
rows_of_rates(Table* table);

/// Variance in relation to the Cramer-Rao bound, and coverage of intervals
void
rows_of_intervals(Table* table);

/// Coverage of intervals of `run`, where averages are exponential
void
rows_of_averages(Table* table);

/// Mains hum, USB noise, rejection
void
rows_of_pickup(Table* table);

/// Verdicts of every kind of line: right, in time, kept in pauses
void
rows_of_verdicts(Table* table);

/// Verdicts after one line was exchanged for another while programme plays
void
rows_of_transitions(Table* table);

/// Verdicts and hum with real music, from a folder that fetch_music.sh fills
void
rows_of_music(Table* table);

/// Verdicts and hum with speech
void
rows_of_speech(Table* table);

/// Verdicts and hum during a day of music, or a few minutes if not `is_long`
void
rows_of_a_day(Table* table);

#endif // HOTCOLD_ACCURACY_TABLE_H
