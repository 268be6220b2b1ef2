// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/fail.h"

#include <stdio.h>

HcStatus
hc_blame_lines(HcError* const error, const size_t n_lines)
{
  return error->status == HC_NO_MEMORY
           ? hc_error(error,
                      HC_BAD_USAGE,
                      "out of memory for %zu lines, expected fewer",
                      n_lines)
           : error->status;
}

int
hc_fail(const HcError* const error)
{
  fprintf(stderr, "hotcold: %s\n", error->text);
  return hc_exit_status(error->status);
}
