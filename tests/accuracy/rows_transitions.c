// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hidden.h"
#include "lines.h"
#include "table.h"
#include "watch.h"
#include "wire.h"

#include "model/filter.h"
#include "model/programme.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// While programme plays, one line is exchanged for another: every one of the
// table of verdicts after every other, and after itself. The verdict has to be
// right in time, and to stay so.

#define RATE 48000
#define LOOK_EVERY (RATE / 5)

// Seconds of either line
#define BEFORE 8
#define AFTER 8
#define CHANGE (BEFORE * RATE)
#define FRAMES (CHANGE + AFTER * RATE)

// Seconds of programme for a verdict to become right
#define WITHIN 3.0
#define WITHIN_OUT_OF_STEREO 6.0

static const char* const names[] = {"balanced",
                                    "balanced (servo)",
                                    "unequal",
                                    "impedance-balanced",
                                    "single-ended",
                                    "cold-open",
                                    "hot-missing",
                                    "stereo",
                                    "dual-mono"};

#define N_LINES (sizeof(names) / sizeof(names[0]))

// Pairs that take longer as evidence is weighed today: the verdict or the
// pick-up of the old line is believed for too long. Counted by themselves.
static const char* const slow[][2] = {{"balanced", "cold-open"},
                                      {"balanced (servo)", "cold-open"},
                                      {"unequal", "cold-open"},
                                      {"impedance-balanced", "cold-open"},
                                      {"hot-missing", "cold-open"},
                                      {"dual-mono", "cold-open"},
                                      {"dual-mono", "hot-missing"}};

#define N_SLOW (sizeof(slow) / sizeof(slow[0]))
#define SLOW_WITHIN 7.0

// What is asked, in percent of takes. All of them is the aim; where less is
// asked, that much is reached today.
typedef struct {
  HcProgrammeKind programme;
  const char*     name;
  double          told;   // To lines that programme tells
  double          stereo; // Out of stereo
  double          hidden; // To lines that pick-up tells, once it can
  double          slow;   // Slow pairs within WITHIN
  double          late;   // And within SLOW_WITHIN
  double          take;   // Takes of fixed length, at their end
} Asked;

static const Asked asked[] = {
  {HC_PROGRAMME_PINK, "pink", 100.0, 95.0, 95.0, 18.0, 100.0, 99.0},
  {HC_PROGRAMME_STEREO, "notes", 100.0, 95.0, 95.0, 35.0, 100.0, 99.0},
  {HC_PROGRAMME_SPEECH, "speech", 85.0, 95.0, 64.0, 5.0, 88.0, 97.0},
};

#define N_ASKED (sizeof(asked) / sizeof(asked[0]))

// Both sides of a programme
typedef struct {
  double left[FRAMES];
  double right[FRAMES];
} Sides;

// What the legs of one line carry of it, all the time
typedef struct {
  const LineKind* kind;
  double          needs; // As in Watch, after the change
  float           hot[FRAMES];
  float           cold[FRAMES];
} Legs;

// What came of many transitions
typedef struct {
  size_t takes;
  size_t in_time;
} Count;

typedef struct {
  size_t unnamed; // Lines not named before they were exchanged
  Count  told[N_LINES];
  Count  stereo;
  Count  hidden;
  Count  slow;
  Count  late;
  Count  take;
} Counts;

static void*
needed(void* const memory)
{
  if (!memory) {
    fprintf(stderr, "accuracy: out of memory\n");
    exit(EXIT_FAILURE);
  }
  return memory;
}

static void
play_sides(const HcProgrammeKind kind, const uint64_t seed, Sides* const sides)
{
  const HcProgrammeSettings settings = {
    .kind = kind, .level = -20.0, .seed = seed};
  HcProgramme* const programme =
    (HcProgramme*)needed(hc_programme_new(&settings, RATE));
  for (size_t n = 0; n < FRAMES; n += HC_CHUNK) {
    hc_programme_play(programme, sides->left + n, sides->right + n, HC_CHUNK);
  }
  hc_programme_free(programme);
}

