// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// A modelled line as JACK client `hotcold-line`: input `programme`, outputs
/// `hot` and `cold`. Lives through the server's death and return and through
/// changes of its rate. All functions belong to one thread.

#ifndef HOTCOLD_APP_LINE_CLIENT_H
#define HOTCOLD_APP_LINE_CLIENT_H

#include "model/model.h"

#include <hotcold/status.h>

#include <stdint.h>

/// Opaque
typedef struct HcLineClient HcLineClient;

/// A client that is not open yet. Both arguments are borrowed; `server` NULL:
/// the default server. NULL when out of memory.
HcLineClient*
hc_line_client_new(const HcModelSettings* settings, const char* server);

/// Closes the client. NULL is fine.
void
hc_line_client_free(HcLineClient* client);

/// Connect to the server now: HC_NO_DATA when there is none, HC_NO_MEMORY
HcStatus
hc_line_client_open(HcLineClient* client, HcError* error);

/// Do what is due: leave a dead server, come back to a living one, build the
/// line anew for another sample rate. Call it every 50 ms or so. HC_NO_MEMORY.
HcStatus
hc_line_client_poll(HcLineClient* client, HcError* error);

/// Seconds played since new
double
hc_line_client_seconds(const HcLineClient* client);

#endif // HOTCOLD_APP_LINE_CLIENT_H
