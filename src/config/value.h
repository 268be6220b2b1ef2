// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads the values of options, each type in its own notation. Pure, except
/// that host names are looked up. One thread at a time.

#ifndef HOTCOLD_CONFIG_VALUE_H
#define HOTCOLD_CONFIG_VALUE_H

#include "config/options.h"
#include "config/settings.h"

#include <hotcold/line.h>
#include <hotcold/status.h>

/// Read `text` as a value of `option` and store it at `into`, which is an
/// HcLineSpec if the option belongs to [line NAME], and an HcSettings
/// otherwise. If the option has a list, the value is appended to it. If the
/// text is not valid, stores nothing and returns HC_BAD_USAGE with an `error`
/// like "`99`, expected a number from 1 to 60 Hz"; the caller adds the place
/// and the key in front.
HcStatus
hc_value_store(const HcOption* option,
               const char*     text,
               void*           into,
               HcError*        error);

/// Empty the list of a repeatable `option` of HcSettings, so that the next
/// values replace those from elsewhere. The list of lines is not emptied.
void
hc_value_clear(const HcOption* option, HcSettings* settings);

/// Put the formatted text and a space before the text of `error`, which must
/// not be NULL. Returns the status of `error`.
HcStatus
hc_error_prefix(HcError* error, const char* format, ...) HC_PRINTF(2, 3);

/// Read NAME=HOT,COLD[,REF] into the name and the ports of `line`; its other
/// fields do not change. A comma within a port is written `\,`. If the text is
/// not valid, stores nothing and returns HC_BAD_USAGE.
HcStatus
hc_value_line(const char* text, HcLineSpec* line, HcError* error);

/// Append READING min|max VALUE [hold SECONDS] to the limits of `line`. Returns
/// HC_BAD_USAGE if the text is not valid or the line has HC_MAX_LIMITS already.
HcStatus
hc_value_limit(const char* text, HcLineSpec* line, HcError* error);

/// Store a value of HC_TYPE_LISTEN, or append one of HC_TYPE_TARGET or
/// HC_TYPE_ALLOW. Returns HC_BAD_USAGE if the text is not valid or the list is
/// full.
HcStatus
hc_value_network(HcOptionType type,
                 const char*  text,
                 HcSettings*  settings,
                 HcError*     error);

#endif // HOTCOLD_CONFIG_VALUE_H
