// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Who receives readings: subscribers on a lease, and configured targets for
/// ever. Each has its own account of what it was sent, so that peaks between
/// its messages are not lost whatever its rate. Pure; one thread.

#ifndef HOTCOLD_OSC_SUBSCRIBERS_H
#define HOTCOLD_OSC_SUBSCRIBERS_H

#include "net/address.h"

#include <hotcold/meter.h>
#include <hotcold/verdict.h>

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

/// What one receiver knows of one line
typedef struct {
  bool      greeted; ///< Its name was sent
  bool      has_verdict;
  bool      has_mains;  ///< Mains lines were sent and not taken back
  HcVerdict verdict;    ///< Last event sent, if it has one
  uint32_t  findings;   ///< Last events sent, bit 1 << HcFindingId
  uint64_t  n_analyses; ///< Of the last slow readings sent
  HcWindow  window;     ///< Audio since the last fast readings sent
} HcSentLine;

/// One receiver
typedef struct {
  HcAddress   address;
  bool        active;
  bool        target; ///< Configured: without lease
  bool        bundle;
  double      rate;      ///< Hz
  int64_t     expires;   ///< End of the lease, in us
  int64_t     due;       ///< Start of the next round, in us
  size_t      next_line; ///< Of the round under way; n_lines: none is
  HcSentLine* lines;
} HcSubscriber;

/// All receivers, the targets first
typedef struct {
  size_t        n_lines;
  size_t        n_targets;
  size_t        n; ///< Places, n_targets + HC_MAX_SUBSCRIBERS
  HcSubscriber* all;
  HcSentLine*   lines; ///< n times n_lines
} HcSubscribers;

/// `targets` are there from the start. NULL when out of memory.
HcSubscribers*
hc_subscribers_new(size_t           n_lines,
                   const HcAddress* targets,
                   size_t           n_targets,
                   double           rate,
                   bool             bundle);

/// NULL is fine
void
hc_subscribers_free(HcSubscribers* subscribers);

/// The rate granted to who asks for `rate` Hz, whatever that is: NaN gets the
/// default
double
hc_subscribers_granted_rate(double rate);

/// Subscribe `address`, or renew its lease with new wishes. Its next round
/// tells names and events anew; the first is due now. NULL when all places are
/// taken.
HcSubscriber*
hc_subscribers_grant(HcSubscribers* subscribers,
                     HcAddress      address,
                     double         rate,
                     bool           bundle,
                     int64_t        now);

/// Forget `address`, unless it is a target
void
hc_subscribers_remove(HcSubscribers* subscribers, HcAddress address);

/// Forget who did not renew
void
hc_subscribers_expire(HcSubscribers* subscribers, int64_t now);

/// Add new audio of `line` to every account
void
hc_subscribers_hear(HcSubscribers*  subscribers,
                    size_t          line,
                    const HcWindow* window);

#endif // HOTCOLD_OSC_SUBSCRIBERS_H
