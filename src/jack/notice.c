// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jack/notice.h"

#include "jack/settings.h"

#include <stdarg.h>
#include <stdio.h>

void
hc_jack_notice(const HcJackSettings* const settings,
               const char* const           format,
               ...)
{
  if (settings->notice) {
    char    text[640] = "";
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    settings->notice(settings->notice_data, text);
  }
}
