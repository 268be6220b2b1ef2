// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The messages of the OSC contract and how each one changes the model

#include "monitor/model.h"

#include "text/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ROOT "/hotcold/"

// A message is accepted if its types begin with these; more may follow
static bool
has_types(const HcOscMessage* const message, const char* const types)
{
  const size_t n = strlen(types);
  bool finite = message->n_arguments >= n && !strncmp(message->types, types, n);
  for (size_t i = 0; finite && i < n; ++i) {
    finite = types[i] != 'f' || isfinite(message->arguments[i].f);
  }
  return finite;
}

static double
number(const HcOscMessage* const message, const size_t i)
{
  return (double)message->arguments[i].f;
}

static int32_t
integer(const HcOscMessage* const message, const size_t i)
{
  return message->arguments[i].i;
}

static void
copy_text(const HcOscMessage* const message,
          const size_t              i,
          char* const               out,
          const size_t              size)
{
  hc_utf8_printable(message->arguments[i].s, out, size);
}

// The whole analyzer

static void
set_line_count(HcMonitorModel* const model, const int32_t lines)
{
  if (lines >= 0 && lines <= HC_MAX_LINES) {
    model->n_lines = (size_t)lines;
  }
}

static void
feed_heartbeat(HcMonitorModel* const     model,
               const HcOscMessage* const message,
               const double              now)
{
  const int32_t sequence = integer(message, 0);
  if (model->heartbeat >= 0.0 && sequence < model->sequence) {
    hc_monitor_model_clear(model);
    model->restarted = true;
  }

  model->sequence  = sequence;
  model->audio_age = integer(message, 1);
  model->lost      = integer(message, 2);
  model->load      = number(message, 3);
  model->heartbeat = now;
}

static void
feed_subscribed(HcMonitorModel* const     model,
                const HcOscMessage* const message,
                const double              now)
{
  // After a time without messages it may be another analyzer
  if (hc_monitor_model_link(model, now) == HC_MONITOR_GONE) {
    hc_monitor_model_clear(model);
    model->heartbeat = HC_NEVER;
  }
  model->rate = number(message, 1);
  set_line_count(model, integer(message, 2));
}

static void
feed_info(HcMonitorModel* const model, const HcOscMessage* const message)
{
  copy_text(message, 0, model->version, sizeof(model->version));
  copy_text(message, 1, model->implementation, sizeof(model->implementation));
  model->sample_rate = number(message, 3);
  set_line_count(model, integer(message, 4));
}

static void
feed_error(HcMonitorModel* const     model,
           const HcOscMessage* const message,
           const double              now)
{
  copy_text(message, 1, model->complaint, sizeof(model->complaint));
  model->complained = now;
}

// Lines

static void
feed_peak(HcMonitorPeak* const peak, const double value, const double now)
{
  if (peak->since < 0.0 || value >= peak->value ||
      now - peak->since > HC_MONITOR_HOLD) {
    peak->value = value;
    peak->since = now;
  }
}

static void
feed_value(HcMonitorLine* const line,
           const HcReadingId    id,
           const double         value,
           const double         now)
{
  const HcReadingInfo* const info  = hc_reading_info(id);
  HcReading* const           known = &line->readings[id].reading;

  known->value             = value;
  line->readings[id].heard = now;
  if (!info->interval) {
    known->low   = value;
    known->high  = value;
    known->valid = id != HC_POLARITY || fabs(value) > 0.5;
  }
  if (info->pace == HC_FAST) {
    line->heard = now;
  }
  if (id >= HC_HOT_PEAK && id <= HC_COMMON_PEAK) {
    feed_peak(&line->peaks[id - HC_HOT_PEAK], value, now);
  }
}

// `part` is the end of the address, after the reading: /low, /high, /valid or
// /at_least
static void
feed_member(HcReading* const          reading,
            const char* const         member,
            const HcOscMessage* const message)
{
  if (!strcmp(member, "low") && has_types(message, "f")) {
    reading->low = number(message, 0);
  } else if (!strcmp(member, "high") && has_types(message, "f")) {
    reading->high = number(message, 0);
  } else if (!strcmp(member, "valid") && has_types(message, "i")) {
    reading->valid = integer(message, 0) != 0;
  } else if (!strcmp(member, "at_least") && has_types(message, "i")) {
    reading->at_least = integer(message, 0) != 0;
  }
}

