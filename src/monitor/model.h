// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The data of an analyzer that a monitor has received, with times. Pure: no
/// clock, no socket; times are in seconds of any clock that does not jump. One
/// thread at a time. Messages are not trusted: anything that is not valid is
/// ignored.

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

/// Greatest number of events on one line: every verdict and finding
#define HC_MONITOR_EVENTS (HC_N_VERDICTS + HC_N_FINDINGS)

/// Number of peak marks: hot, cold, diff, common
#define HC_MONITOR_PEAKS 4

/// Seconds a peak mark stays
#define HC_MONITOR_HOLD 2.0

/// Seconds without a heartbeat after which all values count as out of date
#define HC_MONITOR_PATIENCE 2.5

/// The time of an event that has not happened
#define HC_NEVER (-1.0)

/// One reading as it was received
typedef struct {
  HcReading reading;
  double    heard; ///< When it was received, or HC_NEVER
} HcMonitorReading;

/// A verdict or finding, with its sentence
typedef struct {
  char     name[32];
  char     sentence[HC_SENTENCE_SIZE];
  uint64_t number; ///< Events of all lines are counted, from 1
} HcMonitorEvent;

/// The numbers of each third octave
typedef enum {
  HC_MONITOR_BAND_VALUE,
  HC_MONITOR_BAND_LOW,
  HC_MONITOR_BAND_HIGH,
  HC_MONITOR_BAND_PARTS
} HcMonitorBandPart;

/// A peak mark
typedef struct {
  double value; ///< dBFS
  double since; ///< When it was reached, or HC_NEVER: no mark
} HcMonitorPeak;

/// One line
typedef struct {
  char             name[HC_LINE_NAME_SIZE]; ///< Printable; empty: unknown
  char             state[24];               ///< Empty: unknown
  char             verdict[32];             ///< Empty: unknown
  double           confidence;              ///< 0..1
  HcMonitorReading readings[HC_N_READINGS];
  HcMonitorPeak    peaks[HC_MONITOR_PEAKS];
  double bands[HC_MONITOR_BAND_PARTS][HC_N_BANDS]; ///< dB; silence: unknown
  double bands_heard; ///< When values were received, or HC_NEVER
  size_t n_mains;
  HcMainsLine    mains[HC_MAX_MAINS];
  double         mains_heard; ///< When `mains` was received, or HC_NEVER
  double         heard;       ///< When the last fast reading came, or HC_NEVER
  size_t         n_reasons;
  char           reasons[HC_MAX_REASONS][HC_SENTENCE_SIZE];
  size_t         n_events;
  HcMonitorEvent events[HC_MONITOR_EVENTS]; ///< Present now
  size_t         n_ended;
  HcMonitorEvent ended[HC_MONITOR_EVENTS]; ///< The last ones that ended
} HcMonitorLine;

/// One analyzer
typedef struct {
  char           version[32];
  char           implementation[96];
  double         sample_rate; ///< Hz; 0: unknown
  double         rate;        ///< Hz, as granted; 0: not subscribed yet
  int32_t        sequence;    ///< Number of the last heartbeat
  int32_t        audio_age;   ///< ms, at that heartbeat
  int32_t        lost;        ///< Frames since the analyzer started
  double         load;        ///< Percent
  double         heartbeat;   ///< When the last one came, or HC_NEVER
  char           complaint[HC_SENTENCE_SIZE]; ///< The last /hotcold/error
  double         complained; ///< When that was received, or HC_NEVER
  bool           restarted;  ///< A new start was seen: subscribe again
  uint64_t       news;       ///< Events that began or ended so far
  size_t         n_lines;
  HcMonitorLine* lines; ///< HC_MAX_LINES of them, owned
} HcMonitorModel;

/// State of the link to the analyzer
typedef enum {
  HC_MONITOR_WAITING, ///< No heartbeat yet
  HC_MONITOR_LIVE,    ///< Heartbeats come
  HC_MONITOR_GONE,    ///< Heartbeats came, and stopped
} HcMonitorLink;

/// A new, empty model, or NULL if memory runs out
HcMonitorModel*
hc_monitor_model_new(void);

/// Free the model. NULL does nothing.
void
hc_monitor_model_free(HcMonitorModel* model);

/// Forget all lines and readings, because the analyzer was started again
void
hc_monitor_model_clear(HcMonitorModel* model);

/// Update the model with a message received at `now`. Unknown ones are ignored.
void
hc_monitor_model_feed(HcMonitorModel*     model,
                      const HcOscMessage* message,
                      double              now);

/// State of the link at `now`
HcMonitorLink
hc_monitor_model_link(const HcMonitorModel* model, double now);

/// Seconds since the last fast reading of `line`, -1 if there was none
double
hc_monitor_line_age(const HcMonitorLine* line, double now);

/// True if the values of `line` are up to date at `now`: the link is live, the
/// line is not stalled, and a fast reading was received recently
bool
hc_monitor_line_is_fresh(const HcMonitorModel* model,
                         const HcMonitorLine*  line,
                         double                now);

/// The sentence of the event `name` on `line`, or NULL if it is not present.
/// Valid until the next message.
const char*
hc_monitor_line_sentence(const HcMonitorLine* line, const char* name);

#endif // HOTCOLD_MONITOR_MODEL_H
