// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Text into values: how each type of option is written. Pure, but that names
/// of hosts are looked up.

#ifndef HOTCOLD_CONFIG_VALUE_H
#define HOTCOLD_CONFIG_VALUE_H

#include "config/options.h"
#include "config/settings.h"

#include <hotcold/line.h>
#include <hotcold/status.h>

/// Read `text` as a value of `option` and store it in the HcSettings at
/// `into`, or the HcLineSpec for options of a [line NAME]; lists are appended
/// to. HC_BAD_USAGE with `error` like "`99`, expected a number from 1 to 60 Hz"
/// (the caller puts what and where before it), and nothing stored.
HcStatus
hc_value_store(const HcOption* option,
               const char*     text,
               void*           into,
               HcError*        error);

/// Empty the list that a repeatable `option` of HcSettings appends to, so that
/// what is said replaces what was said elsewhere. Lines are not emptied.
void
hc_value_clear(const HcOption* option, HcSettings* settings);

/// Put "PREFIX" and a space before the text of `error`; returns its status
HcStatus
hc_error_prefix(HcError* error, const char* format, ...) HC_PRINTF(2, 3);

/// Read NAME=HOT,COLD[,REF] into `line`, which is otherwise left alone. A
/// comma within a pattern is written `\,`.
HcStatus
hc_value_line(const char* text, HcLineSpec* line, HcError* error);

/// Append READING min|max VALUE [hold SECONDS] to the limits of `line`
HcStatus
hc_value_limit(const char* text, HcLineSpec* line, HcError* error);

/// Store an HC_TYPE_LISTEN, or append an HC_TYPE_TARGET or HC_TYPE_ALLOW
HcStatus
hc_value_network(HcOptionType type,
                 const char*  text,
                 HcSettings*  settings,
                 HcError*     error);

#endif // HOTCOLD_CONFIG_VALUE_H
