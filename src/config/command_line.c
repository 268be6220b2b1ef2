// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/command_line.h"

#include "config/text.h"
#include "config/value.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

// A walk over the words of the command line
typedef struct {
  HcCommand          command;
  int                argc;
  const char* const* argv;
  int                at;   // Index of the next word
  bool               done; // True after `--`
} Walk;

// One option with its value, or one operand (`option` is NULL)
typedef struct {
  const HcOption* option;
  const char*     text;
} Item;

static HcStatus
unknown_option(const Walk* const walk,
               const char* const word,
               const char* const key,
               HcError* const    error)
{
  char      hint[80] = "";
  HcNearest nearest  = hc_nearest(key);
  for (size_t i = 0; i < hc_option_count(); ++i) {
    if (hc_option(i)->commands & (1U << walk->command)) {
      hc_nearest_offer(&nearest, hc_option(i)->key);
    }
  }
  hc_nearest_hint(&nearest, hint, sizeof(hint));
  return hc_error(error,
                  HC_BAD_USAGE,
                  "`%s`, expected an option of `hotcold %s`%s",
                  word,
                  hc_command_info(walk->command)->name,
                  hint);
}

// Write the key of a word like --key, --key=VALUE, -c or -cFILE to `key`.
// Returns the value if it is in the same word, else NULL.
static const char*
split_word(const char* const word, char* const key, const size_t size)
{
  if (word[1] != '-') {
    snprintf(key, size, "%.*s", 1, word + 1);
    if (!strcmp(key, "c")) {
      snprintf(key, size, "config");
    }
    return word[2] ? word + 2 : NULL;
  }

  const size_t      length = strcspn(word + 2, "=");
  const char* const rest   = word + 2 + length;
  snprintf(
    key, size, "%.*s", (int)(length < size ? length : size - 1), word + 2);
  return *rest ? rest + 1 : NULL;
}

static HcStatus
take_option(Walk* const walk, Item* const item, HcError* const error)
{
  char              key[64] = "";
  const char* const word    = walk->argv[walk->at++];
  const char*       text    = split_word(word, key, sizeof(key));
  item->option              = hc_option_of_command(walk->command, key);
  if (!item->option) {
    return unknown_option(walk, word, key, error);
  }

  const bool flag = item->option->type == HC_TYPE_FLAG;
  if (flag && text) {
    return hc_error(
      error, HC_BAD_USAGE, "`%s`, expected --%s without a value", word, key);
  }
  if (!flag && !text && walk->at < walk->argc) {
    text = walk->argv[walk->at++];
  }
  if (!flag && !text) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "`%s` has no value, expected %s after it",
                    word,
                    item->option->argument);
  }

  item->text = text ? text : "";
  return HC_SUCCESS;
}

// Read the next item. Returns false at the end, and on an error, which is in
// `*status`.
static bool
step(Walk* const     walk,
     Item* const     item,
     HcStatus* const status,
     HcError* const  error)
{
  if (walk->at < walk->argc && !walk->done &&
      !strcmp(walk->argv[walk->at], "--")) {
    walk->done = true;
    ++walk->at;
  }
  if (walk->at >= walk->argc) {
    return false;
  }

  const char* const word = walk->argv[walk->at];
  if (!walk->done && word[0] == '-' && word[1]) {
    *status = take_option(walk, item, error);
    return !*status;
  }

  ++walk->at;
  item->option = NULL;
  item->text   = word;
  return true;
}

static HcStatus
store_operand(HcSettings* const settings,
              const HcCommand   command,
              const char* const text,
              HcError* const    error)
{
  const HcCommandInfo* const info = hc_command_info(command);
  if (!info->operand || *settings->operand) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "`%s`, expected only %s%s after `hotcold %s`",
                    text,
                    info->operand ? "one " : "",
                    info->operand ? info->operand : "options",
                    info->name);
  }
  if (!*text || strlen(text) >= sizeof(settings->operand)) {
    return hc_error(error,
                    HC_BAD_USAGE,
                    "`%s`, expected %s of 1 to %zu bytes",
                    text,
                    info->operand,
                    sizeof(settings->operand) - 1);
  }

  snprintf(settings->operand, sizeof(settings->operand), "%s", text);
  return HC_SUCCESS;
}

static HcStatus
store_option(HcSettings* const     settings,
             const HcOption* const option,
             const char* const     text,
             HcError* const        error)
{
  return hc_value_store(option, text, settings, error)
           ? hc_error_prefix(error, "--%s", option->key)
           : HC_SUCCESS;
}

