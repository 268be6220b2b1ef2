// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "osc/subscribers.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

static void
set_up(HcSubscribers* const   self,
       const HcAddress* const targets,
       const double           rate,
       const bool             bundle)
{
  for (size_t i = 0; i < self->n; ++i) {
    HcSubscriber* const place = &self->all[i];
    place->account.lines      = self->lines + i * self->n_lines;
    place->account.n_lines    = self->n_lines;
    place->account.next_line  = self->n_lines;
    if (i < self->n_targets) {
      place->address        = targets[i];
      place->active         = true;
      place->target         = true;
      place->account.bundle = bundle;
      place->account.rate   = hc_subscribers_granted_rate(rate);
    }
  }
}

HcSubscribers*
hc_subscribers_new(const size_t           n_lines,
                   const HcAddress* const targets,
                   const size_t           n_targets,
                   const double           rate,
                   const bool             bundle)
{
  const size_t         n     = n_targets + HC_MAX_SUBSCRIBERS;
  HcSubscribers* const self  = (HcSubscribers*)calloc(1, sizeof(*self));
  HcSubscriber* const  all   = (HcSubscriber*)calloc(n, sizeof(*all));
  HcSentLine* const    lines = (HcSentLine*)calloc(n * n_lines, sizeof(*lines));
  if (!self || !all || !lines) {
    free(lines);
    free(all);
    free(self);
    return NULL;
  }

  self->n_lines   = n_lines;
  self->n_targets = n_targets;
  self->n         = n;
  self->all       = all;
  self->lines     = lines;
  set_up(self, targets, rate, bundle);
  return self;
}

void
hc_subscribers_free(HcSubscribers* const self)
{
  if (self) {
    free(self->lines);
    free(self->all);
    free(self);
  }
}

double
hc_subscribers_granted_rate(const double rate)
{
  return isnan(rate)
           ? HC_DEFAULT_MESSAGE_RATE
           : fmin(fmax(rate, HC_MIN_MESSAGE_RATE), HC_MAX_MESSAGE_RATE);
}

static HcSubscriber*
find(const HcSubscribers* const self, const HcAddress address)
{
  for (size_t i = 0; i < self->n; ++i) {
    if (self->all[i].active &&
        hc_address_equal(self->all[i].address, address)) {
      return &self->all[i];
    }
  }
  return NULL;
}

/// A free place for `address`: the place that it had before, if that is still
/// free. The `due` of this place limits the rate even if a receiver subscribes
/// and unsubscribes quickly.
static HcSubscriber*
free_place(const HcSubscribers* const self, const HcAddress address)
{
  HcSubscriber* place = NULL;
  for (size_t i = self->n_targets; i < self->n; ++i) {
    HcSubscriber* const candidate = &self->all[i];
    if (!candidate->active) {
      if (hc_address_equal(candidate->address, address)) {
        return candidate;
      }
      if (!place) {
        place = candidate;
      }
    }
  }
  return place;
}

static HcSubscriber*
take_place(const HcSubscribers* const self,
           const HcAddress            address,
           const int64_t              now)
{
  HcSubscriber* const place = free_place(self, address);
  if (place) {
    HcAccount* const account = &place->account;
    if (!hc_address_equal(place->address, address) || account->due < now) {
      account->due = now;
    }
    place->address = address;
    place->active  = true;
    hc_account_clear(account);
  }
  return place;
}

HcSubscriber*
hc_subscribers_grant(HcSubscribers* const self,
                     const HcAddress      address,
                     const double         rate,
                     const bool           bundle,
                     const int64_t        now)
{
  HcSubscriber* place = find(self, address);
  if (!place) {
    place = take_place(self, address, now);
  }
  if (place) {
    HcAccount* const account = &place->account;
    place->expires           = now + HC_LEASE * INT64_C(1000000);
    account->bundle          = bundle;
    account->rate            = hc_subscribers_granted_rate(rate);

    const int64_t next = now + (int64_t)llrint(1e6 / account->rate);
    account->due       = account->due < next ? account->due : next;
    hc_account_greet(account);
  }
  return place;
}

void
hc_subscribers_remove(HcSubscribers* const self, const HcAddress address)
{
  HcSubscriber* const found = find(self, address);
  if (found && !found->target) {
    found->active = false;
  }
}

void
hc_subscribers_expire(HcSubscribers* const self, const int64_t now)
{
  for (size_t i = self->n_targets; i < self->n; ++i) {
    if (self->all[i].active && now >= self->all[i].expires) {
      self->all[i].active = false;
    }
  }
}

void
hc_subscribers_add(HcSubscribers* const  self,
                   const size_t          line,
                   const HcWindow* const window)
{
  for (size_t i = 0; i < self->n; ++i) {
    if (self->all[i].active) {
      hc_account_add(&self->all[i].account, line, window);
    }
  }
}
