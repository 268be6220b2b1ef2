// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <hotcold/status.h>

#include <stdarg.h>
#include <stdio.h>

HcStatus
hc_error(HcError* const error, const HcStatus status, const char* format, ...)
{
  if (error) {
    error->status = status;

    va_list args;
    va_start(args, format);
    vsnprintf(error->text, sizeof(error->text), format, args);
    va_end(args);

    for (char* c = error->text; *c; ++c) {
      if ((unsigned char)*c < ' ' || *c == 0x7F) {
        *c = '?';
      }
    }
  }
  return status;
}

int
hc_exit_status(const HcStatus status)
{
  return status == HC_SUCCESS ? 0 : status == HC_BAD_USAGE ? 2 : 3;
}
