// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/scenario.h"

#include "config/scenario_keys.h"
#include "config/text.h"
#include "config/value.h"

#include <ini.h>

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/// Greatest number of rows in the table of keys
#define MAX_KEYS 64

// The state of reading one file with inih
typedef struct {
  const char* path;
  FILE*       file;
  HcScenario* scenario;
  HcError*    error;
  size_t      number; // Number of the line that was read last, from 1
  HcStatus    status; // Status of the first error
  bool        given[MAX_KEYS][HC_N_LEGS + 1];
} Reader;

HcScenario
hc_scenario_default(void)
{
  const HcScenario scenario = {.verdict_with_reference = HC_N_VERDICTS,
                               .model                  = hc_model_defaults(),
                               .cable_m                = 3.0,
                               .cable_pf_per_m         = {100.0, 100.0},
                               .cable_ohm_per_m        = 0.08};
  return scenario;
}

// inih calls this to read each line
static char*
read_line(char* const text, const int size, void* const stream)
{
  Reader* const self = (Reader*)stream;
  if (self->status || !fgets(text, size, self->file)) {
    return NULL;
  }
  ++self->number;
  const size_t length = strlen(text);
  if (!length || (text[length - 1] != '\n' && !feof(self->file))) {
    self->status = hc_error(self->error,
                            HC_BAD_USAGE,
                            "%s:%zu: the line is too long or not text, "
                            "expected up to %d bytes of text",
                            self->path,
                            self->number,
                            size - 2);
    return NULL;
  }

  // Remove leading blanks, because inih would take an indented line for a
  // continuation of the value above
  const size_t blank = strspn(text, " \t");
  memmove(text, text + blank, length - blank + 1);
  return text;
}

static HcStatus
unknown_key(const Reader* const self,
            const char* const   section,
            const char* const   key)
{
  bool      known    = false;
  char      hint[80] = "";
  HcNearest nearest  = hc_nearest(key);
  for (size_t i = 0; i < hc_scenario_key_count(); ++i) {
    const HcScenarioKey* const row = hc_scenario_key(i);
    if (!strcmp(row->section, section)) {
      known = true;
      hc_nearest_offer(&nearest, row->key);
    }
  }
  hc_nearest_hint(&nearest, hint, sizeof(hint));
  return known ? hc_error(self->error,
                          HC_BAD_USAGE,
                          "`%s`, expected a key of [%s]%s",
                          key,
                          section,
                          hint)
               : hc_error(self->error,
                          HC_BAD_USAGE,
                          "`%s` in section `[%s]`, expected [scenario], "
                          "[transmitter], [cable], [ground], [field], "
                          "[capture] or [programme]",
                          key,
                          section);
}

static HcStatus
store_key(Reader* const     self,
          const char* const section,
          const char* const key,
          const char* const value)
{
  int                        leg = HC_N_LEGS;
  const HcScenarioKey* const row = hc_scenario_find_key(section, key, &leg);
  if (!row) {
    return unknown_key(self, section, key);
  }
  bool* const given = &self->given[row - hc_scenario_key(0)][leg];
  if (*given) {
    return hc_error(self->error,
                    HC_BAD_USAGE,
                    "%s `%s`, expected %s only once",
                    key,
                    value,
                    key);
  }
  *given = true;
  return hc_scenario_store(row, leg, value, self->scenario, self->error)
           ? hc_error_prefix(self->error, "%s", key)
           : HC_SUCCESS;
}

// inih calls this for each key with its value
static int
handle_key(void* const       user,
           const char* const section,
           const char* const key,
           const char* const value)
{
  Reader* const self = (Reader*)user;
  if (!self->status && store_key(self, section, key, value)) {
    self->status =
      hc_error_prefix(self->error, "%s:%zu:", self->path, self->number);
  }
  return !self->status;
}

/// Set the values that depend on several keys, and check that the keys fit
/// together
static HcStatus
finish(const Reader* const self)
{
  HcScenario* const scenario = self->scenario;
  HcCircuit* const  circuit  = &scenario->model.circuit;
  circuit->cable_ohm         = scenario->cable_m * scenario->cable_ohm_per_m;
  circuit->mutual_farad =
    scenario->cable_m * scenario->cable_mutual_pf_per_m * 1e-12;
  for (int leg = 0; leg < HC_N_LEGS; ++leg) {
    circuit->cable_farad[leg] =
      scenario->cable_m * scenario->cable_pf_per_m[leg] * 1e-12;
  }

  if (scenario->verdict_with_reference == HC_N_VERDICTS) {
    scenario->verdict_with_reference = scenario->verdict;
  }

  const HcProgrammeKind kind = scenario->model.programme.kind;
  if (scenario->model.programme.peak && kind != HC_PROGRAMME_SINE &&
      kind != HC_PROGRAMME_WHITE) {
    return hc_error(self->error,
                    HC_BAD_USAGE,
                    "%s: peak-dbfs does not fit this kind of programme, "
                    "expected level-dbfs, or kind = sine or white",
                    self->path);
  }
  return HC_SUCCESS;
}

static HcStatus
read_open_file(Reader* const self)
{
  const int line = ini_parse_stream(read_line, self, handle_key, self);
  if (self->status) {
    return self->status;
  }
  if (line < 0) {
    return hc_error(self->error, HC_NO_MEMORY, "%s: out of memory", self->path);
  }
  if (line > 0) {
    return hc_error(self->error,
                    HC_BAD_USAGE,
                    "%s:%d: this is neither a heading nor a key, expected "
                    "[SECTION] or KEY = VALUE",
                    self->path,
                    line);
  }
  if (ferror(self->file)) {
    return hc_error(self->error,
                    HC_BAD_USAGE,
                    "%s: %s, expected a text file",
                    self->path,
                    strerror(errno));
  }
  return finish(self);
}

HcStatus
hc_scenario_read(const char* const path,
                 HcScenario* const scenario,
                 HcError* const    error)
{
  HcError     unwanted = {HC_SUCCESS, ""};
  FILE* const file     = fopen(path, "r");
  if (!file) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "%s: %s, expected a readable scenario file",
                    path,
                    strerror(errno));
  }
  *scenario             = hc_scenario_default();
  Reader         reader = {.path     = path,
                           .file     = file,
                           .scenario = scenario,
                           .error    = error ? error : &unwanted};
  const HcStatus st     = read_open_file(&reader);
  fclose(file);
  return st;
}
