// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// How functions that can fail report it: a status, and one line for the user.
/// Any thread but the audio thread.

#ifndef HOTCOLD_STATUS_H
#define HOTCOLD_STATUS_H

#include <hotcold/attributes.h>

HC_BEGIN_DECLS

/// Zero is success; every other value maps to one exit status
typedef enum {
  HC_SUCCESS,        ///< Done
  HC_BAD_USAGE,      ///< Wrong usage or configuration
  HC_NO_DATA,        ///< No server, no signal, unreadable file
  HC_NO_MEMORY,      ///< Out of memory
  HC_SYSTEM_FAILURE, ///< A system call failed
} HcStatus;

/// One failure as one line of text, without a newline: what failed, with which
/// value, what was expected. For configurations it begins with file:line.
typedef struct {
  HcStatus status;    ///< HC_SUCCESS until hc_error() is called
  char     text[480]; ///< UTF-8, always terminated
} HcError;

/// Fill `error`, which may be NULL, and return `status`, so that a function can
/// end with `return hc_error(...)`. The text is cut if it is too long; control
/// characters in it become '?', so that it remains one line.
HC_API HcStatus
hc_error(HcError* error, HcStatus status, const char* format, ...)
  HC_PRINTF(3, 4);

/// Returns the exit status of the program for `status`: 0, 2 for HC_BAD_USAGE,
/// 3 for all others
HC_API int
hc_exit_status(HcStatus status);

HC_END_DECLS

#endif // HOTCOLD_STATUS_H
