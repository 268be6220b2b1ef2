// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What the hub takes from a running engine, which fills it. All functions
/// return at once and never wait. take_window() and take_analysis() belong to
/// one thread, that of the hub; the others may be called from any thread.

#ifndef HOTCOLD_ENGINE_SOURCE_H
#define HOTCOLD_ENGINE_SOURCE_H

#include <hotcold/analyzer.h>
#include <hotcold/line.h>
#include <hotcold/meter.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// How the engine is
typedef struct {
  char     implementation[64]; ///< "jackd 1.9.21", "PipeWire 0.3.65", or ""
  uint64_t progress;           ///< Changes as long as audio arrives
  uint64_t lost;               ///< Frames lost since start, all causes
  uint32_t sample_rate;        ///< Hz, 0 before the first server
  uint32_t period;             ///< Frames per cycle; 0 before the first server
  double   load;               ///< Percent, as JACK reports it
  bool     freewheel;          ///< Time runs faster than the clock
} HcHealth;

/// One running engine of `n_lines` lines, counted from 0
typedef struct {
  void*  engine; ///< First argument of all functions
  size_t n_lines;

  /// The line's name, constant, owned by the engine
  const char* (*line_name)(const void* engine, size_t line);

  /// Copy the oldest window that was not taken yet; false if there is none
  bool (*take_window)(void* engine, size_t line, HcWindow* window);

  /// Copy the newest analysis; false if it was taken before, or none came yet
  bool (*take_analysis)(void* engine, size_t line, HcAnalysis* analysis);

  /// How the legs are connected: HC_STATE_OK, _MANY_SOURCES, _ONE_LEG or
  /// _DISCONNECTED
  HcLineState (*connections)(const void* engine, size_t line);

  /// How the engine is now
  HcHealth (*health)(const void* engine);

  /// Forget the averages of one line; `line` = n_lines: of all
  void (*reset)(void* engine, size_t line);
} HcSource;

#endif // HOTCOLD_ENGINE_SOURCE_H
