// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The interface through which the hub reads a running engine. All functions
/// return at once and never wait. Only the thread of the hub may call
/// take_window() and take_analysis(); any thread may call the others.

#ifndef HOTCOLD_ENGINE_SOURCE_H
#define HOTCOLD_ENGINE_SOURCE_H

#include <hotcold/analyzer.h>
#include <hotcold/line.h>
#include <hotcold/meter.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Health of the engine
typedef struct {
  char     implementation[64]; ///< "jackd 1.9.21", "PipeWire 0.3.65", or ""
  uint64_t progress;           ///< Changes as long as audio arrives
  uint64_t lost;               ///< Frames lost since start, all causes
  uint32_t sample_rate;        ///< Hz, 0 before the first server
  uint32_t period;             ///< Frames per cycle; 0 before the first server
  double   load;               ///< Percent, as JACK reports it
  bool     freewheel;          ///< The server runs faster than real time
} HcHealth;

/// Connections of one line's legs
typedef struct {
  HcLineState state;   ///< HC_STATE_OK, _MANY_SOURCES, _ONE_LEG, _DISCONNECTED
  unsigned    patches; ///< Changes with every connection made or broken
} HcConnections;

/// One running engine of `n_lines` lines, counted from 0
typedef struct {
  void*  engine; ///< First argument of all functions
  size_t n_lines;

  /// The line's name, constant, owned by the engine
  const char* (*line_name)(const void* engine, size_t line);

  /// Copy the oldest window that was not taken yet; false if there is none
  bool (*take_window)(void* engine, size_t line, HcWindow* window);

  /// Copy the newest analysis; false if it was taken before or there is none
  /// yet
  bool (*take_analysis)(void* engine, size_t line, HcAnalysis* analysis);

  /// Connections of the line's legs now
  HcConnections (*connections)(const void* engine, size_t line);

  /// Health of the engine now
  HcHealth (*health)(const void* engine);

  /// Forget the averages of one line, or of all lines if `line` is n_lines
  void (*reset)(void* engine, size_t line);
} HcSource;

#endif // HOTCOLD_ENGINE_SOURCE_H
