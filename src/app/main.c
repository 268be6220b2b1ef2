// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/analyze.h"
#include "app/demo.h"
#include "app/fail.h"
#include "app/measure.h"
#include "app/monitor.h"
#include "app/output.h"
#include "app/ports.h"
#include "app/run.h"
#include "app/simulate.h"

#include "config/help.h"
#include "config/options.h"
#include "config/text.h"

#include <hotcold/status.h>

#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  HcCommand command;
  int (*run)(int argc, char** argv); ///< argv[0] is the subcommand
} Subcommand;

// One row for each file of this room that is a subcommand
static const Subcommand subcommands[] = {
#if HAVE_JACK && HAVE_OSC
  {HC_RUN, hc_run},
#endif
#if HAVE_JACK
  {HC_MEASURE, hc_measure},
#endif
  {HC_ANALYZE, hc_analyze},
#if HAVE_OSC
  {HC_MONITOR, hc_monitor},
#endif
#if HAVE_JACK && HAVE_OSC
  {HC_DEMO, hc_demo},
#endif
#if HAVE_JACK
  {HC_SIMULATE, hc_simulate},
  {HC_PORTS, hc_ports},
#endif
  {HC_N_COMMANDS, NULL},
};

static const Subcommand*
find_subcommand(const char* const name)
{
  const Subcommand* row = subcommands;
  while (row->run && strcmp(hc_command_info(row->command)->name, name)) {
    ++row;
  }
  return row->run ? row : NULL;
}

static void
print_usage(FILE* const stream)
{
  fprintf(stream,
          "Usage: hotcold COMMAND [OPTION]...\n"
          "Tells whether a balanced line is truly balanced.\n\nCommands:\n");
  for (const Subcommand* row = subcommands; row->run; ++row) {
    const HcCommandInfo* const info = hc_command_info(row->command);
    fprintf(stream, "  %-10s %s\n", info->name, info->sentence);
  }
  fprintf(stream,
          "  %-10s %s\n\n`hotcold COMMAND --help` lists its options; the "
          "manual is hotcold(1).\n",
          "help",
          "Explain a command");
}

static int
unknown_command(const char* const name)
{
  HcError   error    = {HC_SUCCESS, ""};
  char      hint[80] = "";
  HcNearest nearest  = hc_nearest(name);
  for (const Subcommand* row = subcommands; row->run; ++row) {
    hc_nearest_offer(&nearest, hc_command_info(row->command)->name);
  }
  hc_nearest_hint(&nearest, hint, sizeof(hint));
  hc_error(&error,
           HC_BAD_USAGE,
           "unknown command `%s`, expected one that `hotcold --help` lists%s",
           name,
           hint);
  return hc_fail(&error);
}

static int
no_command(void)
{
  HcError error = {HC_SUCCESS, ""};
  hc_error(&error,
           HC_BAD_USAGE,
           "no command, expected one that `hotcold --help` lists");
  return hc_fail(&error);
}

static int
help(const char* const name)
{
  const Subcommand* const row = name ? find_subcommand(name) : NULL;
  if (name && !row) {
    return unknown_command(name);
  }

  if (row) {
    hc_help_command(stdout, row->command);
  } else {
    print_usage(stdout);
  }
  return EXIT_SUCCESS;
}

static bool
is_help(const char* const word)
{
  return !strcmp(word, "--help") || !strcmp(word, "-h");
}

static bool
asks_for_help(const int argc, char* const* const argv)
{
  for (int i = 1; i < argc && strcmp(argv[i], "--"); ++i) {
    if (is_help(argv[i])) {
      return true;
    }
  }
  return false;
}

static int
run(const int argc, char** const argv)
{
  if (argc < 2) {
    return no_command();
  }
  if (!strcmp(argv[1], "--version")) {
    printf("hotcold %s\n", HOTCOLD_VERSION);
    return EXIT_SUCCESS;
  }
  if (is_help(argv[1]) || !strcmp(argv[1], "help")) {
    return help(argc > 2 ? argv[2] : NULL);
  }

  const Subcommand* const row = find_subcommand(argv[1]);
  if (!row) {
    return unknown_command(argv[1]);
  }
  return asks_for_help(argc - 1, argv + 1) ? help(argv[1])
                                           : row->run(argc - 1, argv + 1);
}

int
main(int argc, char** argv)
{
  hc_output_init();
  setlocale(LC_CTYPE, "");
  return hc_output_finish(run(argc, argv));
}
