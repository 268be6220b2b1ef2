// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hub/event.h"
#include "hub/hub.h"
#include "hub/internal.h"
#include "hub/line_status.h"

#include <hotcold/meter.h>
#include <hotcold/status.h>

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static bool
add_reader(HcHub* const hub, HcHubReader* const reader)
{
  pthread_mutex_lock(&hub->lock);
  const bool has_place = hub->n_readers < HC_MAX_READERS;
  if (has_place) {
    reader->next       = hub->readers;
    reader->next_event = hub->next_event;
    hub->readers       = reader;
    ++hub->n_readers;
  }
  pthread_mutex_unlock(&hub->lock);
  return has_place;
}

HcHubReader*
hc_hub_reader_new(HcHub* const hub, HcError* const error)
{
  const size_t       n       = hc_hub_n_lines(hub);
  HcHubReader* const self    = (HcHubReader*)calloc(1, sizeof(*self));
  HcWindow* const    windows = (HcWindow*)calloc(n, sizeof(*windows));
  const bool         good    = self && windows;
  if (good) {
    self->hub     = hub;
    self->windows = windows;
    if (add_reader(hub, self)) {
      return self;
    }
    hc_error(error,
             HC_SYSTEM_FAILURE,
             "the lines have %u readers already, expected fewer",
             HC_MAX_READERS);
  } else {
    hc_error(error, HC_NO_MEMORY, "out of memory for a reader of the lines");
  }
  free(windows);
  free(self);
  return NULL;
}

void
hc_hub_reader_free(HcHubReader* const self)
{
  if (self) {
    HcHub* const hub = self->hub;
    pthread_mutex_lock(&hub->lock);
    HcHubReader** link = &hub->readers;
    while (*link != self) {
      link = &(*link)->next;
    }
    *link = self->next;
    --hub->n_readers;
    pthread_mutex_unlock(&hub->lock);
    free(self->windows);
    free(self);
  }
}

void
hc_hub_read_line(HcHubReader* const  self,
                 const size_t        line,
                 HcLineStatus* const status)
{
  HcHub* const           hub    = self->hub;
  const HcHubLine* const known  = &hub->lines[line];
  HcWindow* const        window = &self->windows[line];

  pthread_mutex_lock(&hub->lock);
  status->state  = known->state;
  status->window = *window;
  memset(window, 0, sizeof(*window));
  if (status->n_analyses != known->n_analyses) {
    status->n_analyses = known->n_analyses;
    status->analysis   = known->analysis;
  }
  pthread_mutex_unlock(&hub->lock);
}

size_t
hc_hub_read_events(HcHubReader* const self,
                   HcLineEvent* const events,
                   const size_t       most,
                   uint64_t* const    missed)
{
  HcHub* const hub = self->hub;
  size_t       n   = 0;

  pthread_mutex_lock(&hub->lock);
  const uint64_t oldest =
    hub->next_event > hub->n_events ? hub->next_event - hub->n_events : 1U;
  *missed = self->next_event < oldest ? oldest - self->next_event : 0U;
  self->next_event += *missed;
  while (n < most && self->next_event < hub->next_event) {
    events[n++] = hub->events[(self->next_event++ - 1U) % hub->n_events];
  }
  pthread_mutex_unlock(&hub->lock);
  return n;
}

uint64_t
hc_hub_read_sets(HcHubReader* const self, HcLineSet* const sets)
{
  HcHub* const hub = self->hub;
  pthread_mutex_lock(&hub->lock);
  for (size_t i = 0; i < hub->source.n_lines; ++i) {
    sets[i] = hub->lines[i].set;
  }
  const uint64_t next = hub->next_event;
  self->next_event    = next;
  pthread_mutex_unlock(&hub->lock);
  return next - 1U;
}