static HcReadingId
find_reading(const char* const path, const size_t length)
{
  char name[32] = "";
  if (length >= sizeof(name)) {
    return HC_N_READINGS;
  }
  for (size_t i = 0; i < length; ++i) {
    name[i] = path[i];
    if (path[i] == '/') {
      name[i] = '.';
    }
  }
  return hc_reading_find(name);
}

static void
feed_reading(HcMonitorLine* const      line,
             const char* const         path,
             const HcOscMessage* const message,
             const double              now)
{
  const HcReadingId id = find_reading(path, strlen(path));
  if (id != HC_N_READINGS && has_types(message, "f")) {
    feed_value(line, id, number(message, 0), now);
    return;
  }

  const char* const slash = strrchr(path, '/');
  const HcReadingId of =
    slash ? find_reading(path, (size_t)(slash - path)) : HC_N_READINGS;
  if (of != HC_N_READINGS) {
    feed_member(&line->readings[of].reading, slash + 1, message);
  }
}

// Argument `i` if it is a number, else silence
static double
level(const HcOscMessage* const message, const size_t i)
{
  const HcOscArgument* const argument = &message->arguments[i];
  return argument->type == 'f' && isfinite(argument->f) ? (double)argument->f
                                                        : HC_SILENCE_DB;
}

static void
feed_bands(HcMonitorLine* const      line,
           const HcMonitorBandPart   part,
           const HcOscMessage* const message,
           const double              now)
{
  for (size_t i = 0; i < HC_N_BANDS && i < message->n_arguments; ++i) {
    line->bands[part][i] = level(message, i);
  }
  if (part == HC_MONITOR_BAND_VALUE) {
    line->bands_heard = now;
  }

  // The message that removes mains lines may have been lost
  if (now - line->mains_heard > HC_MONITOR_PATIENCE) {
    line->n_mains = 0;
  }
}

static void
feed_mains(HcMonitorLine* const      line,
           const HcOscMessage* const message,
           const double              now)
{
  size_t n = 0;
  for (size_t i = 0; i + 2 < message->n_arguments && n < HC_MAX_MAINS; i += 3) {
    const HcMainsLine mains = {
      level(message, i), level(message, i + 1), level(message, i + 2)};
    if (mains.hz > 0.0 && mains.hz < 1e6) {
      line->mains[n++] = mains;
    }
  }
  line->n_mains     = n;
  line->mains_heard = now;
}

static void
feed_reasons(HcMonitorLine* const line, const HcOscMessage* const message)
{
  size_t n = 0;
  while (n < HC_MAX_REASONS && n < message->n_arguments &&
         message->arguments[n].type == 's') {
    copy_text(message, n, line->reasons[n], sizeof(line->reasons[n]));
    ++n;
  }
  line->n_reasons = n;
}

static void
remove_event(HcMonitorEvent* const events,
             size_t* const         n_events,
             const char* const     name)
{
  size_t n = 0;
  for (size_t i = 0; i < *n_events; ++i) {
    if (strcmp(events[i].name, name) != 0) {
      memmove(&events[n++], &events[i], sizeof(events[0]));
    }
  }
  *n_events = n;
}

// After a renewed subscription all present events come again, with new numbers
static void
renew_event(HcMonitorLine* const line, const HcMonitorEvent* const event)
{
  for (size_t i = 0; i < line->n_events; ++i) {
    if (!strcmp(line->events[i].name, event->name)) {
      memcpy(
        line->events[i].sentence, event->sentence, sizeof(event->sentence));
    }
  }
}

// Store `event` as the newest one and give it the next number
static void
add_event(HcMonitorModel* const       model,
          HcMonitorEvent* const       events,
          size_t* const               n_events,
          const HcMonitorEvent* const event)
{
  remove_event(events, n_events, event->name);
  if (*n_events < HC_MONITOR_EVENTS) {
    events[*n_events]            = *event;
    events[(*n_events)++].number = ++model->news;
  }
}