HcStatus
hc_command_line_scan(HcSettings* const        settings,
                     const HcCommand          command,
                     const int                argc,
                     const char* const* const argv,
                     HcError* const           error)
{
  Walk     walk   = {command, argc, argv, 1, false};
  Item     item   = {NULL, NULL};
  uint64_t given  = 0;
  HcStatus status = HC_SUCCESS;
  while (!status && step(&walk, &item, &status, error)) {
    if (!item.option) {
      status = store_operand(settings, command, item.text, error);
      continue;
    }

    const uint64_t bit = (uint64_t)1 << (item.option - hc_option(0));
    if ((given & bit) && !item.option->repeatable) {
      status = hc_error(error,
                        HC_BAD_USAGE,
                        "--%s `%s`, expected --%s only once",
                        item.option->key,
                        item.text,
                        item.option->key);
    } else if (!strcmp(item.option->key, "config")) {
      status = store_option(settings, item.option, item.text, error);
    }
    given |= bit;
  }

  const HcCommandInfo* const info = hc_command_info(command);
  if (!status && info->operand_required && !*settings->operand) {
    status = hc_error(error,
                      HC_BAD_USAGE,
                      "`hotcold %s` is incomplete, expected %s after it",
                      info->name,
                      info->operand);
  }
  return status;
}

// Add the line of one --line to `lines`, the lines of all --line so far
static HcStatus
add_line(HcSettings* const lines, const char* const text, HcError* const error)
{
  HcLineSpec read = {.name = ""};
  if (hc_value_line(text, &read, error)) {
    return hc_error_prefix(error, "--line");
  }

  HcLineSpec* const line = hc_settings_add_line(lines, read.name, error);
  if (!line) {
    return hc_error_prefix(error, "--line `%s`:", text);
  }

  memcpy(line->hot, read.hot, sizeof(line->hot));
  memcpy(line->cold, read.cold, sizeof(line->cold));
  memcpy(line->reference, read.reference, sizeof(line->reference));
  return HC_SUCCESS;
}

// Merge the lines of the command line into those of the file. A line of the
// same name keeps the settings that only a file can have: limits, calibration,
// level.
static HcStatus
merge_lines(HcSettings* const       settings,
            const HcSettings* const lines,
            HcError* const          error)
{
  for (size_t i = 0; i < lines->n_lines; ++i) {
    const HcLineSpec* const from = &lines->lines[i];
    HcLineSpec*             line = hc_settings_find_line(settings, from->name);
    if (!line) {
      line = hc_settings_add_line(settings, from->name, error);
    }
    if (!line) {
      return hc_error_prefix(error, "--line `%s`:", from->name);
    }
    memcpy(line->hot, from->hot, sizeof(line->hot));
    memcpy(line->cold, from->cold, sizeof(line->cold));
    memcpy(line->reference, from->reference, sizeof(line->reference));
  }
  return HC_SUCCESS;
}

// If the command line has lines, a take is of these lines only
static void
drop_other_lines(HcSettings* const settings, const HcSettings* const asked)
{
  size_t n = 0;
  for (size_t i = 0; i < settings->n_lines; ++i) {
    if (hc_settings_find_line(asked, settings->lines[i].name)) {
      memmove(
        &settings->lines[n++], &settings->lines[i], sizeof(settings->lines[0]));
    }
  }
  settings->n_lines = n;
}

static HcStatus
apply(HcSettings* const settings,
      HcSettings* const asked,
      Walk              walk,
      HcError* const    error)
{
  Item     item    = {NULL, NULL};
  uint64_t cleared = 0;
  HcStatus status  = HC_SUCCESS;
  while (!status && step(&walk, &item, &status, error)) {
    if (!item.option) {
      continue;
    }
    if (item.option->type == HC_TYPE_LINE) {
      status = add_line(asked, item.text, error);
      continue;
    }

    const uint64_t bit = (uint64_t)1 << (item.option - hc_option(0));
    if (!(cleared & bit)) {
      hc_value_clear(item.option, settings);
      cleared |= bit;
    }
    status = store_option(settings, item.option, item.text, error);
  }
  return status;
}

HcStatus
hc_command_line_apply(HcSettings* const        settings,
                      const HcCommand          command,
                      const int                argc,
                      const char* const* const argv,
                      HcError* const           error)
{
  const Walk walk   = {command, argc, argv, 1, false};
  HcSettings asked  = {.n_lines = 0};
  HcStatus   status = apply(settings, &asked, walk, error);
  if (!status && command == HC_MEASURE && asked.n_lines) {
    drop_other_lines(settings, &asked);
  }
  if (!status) {
    status = merge_lines(settings, &asked, error);
  }
  hc_settings_finish(&asked);
  return status;
}
