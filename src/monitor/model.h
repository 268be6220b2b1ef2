// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// What a monitor knows of an analyzer: the messages that came, and when. Pure:
/// no clock, no socket; times are seconds of any clock that does not jump. One
/// thread. Whatever a message holds is taken or left, never trusted.

#ifndef HOTCOLD_MONITOR_MODEL_H
#define HOTCOLD_MONITOR_MODEL_H

#include "osc/packet.h"

#include <hotcold/analyzer.h>
#include <hotcold/line.h>
#include <hotcold/reading.h>
#include <hotcold/verdict.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Events one line can show: every verdict and finding
#define HC_MONITOR_EVENTS (HC_N_VERDICTS + HC_N_FINDINGS)

/// Peaks with a mark: hot, cold, diff, common
#define HC_MONITOR_PEAKS 4

/// Seconds a peak mark stays
#define HC_MONITOR_HOLD 2.0

/// Seconds without heartbeat after which nothing is believed any more
#define HC_MONITOR_PATIENCE 2.5

/// Time of what never happened
#define HC_NEVER (-1.0)

/// One reading as it came
typedef struct {
  HcReading reading;
  double    heard; ///< When; HC_NEVER: not yet
} HcMonitorReading;

/// A verdict or finding that is on, with what was said about it
typedef struct {
  char     name[32];
  char     sentence[HC_SENTENCE_SIZE];
  uint64_t number; ///< Of the news it came with, from 1
} HcMonitorEvent;

/// What is told of a line's third octaves
typedef enum {
  HC_MONITOR_BAND_VALUE,
  HC_MONITOR_BAND_LOW,
  HC_MONITOR_BAND_HIGH,
  HC_MONITOR_BAND_PARTS
} HcMonitorBandPart;

/// The peak that the mark of a bar shows
typedef struct {
  double value; ///< dBFS
  double since; ///< When it was reached; HC_NEVER: no mark
} HcMonitorPeak;

/// One line
typedef struct {
  char             name[HC_LINE_NAME_SIZE]; ///< Printable; empty: not told yet
  char             state[24];               ///< As told; empty: not yet
  char             verdict[32];             ///< As told; empty: not yet
  double           confidence;              ///< 0..1
  HcMonitorReading readings[HC_N_READINGS];
  HcMonitorPeak    peaks[HC_MONITOR_PEAKS];
  double bands[HC_MONITOR_BAND_PARTS][HC_N_BANDS]; ///< dB; silence: unknown
  double bands_heard; ///< When values came; HC_NEVER: not yet
  size_t n_mains;
  HcMainsLine    mains[HC_MAX_MAINS];
  double         mains_heard; ///< When; HC_NEVER: not yet
  double         heard;       ///< Last fast reading; HC_NEVER: none yet
  size_t         n_reasons;
  char           reasons[HC_MAX_REASONS][HC_SENTENCE_SIZE];
  size_t         n_events;
  HcMonitorEvent events[HC_MONITOR_EVENTS]; ///< Those that are on
  size_t         n_ended;
  HcMonitorEvent ended[HC_MONITOR_EVENTS]; ///< The last that went off
} HcMonitorLine;

/// One analyzer
typedef struct {
  char           version[32];
  char           implementation[96];
  double         sample_rate; ///< Hz; 0: not told yet
  double         rate;        ///< Hz, granted; 0: not subscribed yet
  int32_t        sequence;    ///< Of the heartbeat
  int32_t        audio_age;   ///< ms, at the heartbeat
  int32_t        lost;        ///< Frames since it started
  double         load;        ///< Percent
  double         heartbeat;   ///< When the last one came; HC_NEVER: none yet
  char           complaint[HC_SENTENCE_SIZE]; ///< Last /hotcold/error
  double         complained;                  ///< When; HC_NEVER: never
  bool           restarted; ///< Heard of a new start: ask for all again
  uint64_t       news;      ///< Events that came or went so far
  size_t         n_lines;
  HcMonitorLine* lines; ///< HC_MAX_LINES of them, owned
} HcMonitorModel;

/// What the link to the analyzer is worth
typedef enum {
  HC_MONITOR_WAITING, ///< Nothing came yet
  HC_MONITOR_LIVE,    ///< Heartbeats come
  HC_MONITOR_GONE,    ///< They came, and stopped
} HcMonitorLink;

/// An empty model; NULL when out of memory
HcMonitorModel*
hc_monitor_model_new(void);

void
hc_monitor_model_free(HcMonitorModel* model);

/// Forget all lines and readings, as at a new start of the analyzer
void
hc_monitor_model_clear(HcMonitorModel* model);

/// Take in one message that came at `now`; unknown ones are left
void
hc_monitor_model_feed(HcMonitorModel*     model,
                      const HcOscMessage* message,
                      double              now);

HcMonitorLink
hc_monitor_model_link(const HcMonitorModel* model, double now);

/// Seconds since audio of `line` was last told about, -1 if never
double
hc_monitor_line_age(const HcMonitorLine* line, double now);

/// True while the values of `line` are of now: the link lives, the line is not
/// stalled and was heard of lately
bool
hc_monitor_line_is_fresh(const HcMonitorModel* model,
                         const HcMonitorLine*  line,
                         double                now);

/// What was said about `name` on `line`, or NULL if it is not on
const char*
hc_monitor_line_sentence(const HcMonitorLine* line, const char* name);

#endif // HOTCOLD_MONITOR_MODEL_H
