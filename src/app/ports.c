// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ports.h"

#include "app/fail.h"
#include "app/jack_settings.h"
#include "config/settings.h"
#include "jack/port_names.h"

#include <hotcold/status.h>

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

int
hc_ports(const int argc, char** const argv)
{
  HcError    error    = {HC_SUCCESS, ""};
  HcSettings settings = {0};
  char**     names    = NULL;
  HcStatus   st       = hc_settings_load(
    &settings, HC_PORTS, argc, (const char* const*)argv, &error);
  if (!st) {
    st = hc_jack_port_names(hc_jack_server(&settings), &names, &error);
  }
  for (size_t i = 0; !st && names[i]; ++i) {
    printf("%s\n", names[i]);
  }

  free(names);
  hc_settings_finish(&settings);
  return st ? hc_fail(&error) : 0;
}
