// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/fail.h"

#include <stdio.h>

int
hc_fail(const HcError* const error)
{
  fprintf(stderr, "hotcold: %s\n", error->text);
  return hc_exit_status(error->status);
}
