// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Who receives readings: configured targets for ever, and subscribers on a
/// lease. Each has an address and an account of what it was sent. Pure
/// functions; the publisher's thread only.

#ifndef HOTCOLD_OSC_SUBSCRIBERS_H
#define HOTCOLD_OSC_SUBSCRIBERS_H

#include "net/address.h"
#include "osc/account.h"

#include <hotcold/meter.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Subscribers at a time, targets not counted
#define HC_MAX_SUBSCRIBERS 64U

/// Lease of a subscription in s
#define HC_LEASE 10

/// Rates granted, in Hz
#define HC_MIN_MESSAGE_RATE 1.0
#define HC_MAX_MESSAGE_RATE 60.0
#define HC_DEFAULT_MESSAGE_RATE 20.0

/// One receiver
typedef struct {
  HcAddress address;
  bool      active;
  bool      target;  ///< Configured: without lease
  int64_t   expires; ///< End of the lease, in us
  HcAccount account;
} HcSubscriber;

/// All receivers, the targets first
typedef struct {
  size_t        n_lines;
  size_t        n_targets;
  size_t        n; ///< Places, n_targets + HC_MAX_SUBSCRIBERS
  HcSubscriber* all;
  HcSentLine*   lines; ///< n times n_lines, of all accounts
} HcSubscribers;

/// `targets` are copied and receive from the start, `rate` (Hz) times a second.
/// NULL when out of memory.
HcSubscribers*
hc_subscribers_new(size_t           n_lines,
                   const HcAddress* targets,
                   size_t           n_targets,
                   double           rate,
                   bool             bundle);

/// NULL is allowed
void
hc_subscribers_free(HcSubscribers* subscribers);

/// The rate in Hz granted to a receiver that asks for `rate` Hz: the nearest
/// one that is allowed; the default for NaN
double
hc_subscribers_granted_rate(double rate);

/// Subscribe `address`, or renew its lease with a new rate and form. Its next
/// round sends names, and all that is on, anew; the first round is due now.
/// Returns the receiver, or NULL when all places are taken.
HcSubscriber*
hc_subscribers_grant(HcSubscribers* subscribers,
                     HcAddress      address,
                     double         rate,
                     bool           bundle,
                     int64_t        now);

/// Forget `address`, unless it is a target
void
hc_subscribers_remove(HcSubscribers* subscribers, HcAddress address);

/// Forget the subscribers whose lease ended before `now`
void
hc_subscribers_expire(HcSubscribers* subscribers, int64_t now);

/// Add new audio of `line`, counted from 0, to the account of every receiver
void
hc_subscribers_hear(HcSubscribers*  subscribers,
                    size_t          line,
                    const HcWindow* window);

#endif // HOTCOLD_OSC_SUBSCRIBERS_H