// From when on pick-up can be known at all, if only what comes after the change
// is listened to
static double
seconds_needed(const HcModelSettings* const line,
               const LineKind* const        kind,
               const Sides* const           sides)
{
  Watch watch = watch_start(kind, "");
  if (lines_are_hidden(kind)) {
    Hidden* const hidden = hidden_new(line, RATE);
    for (size_t n = CHANGE; n < FRAMES; n += HC_CHUNK) {
      const double* const left  = sides->left + n;
      const double* const right = sides->right + n;
      watch_programme(&watch, left, right, HC_CHUNK, RATE);
      hidden_play(hidden, left, right, HC_CHUNK);
      watch_hidden(&watch, hidden_error(hidden));
    }
    hidden_free(hidden);
  }
  return watch.needs;
}

static void
play_legs(const LineKind* const kind,
          const Sides* const    sides,
          const uint64_t        seed,
          Legs* const           legs)
{
  const HcModelSettings line = lines_make(kind, seed);
  Wire* const           wire = wire_new(&line, RATE);
  for (size_t n = 0; n < FRAMES; n += HC_CHUNK) {
    wire_play(wire,
              sides->left + n,
              sides->right + n,
              legs->hot + n,
              legs->cold + n,
              HC_CHUNK);
  }
  wire_free(wire);
  legs->kind  = kind;
  legs->needs = seconds_needed(&line, kind, sides);
}

static bool
is_right(HcAnalyzer* const analyzer, const LineKind* const kind)
{
  HcAnalysis analysis;
  hc_analyzer_read(analyzer, &analysis);
  return lines_is_right(kind, analysis.judgement.verdict);
}

// What one transition brought
typedef struct {
  bool   was_named; // Before the change
  double settled;   // Seconds of programme after it; infinite: ends wrong
} Outcome;

// `average` as in HcAnalyzerSettings; a look every `every` frames
static Outcome
change_line(const Sides* const sides,
            const Legs* const  from,
            const Legs* const  to,
            const double       average,
            const size_t       every)
{
  HcAnalyzerSettings settings = hc_analyzer_defaults();
  settings.average            = average;
  HcAnalyzer* const analyzer =
    (HcAnalyzer*)needed(hc_analyzer_new(RATE, &settings));
  Outcome outcome = {false, 0.0};
  Watch   watch   = watch_start(to->kind, "");
  bool    ends    = true;
  for (size_t n = 0; n < FRAMES; n += HC_CHUNK) {
    const bool        is_before = n < CHANGE;
    const Legs* const legs      = is_before ? from : to;
    hc_analyzer_feed(analyzer, legs->hot + n, legs->cold + n, NULL, HC_CHUNK);
    if (!is_before) {
      watch_programme(
        &watch, sides->left + n, sides->right + n, HC_CHUNK, RATE);
    }
    if ((n + HC_CHUNK) % every < HC_CHUNK) {
      ends              = is_right(analyzer, legs->kind);
      outcome.was_named = is_before ? ends : outcome.was_named;
      outcome.settled   = is_before || ends ? outcome.settled : watch.played;
    }
  }
  hc_analyzer_free(analyzer);
  outcome.settled = ends ? outcome.settled : HUGE_VAL;
  return outcome;
}

static bool
is_slow(const LineKind* const from, const LineKind* const to)
{
  for (size_t i = 0; i < N_SLOW; ++i) {
    if (!strcmp(from->name, slow[i][0]) && !strcmp(to->name, slow[i][1])) {
      return true;
    }
  }
  return false;
}

static void
add(Count* const count, const bool in_time)
{
  ++count->takes;
  count->in_time += in_time;
}

// `told` is the count of the line it ends with
static Count*
count_for(Counts* const         counts,
          const LineKind* const from,
          const LineKind* const to,
          Count* const          told)
{
  return from == to                        ? told
         : is_slow(from, to)               ? &counts->slow
         : lines_is_right(from, HC_STEREO) ? &counts->stereo
         : lines_are_hidden(to)            ? &counts->hidden
                                           : told;
}

// Seconds of programme; a line that goes on as it was is right all the time
static double
allowed(const Legs* const from, const Legs* const to)
{
  const double within =
    lines_is_right(from->kind, HC_STEREO) ? WITHIN_OUT_OF_STEREO : WITHIN;
  return from == to ? 0.0 : fmax(within, to->needs);
}

