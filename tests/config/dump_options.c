// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Prints the option table for check_man.py: one line per row, with tabs
/// between the fields.

#include "config/options.h"

#include <stdbool.h>
#include <stdio.h>

static void
print_option(const HcOption* const option)
{
  static const char* const sections[] = {
    "", "[hotcold]", "[osc]", "[line NAME]"};
  const bool number =
    option->type == HC_TYPE_NUMBER || option->type == HC_TYPE_COUNT;
  printf("option\t%s\t%s\t%s\t%s\t%s\t%d\t",
         option->key,
         sections[option->section],
         option->argument,
         option->fallback,
         option->unit,
         option->repeatable);
  if (number) {
    printf("from %g to %g", option->least, option->greatest);
  }
  for (int i = 0; i < HC_N_COMMANDS; ++i) {
    if (option->commands & (1U << i)) {
      printf("\t%s", hc_command_info((HcCommand)i)->name);
    }
  }
  printf("\n");
}

int
main(void)
{
  for (int i = 0; i < HC_N_COMMANDS; ++i) {
    const HcCommandInfo* const info = hc_command_info((HcCommand)i);
    printf("command\t%s\t%s\n", info->name, info->operand ? info->operand : "");
  }
  for (size_t i = 0; i < hc_option_count(); ++i) {
    print_option(hc_option(i));
  }
  return 0;
}