static void
feed_event(HcMonitorModel* const     model,
           HcMonitorLine* const      line,
           const HcOscMessage* const message)
{
  HcMonitorEvent event = {.number = 0};
  copy_text(message, 0, event.name, sizeof(event.name));
  copy_text(message, 2, event.sentence, sizeof(event.sentence));

  const bool known = hc_monitor_line_sentence(line, event.name) != NULL;
  const bool on    = integer(message, 1) != 0;
  if (on && known) {
    renew_event(line, &event);
  } else if (on) {
    remove_event(line->ended, &line->n_ended, event.name);
    add_event(model, line->events, &line->n_events, &event);
  } else if (known) {
    remove_event(line->events, &line->n_events, event.name);
    add_event(model, line->ended, &line->n_ended, &event);
  }
}

// Messages with any number of arguments; false if `path` is not one of them
static bool
feed_list(HcMonitorLine* const      line,
          const char* const         path,
          const HcOscMessage* const message,
          const double              now)
{
  if (!strcmp(path, "bands/balance")) {
    feed_bands(line, HC_MONITOR_BAND_VALUE, message, now);
  } else if (!strcmp(path, "bands/balance/low")) {
    feed_bands(line, HC_MONITOR_BAND_LOW, message, now);
  } else if (!strcmp(path, "bands/balance/high")) {
    feed_bands(line, HC_MONITOR_BAND_HIGH, message, now);
  } else if (!strcmp(path, "mains")) {
    feed_mains(line, message, now);
  } else if (!strcmp(path, "reasons")) {
    feed_reasons(line, message);
  } else {
    return false;
  }
  return true;
}

static void
feed_line(HcMonitorModel* const     model,
          HcMonitorLine* const      line,
          const char* const         path,
          const HcOscMessage* const message,
          const double              now)
{
  if (!strcmp(path, "name") && has_types(message, "s")) {
    copy_text(message, 0, line->name, sizeof(line->name));
  } else if (!strcmp(path, "state") && has_types(message, "s")) {
    copy_text(message, 0, line->state, sizeof(line->state));
  } else if (!strcmp(path, "verdict") && has_types(message, "sf")) {
    copy_text(message, 0, line->verdict, sizeof(line->verdict));
    line->confidence = fmin(1.0, fmax(0.0, number(message, 1)));
  } else if (!strcmp(path, "event") && has_types(message, "sis")) {
    feed_event(model, line, message);
  } else if (!feed_list(line, path, message, now)) {
    feed_reading(line, path, message, now);
  }
}

// `path` is "N/rest", the end of a line's address
static void
feed_numbered(HcMonitorModel* const     model,
              const char* const         path,
              const HcOscMessage* const message,
              const double              now)
{
  char*      rest   = NULL;
  const long number = strtol(path, &rest, 10);
  if (number >= 1 && number <= HC_MAX_LINES && *rest == '/') {
    model->n_lines =
      (size_t)number > model->n_lines ? (size_t)number : model->n_lines;
    feed_line(model, &model->lines[number - 1], rest + 1, message, now);
  }
}

void
hc_monitor_model_feed(HcMonitorModel* const     model,
                      const HcOscMessage* const message,
                      const double              now)
{
  if (strncmp(message->address, ROOT, strlen(ROOT)) != 0) {
    return;
  }

  const char* const path = message->address + strlen(ROOT);
  if (!strncmp(path, "line/", 5)) {
    feed_numbered(model, path + 5, message, now);
  } else if (!strcmp(path, "heartbeat") && has_types(message, "iiif")) {
    feed_heartbeat(model, message, now);
  } else if (!strcmp(path, "subscribed") && has_types(message, "ffi")) {
    feed_subscribed(model, message, now);
  } else if (!strcmp(path, "info") && has_types(message, "sssfi")) {
    feed_info(model, message);
  } else if (!strcmp(path, "error") && has_types(message, "ss")) {
    feed_error(model, message, now);
  }
}
