// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The receivers of readings: configured targets, which receive forever, and
/// subscribers, whose lease ends. Each has an address and an account of the
/// messages sent to it. Pure functions; the publisher's thread only.

#ifndef HOTCOLD_OSC_SUBSCRIBERS_H
#define HOTCOLD_OSC_SUBSCRIBERS_H

#include "net/address.h"
#include "osc/account.h"

#include <hotcold/meter.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Most subscribers at one time; targets are not counted
#define HC_MAX_SUBSCRIBERS 64U

/// Lease of a subscription in s
#define HC_LEASE 10

/// Limits and default of the rates that are granted, in Hz
#define HC_MIN_MESSAGE_RATE 1.0
#define HC_MAX_MESSAGE_RATE 60.0
#define HC_DEFAULT_MESSAGE_RATE 20.0

/// One receiver
typedef struct {
  HcAddress address;
  bool      active;
  bool      target;  ///< Configured, and without a lease
  int64_t   expires; ///< End of the lease, in us
  HcAccount account;
} HcSubscriber;

/// All receivers, the targets first
typedef struct {
  size_t        n_lines;
  size_t        n_targets;
  size_t        n; ///< Places, n_targets + HC_MAX_SUBSCRIBERS
  HcSubscriber* all;
  HcSentLine*   lines; ///< n times n_lines, for all accounts
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
/// round sends names and everything that is on again; the first round is due
/// now. Returns the receiver, or NULL if all places are taken.
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
hc_subscribers_add(HcSubscribers*  subscribers,
                   size_t          line,
                   const HcWindow* window);

#endif // HOTCOLD_OSC_SUBSCRIBERS_H
