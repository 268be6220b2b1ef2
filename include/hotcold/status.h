// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// How functions that can fail say so: a status, and one line for the user.

#ifndef HOTCOLD_STATUS_H
#define HOTCOLD_STATUS_H

#include <hotcold/attributes.h>

/// Zero is success; every other value maps to one exit status
typedef enum {
  HC_SUCCESS,        ///< Done
  HC_BAD_USAGE,      ///< Wrong usage or configuration
  HC_NO_DATA,        ///< No server, no signal, unreadable file
  HC_NO_MEMORY,      ///< Out of memory
  HC_SYSTEM_FAILURE, ///< A system call failed
} HcStatus;

/// One failure, told in one line without a newline: what, which value, what
/// was expected; for configurations it starts with file:line
typedef struct {
  HcStatus status;    ///< HC_SUCCESS until hc_error() is called
  char     text[480]; ///< UTF-8, always terminated
} HcError;

/// Fill `error` (which may be NULL) and return `status`, so that a function
/// can end with `return hc_error(...)`. Control characters in the result become
/// '?', so that it stays one line. Any thread but audio.
HcStatus
hc_error(HcError* error, HcStatus status, const char* format, ...)
  HC_PRINTF(3, 4);

/// The program's exit status for `status`: 0, 2 (usage) or 3 (all others)
int
hc_exit_status(HcStatus status);

#endif // HOTCOLD_STATUS_H
