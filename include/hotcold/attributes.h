// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Annotations for declarations. Where the compiler can check them, it does.

#ifndef HOTCOLD_ATTRIBUTES_H
#define HOTCOLD_ATTRIBUTES_H

/// Around all declarations of a public header, so that C++ links to C
#ifdef __cplusplus
#  define HC_BEGIN_DECLS extern "C" {
#  define HC_END_DECLS }
#else
#  define HC_BEGIN_DECLS
#  define HC_END_DECLS
#endif

/// After a declaration: arguments `args` on belong to the format `fmt`
#if defined(__GNUC__)
#  define HC_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#  define HC_PRINTF(fmt, args)
#endif

/// Before each function of libhotcold: the shared library exports these alone
#if defined(__GNUC__)
#  define HC_API __attribute__((visibility("default")))
#else
#  define HC_API
#endif

/// After a declaration: safe on an audio thread. The function does not
/// allocate, lock, log or call the system.
#if defined(__clang__) && __clang_major__ >= 20
#  define HC_REALTIME __attribute__((nonblocking))
#else
#  define HC_REALTIME
#endif

#endif // HOTCOLD_ATTRIBUTES_H
