// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Annotations that the compiler checks where it can.

#ifndef HOTCOLD_ATTRIBUTES_H
#define HOTCOLD_ATTRIBUTES_H

#if defined(__GNUC__)
#  define HC_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#  define HC_NODISCARD __attribute__((warn_unused_result))
#else
#  define HC_PRINTF(fmt, args)
#  define HC_NODISCARD
#endif

/// Runs on the audio thread: no allocation, lock, system call or log
#if defined(__clang__) && __clang_major__ >= 20
#  define HC_REALTIME __attribute__((nonblocking))
#else
#  define HC_REALTIME
#endif

#endif // HOTCOLD_ATTRIBUTES_H
