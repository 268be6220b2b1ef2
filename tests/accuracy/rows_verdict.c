// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hidden.h"
#include "lines.h"
#include "naming.h"
#include "table.h"
#include "take.h"
#include "watch.h"
#include "wire.h"

#include "model/filter.h"
#include "model/programme.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Every kind of line has to be called by its name, soon, and by no other name
// on the way.

#define RATE 48000
#define LOOK_EVERY (RATE / 50)

// One take
typedef struct {
  HcProgrammeKind programme;
  double          level;   // dBFS
  double          noise;   // dBFS, of each leg
  double          lead;    // Seconds of pick-up alone before it
  double          seconds; // In all
  uint64_t        seed;
} Condition;

static const char*
name_of(const HcProgrammeKind kind)
{
  return kind == HC_PROGRAMME_PINK     ? "pink"
         : kind == HC_PROGRAMME_STEREO ? "notes"
         : kind == HC_PROGRAMME_SPEECH ? "speech"
                                       : "pauses";
}

typedef struct {
  HcProgramme* programme;
  Wire*        wire;
  HcAnalyzer*  analyzer;
  Hidden*      hidden; // NULL: nothing is
} Rig;

static Rig
rig_new(const LineKind* const kind, const Condition* const condition)
{
  const HcProgrammeSettings plays    = {.kind  = condition->programme,
                                        .level = condition->level,
                                        .seed  = condition->seed};
  const HcAnalyzerSettings  settings = hc_analyzer_defaults();
  HcModelSettings           line     = lines_make(kind, condition->seed);
  line.noise[HC_HOT] = line.noise[HC_COLD] = condition->noise;
  // Pick-up alone may have told all before
  const bool hidden = lines_are_hidden(kind) && !(condition->lead > 0.0);
  const Rig  rig    = {hc_programme_new(&plays, RATE),
                       wire_new(&line, RATE),
                       hc_analyzer_new(RATE, &settings),
                   hidden ? hidden_new(&line, RATE) : NULL};
  if (!rig.programme || !rig.analyzer) {
    fprintf(stderr, "accuracy: out of memory\n");
    exit(EXIT_FAILURE);
  }
  return rig;
}

static void
rig_free(const Rig* const rig)
{
  hc_programme_free(rig->programme);
  wire_free(rig->wire);
  hc_analyzer_free(rig->analyzer);
  hidden_free(rig->hidden);
}

static Watch
watch_take(const LineKind* const kind, const Condition* const condition)
{
  const Rig rig     = rig_new(kind, condition);
  Watch     watch   = watch_start(kind, name_of(condition->programme));
  long      waiting = 0;
  watch.needs       = rig.hidden ? watch.needs : 0.0;
  for (long frame = 0; frame < lround(condition->seconds * RATE);
       frame += HC_CHUNK) {
    double left[HC_CHUNK]  = {0.0};
    double right[HC_CHUNK] = {0.0};
    float  hot[HC_CHUNK];
    float  cold[HC_CHUNK];
    if (frame >= lround(condition->lead * RATE)) {
      hc_programme_play(rig.programme, left, right, HC_CHUNK);
    }
    wire_play(rig.wire, left, right, hot, cold, HC_CHUNK);
    watch_programme(&watch, left, right, HC_CHUNK, RATE);
    if (rig.hidden) {
      hidden_play(rig.hidden, left, right, HC_CHUNK);
      watch_hidden(&watch, hidden_error(rig.hidden));
    }
    hc_analyzer_feed(rig.analyzer, hot, cold, NULL, HC_CHUNK);
    waiting += HC_CHUNK;
    if (waiting >= LOOK_EVERY) {
      HcAnalysis analysis;
      hc_analyzer_read(rig.analyzer, &analysis);
      watch_look(&watch, &analysis, LOOK_EVERY / (double)RATE);
      waiting -= LOOK_EVERY;
    }
  }
  rig_free(&rig);
  return watch;
}

// What is heard beside programme at -20 dBFS
typedef struct {
  const char* name;
  double      noise; // dBFS, of each leg
  double      lead;  // Seconds without programme at the start
} Surrounding;

static const Surrounding surroundings[] = {
  {"mains 30 dB below", -110.0, 0.0},
  // On d it is 3 dB more than on a leg
  {"mains and white noise 30 dB below", -53.0, 0.0},
  {"mains alone for 1.7 s before", -110.0, 1.7},
};

#define N_SURROUNDINGS (sizeof(surroundings) / sizeof(surroundings[0]))

// All programmes, `takes` of each, every one with a seed of its own
static Watch
watch_all(const LineKind* const    kind,
          const Surrounding* const around,
          const uint64_t           takes)
{
  static const HcProgrammeKind programmes[] = {
    HC_PROGRAMME_PINK, HC_PROGRAMME_STEREO, HC_PROGRAMME_SPEECH};
  const double seconds = lines_are_hidden(kind) ? 12.0 : 5.0;
  Watch        all     = watch_start(kind, "all");
  for (uint64_t take = 0; take < takes; ++take) {
    for (unsigned i = 0; i < 3; ++i) {
      const Condition condition = {.programme = programmes[i],
                                   .level     = -20.0,
                                   .noise     = around->noise,
                                   .lead      = around->lead,
                                   .seconds   = seconds + around->lead,
                                   .seed      = 300U + 3U * take + i};
      const Watch     one       = watch_take(kind, &condition);
      watch_join(&all, &one);
    }
  }
  return all;
}

static void
name_all(Table* const table, const Surrounding* const around)
{
  Naming naming = naming_start();
  for (size_t i = 0; i < lines_count(); ++i) {
    const Watch all =
      watch_all(lines_kind(i), around, table->is_long ? 20U : TABLE_SEEDS / 3U);
    naming_add(&naming, table, &all);
  }
  naming_end(&naming, table);
}

// Pauses between 3 s of programme: with hum all the time
static void
pauses(Table* const table)
{
  size_t changes = 0;
  for (size_t i = 0; i < lines_count(); ++i) {
    const Condition condition = {.programme = HC_PROGRAMME_PAUSES,
                                 .level     = -20.0,
                                 .noise     = -110.0,
                                 .seconds   = table->is_long ? 300.0 : 30.0,
                                 .seed      = 400U + i};
    const Watch     watch     = watch_take(lines_kind(i), &condition);
    changes += watch.changes + (watch.wrong > 0.0 ? 1U : 0U);
  }
  table_at_most(
    table, "verdicts changed by pauses, all lines", (double)changes, 0.0, "");
}

void
rows_of_verdicts(Table* const table)
{
  for (size_t i = 0; i < N_SURROUNDINGS; ++i) {
    table->section = surroundings[i].name;
    name_all(table, &surroundings[i]);
  }
  table->section = NULL;
  pauses(table);
}
