// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/help.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static void
print_option(FILE* const stream, const HcOption* const option)
{
  const bool is_config = !strcmp(option->key, "config");
  fprintf(stream,
          "  %s--%s%s%s\n      %s",
          is_config ? "-c, " : "",
          option->key,
          *option->argument ? " " : "",
          option->argument,
          option->sentence);
  if (*option->fallback) {
    fprintf(stream,
            " [%s%s%s]",
            option->fallback,
            *option->unit ? " " : "",
            option->unit);
  }
  fprintf(stream, "%s\n", option->repeatable ? "; repeatable" : "");
}

void
hc_help_command(FILE* const stream, const HcCommand command)
{
  const HcCommandInfo* const info = hc_command_info(command);
  fprintf(stream, "Usage: hotcold %s [OPTION]...", info->name);
  if (info->operand) {
    fprintf(stream, info->operand_required ? " %s" : " [%s]", info->operand);
  }
  fprintf(stream, "\n%s.\n\nOptions:\n", info->sentence);

  for (size_t i = 0; i < hc_option_count(); ++i) {
    if (hc_option(i)->commands & (1U << command)) {
      print_option(stream, hc_option(i));
    }
  }
  fprintf(stream, "  -h, --help\n      Show this help and stop\n");
}
