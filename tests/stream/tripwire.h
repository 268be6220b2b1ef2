// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Stands in for what the audio thread must not call: allocation, locks,
/// waiting and waking, input and output, clocks, threads and bare system
/// calls. While armed such a call names itself on stderr and aborts the
/// program; else it passes through. Works for whatever the program calls,
/// the C library's own calls of malloc and the like included.

#ifndef HOTCOLD_TESTS_STREAM_TRIPWIRE_H
#define HOTCOLD_TESTS_STREAM_TRIPWIRE_H

/// From now on this thread is held to what an audio thread may do
void
tripwire_arm(void);

/// This thread may do everything again
void
tripwire_disarm(void);

#endif // HOTCOLD_TESTS_STREAM_TRIPWIRE_H
