// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/scenario_keys.h"

#include "config/text.h"

#include <hotcold/reading.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

/// Bytes for a list of the allowed words, with its terminator
#define LIST_SIZE 400

/// The position of `text` in `words`, which are separated by '|', from 0; -1 if
/// it is not among them
static int
find_word(const char* const words, const char* const text)
{
  const size_t length = strlen(text);
  const char*  word   = words;
  for (int i = 0; *word; ++i) {
    const size_t size = strcspn(word, "|");
    if (size == length && !strncmp(word, text, size)) {
      return i;
    }
    word += size + (word[size] ? 1U : 0U);
  }
  return -1;
}

static void
append_word(char* const list, const char* const word)
{
  const size_t used = strlen(list);
  snprintf(list + used, LIST_SIZE - used, "%s%s", used ? "|" : "", word);
}

static void
list_verdicts(char* const list)
{
  for (int i = 0; i < HC_N_VERDICTS; ++i) {
    append_word(list, hc_verdict_name((HcVerdict)i));
  }
}

static void
list_findings(char* const list)
{
  for (int i = 0; i < HC_N_FINDINGS; ++i) {
    append_word(list, hc_finding_name((HcFindingId)i));
  }
}

static HcStatus
wrong_word(const char* const text,
           const char* const words,
           HcError* const    error)
{
  return hc_error(error, HC_BAD_USAGE, "`%s`, expected one of %s", text, words);
}

static HcStatus
read_findings(const char* const text,
              uint32_t* const   bits,
              HcError* const    error)
{
  char names[LIST_SIZE] = "";
  list_findings(names);
  uint32_t    result = 0;
  const char* rest   = text + strspn(text, ", \t");
  while (*rest) {
    char         name[64] = "";
    const size_t length   = strcspn(rest, ", \t");
    snprintf(name, sizeof(name), "%.*s", (int)length, rest);
    const int place = find_word(names, name);
    if (place < 0) {
      return wrong_word(name, names, error);
    }
    result |= (uint32_t)1 << place;
    rest += length;
    rest += strspn(rest, ", \t");
  }
  *bits = result;
  return HC_SUCCESS;
}

/// Read a number in the unit of the key, and check that it is in the range of
/// `row`
static HcStatus
read_number(const HcScenarioKey* const row,
            const char* const          text,
            double* const              value,
            HcError* const             error)
{
  const bool level = row->type == HC_KEY_LEVEL;
  if (level && !strcmp(text, "none")) {
    *value = HC_SILENCE_DB;
    return HC_SUCCESS;
  }
  const bool whole = row->type == HC_KEY_COUNT || row->type == HC_KEY_SEED;
  if (!hc_text_number(text, value) || *value < row->least ||
      *value > row->greatest || (whole && *value > floor(*value))) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "`%s`, expected a %snumber from %.10g to %.10g%s",
                    text,
                    whole ? "whole " : "",
                    row->least,
                    row->greatest,
                    level ? ", or none" : "");
  }
  return HC_SUCCESS;
}

static HcStatus
store_number(const HcScenarioKey* const row,
             const int                  leg,
             const char* const          text,
             HcScenario* const          scenario,
             HcError* const             error)
{
  double*        into   = (double*)(void*)((char*)scenario + row->offset);
  double         value  = 0.0;
  const HcStatus status = read_number(row, text, &value, error);
  if (status) {
    return status;
  }
  const double stored =
    row->type == HC_KEY_GAIN ? pow(10.0, value / 20.0) : value * row->scale;
  if (!row->per_leg) {
    *into = stored;
    return HC_SUCCESS;
  }
  for (int i = 0; i < HC_N_LEGS; ++i) {
    into[i] = leg == i || leg == HC_N_LEGS ? stored : into[i];
  }
  return HC_SUCCESS;
}

static HcStatus
store_whole(const HcScenarioKey* const row,
            const char* const          text,
            void* const                into,
            HcError* const             error)
{
  double         value  = 0.0;
  const HcStatus status = read_number(row, text, &value, error);
  if (!status && row->type == HC_KEY_SEED) {
    *(uint64_t*)into = (uint64_t)value;
  } else if (!status) {
    *(int*)into = (int)value;
  }
  return status;
}

static HcStatus
store_word(const HcScenarioKey* const row,
           const char* const          text,
           void* const                into,
           HcError* const             error)
{
  char words[LIST_SIZE] = "";
  if (row->type == HC_KEY_VERDICT) {
    list_verdicts(words);
  } else {
    append_word(words, row->words);
  }
  const int place = find_word(words, text);
  if (place < 0) {
    return wrong_word(text, words, error);
  }
  switch (row->type) {
  case HC_KEY_FLAG:
    *(bool*)into = place;
    break;
  case HC_KEY_OPEN:
    ((bool*)into)[HC_HOT]  = place == 1 || place == 3;
    ((bool*)into)[HC_COLD] = place == 2 || place == 3;
    break;
  case HC_KEY_VERDICT:
    *(HcVerdict*)into = (HcVerdict)place;
    break;
  default:
    memcpy(into, &place, sizeof(place)); // Enumerations are ints
  }
  return HC_SUCCESS;
}

static HcStatus
store_title(const char* const text, char* const title, HcError* const error)
{
  if (strlen(text) >= HC_TITLE_SIZE || !hc_text_is_clean(text)) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "`%.40s...`, expected up to %d bytes of UTF-8",
                    text,
                    HC_TITLE_SIZE - 1);
  }
  snprintf(title, HC_TITLE_SIZE, "%s", text);
  return HC_SUCCESS;
}

HcStatus
hc_scenario_store(const HcScenarioKey* const row,
                  const int                  leg,
                  const char* const          text,
                  HcScenario* const          scenario,
                  HcError* const             error)
{
  void* const into = (char*)scenario + row->offset;
  switch (row->type) {
  case HC_KEY_NUMBER:
  case HC_KEY_GAIN:
  case HC_KEY_LEVEL:
    return store_number(row, leg, text, scenario, error);
  case HC_KEY_PEAK:
    scenario->model.programme.peak = true;
    return store_number(row, leg, text, scenario, error);
  case HC_KEY_COUNT:
  case HC_KEY_SEED:
    return store_whole(row, text, into, error);
  case HC_KEY_TITLE:
    return store_title(text, (char*)into, error);
  case HC_KEY_FINDINGS:
    return read_findings(text, (uint32_t*)into, error);
  case HC_KEY_CHOICE:
  case HC_KEY_FLAG:
  case HC_KEY_OPEN:
  case HC_KEY_VERDICT:
    break;
  }
  return store_word(row, text, into, error);
}