static void
add_run(Counts* const     counts,
        const Legs* const from,
        const Legs* const to,
        Count* const      told,
        const Outcome     outcome)
{
  Count* const count   = count_for(counts, from->kind, to->kind, told);
  const double limit   = allowed(from, to);
  const bool   is_late = count == &counts->slow;
  add(count, outcome.settled <= limit);
  counts->unnamed += !outcome.was_named;
  if (is_late) {
    add(&counts->late, outcome.settled <= SLOW_WITHIN);
  }
  if (outcome.settled > (is_late ? SLOW_WITHIN : limit)) {
    printf("  %s, then %s: right after %.1f s, %.1f s allowed\n",
           from->kind->name,
           to->kind->name,
           outcome.settled,
           limit);
  }
}

static void
add_take(Counts* const     counts,
         const Legs* const from,
         const Legs* const to,
         const Outcome     outcome)
{
  const bool in_time = outcome.settled <= to->needs; // 0 or infinite
  add(&counts->take, in_time);
  if (!in_time) {
    printf(
      "  %s, then %s: the take ends wrong\n", from->kind->name, to->kind->name);
  }
}

static void
all_pairs(const HcProgrammeKind programme,
          const uint64_t        seed,
          const bool            with_takes,
          Counts* const         counts)
{
  const double average = hc_analyzer_defaults().average;
  Sides* const sides   = (Sides*)needed(malloc(sizeof(Sides)));
  Legs* const  all     = (Legs*)needed(malloc(N_LINES * sizeof(Legs)));
  play_sides(programme, seed, sides);
  for (size_t i = 0; i < N_LINES; ++i) {
    play_legs(lines_find(names[i]), sides, seed, &all[i]);
  }
  for (size_t i = 0; i < N_LINES * N_LINES; ++i) {
    const Legs* const from = &all[i / N_LINES];
    const Legs* const to   = &all[i % N_LINES];
    add_run(counts,
            from,
            to,
            &counts->told[i % N_LINES],
            change_line(sides, from, to, average, LOOK_EVERY));
    if (with_takes) {
      add_take(counts, from, to, change_line(sides, from, to, 0.0, FRAMES));
    }
  }
  free(all);
  free(sides);
}

static void
row_of_share(Table* const       table,
             const char* const  what,
             const Count* const count,
             const double       least)
{
  table_share(table, what, count->in_time, count->takes, least);
}

static void
rows_of_counts(Table* const        table,
               const Asked* const  ask,
               const Counts* const counts)
{
  table_at_most(
    table, "lines not named before", (double)counts->unnamed, 0.0, "");
  for (size_t i = 0; i < N_LINES; ++i) {
    char       what[80];
    const bool stays = lines_are_hidden(lines_find(names[i]));
    snprintf(
      what, sizeof(what), stays ? "stays %s" : "to %s, within 3 s", names[i]);
    row_of_share(table, what, &counts->told[i], ask->told);
  }
  row_of_share(
    table, "pick-up tells, 3 s or once it can", &counts->hidden, ask->hidden);
  row_of_share(
    table, "out of stereo, within 6 s", &counts->stereo, ask->stereo);
  if (table->is_long) { // Too few takes else to say anything
    row_of_share(table, "slow pairs, within 3 s", &counts->slow, ask->slow);
  }
  row_of_share(table, "slow pairs, within 7 s", &counts->late, ask->late);
  row_of_share(table, "takes, right at their end", &counts->take, ask->take);
}

void
rows_of_transitions(Table* const table)
{
  const uint64_t seeds = table->is_long ? 20U : 3U;
  for (size_t i = 0; i < (table->is_long ? N_ASKED : 1U); ++i) {
    Counts counts  = {.unnamed = 0};
    table->section = asked[i].name;
    for (uint64_t seed = 0; seed < seeds; ++seed) {
      all_pairs(
        asked[i].programme, 900U + seed, table->is_long || seed == 0U, &counts);
    }
    rows_of_counts(table, &asked[i], &counts);
  }
  table->section = NULL;
}
