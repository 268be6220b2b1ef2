// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Messages that tests of the monitor feed to its model.

#ifndef HOTCOLD_TESTS_MONITOR_SCENE_H
#define HOTCOLD_TESTS_MONITOR_SCENE_H

#include "monitor/model.h"

#include <check.h>

#include <stdarg.h>
#include <string.h>

static inline HcMonitorModel*
new_model(void)
{
  HcMonitorModel* const model = hc_monitor_model_new();
  ck_assert_ptr_nonnull(model);
  return model;
}

// Feed `address` with arguments of `types` (f as double)
static inline void
feed(HcMonitorModel* const model,
     const double          now,
     const char* const     address,
     const char* const     types,
     ...)
{
  HcOscMessage message = {address, types, strlen(types), {{0, {0}}}};
  va_list      args;
  va_start(args, types);
  for (size_t i = 0; i < message.n_arguments; ++i) {
    message.arguments[i].type = types[i];
    if (types[i] == 'i') {
      message.arguments[i].i = va_arg(args, int);
    } else if (types[i] == 'f') {
      message.arguments[i].f = (float)va_arg(args, double);
    } else if (types[i] == 's') {
      message.arguments[i].s = va_arg(args, const char*);
    }
  }
  va_end(args);
  hc_monitor_model_feed(model, &message, now);
}

static inline void
beat(HcMonitorModel* const model, const double now, const int sequence)
{
  feed(model, now, "/hotcold/heartbeat", "iiif", sequence, 5, 0, 12.5);
}

static inline void
make_live(HcMonitorModel* const model)
{
  feed(model, 1.0, "/hotcold/subscribed", "ffi", 10.0, 20.0, 2);
  beat(model, 1.0, 7);
  feed(model, 1.0, "/hotcold/line/1/name", "s", "main");
  feed(model, 1.0, "/hotcold/line/1/state", "s", "ok");
  feed(model, 1.0, "/hotcold/line/1/hot/rms", "f", -23.0);
}

#endif // HOTCOLD_TESTS_MONITOR_SCENE_H
