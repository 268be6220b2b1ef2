// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "monitor/socket.h"

#include "osc/packet.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// A subscription ends after 10 s without renewal: three renewals may be lost
#define RENEWAL 3.0
#define RETRY 1.0

// Most datagrams read at once: if many arrive, the screen must not stop
#define MOST_DATAGRAMS 512

typedef struct {
  HcMonitorModel* model;
  double          now;
} Delivery;

HcStatus
hc_monitor_socket_init(HcMonitorSocket* const s,
                       const HcAddress        address,
                       const double           rate,
                       HcError* const         error)
{
  const struct sockaddr_in to = hc_address_to_socket(address);

  s->rate  = rate;
  s->asked = HC_NEVER;
  s->fd    = socket(AF_INET, SOCK_DGRAM, 0);
  if (s->fd < 0 || fcntl(s->fd, F_SETFL, O_NONBLOCK) ||
      connect(s->fd, (const struct sockaddr*)&to, sizeof(to))) {
    char text[HC_ADDRESS_SIZE] = "";
    hc_address_format(address, text);
    const HcStatus status = hc_error(error,
                                     HC_SYSTEM_FAILURE,
                                     "cannot open a UDP socket to %s: %s",
                                     text,
                                     strerror(errno));
    if (s->fd >= 0) {
      close(s->fd);
    }
    return status;
  }
  return HC_SUCCESS;
}

// A datagram that cannot be sent counts as lost
static void
send_bytes(const HcMonitorSocket* const s,
           const void* const            bytes,
           const size_t                 size)
{
  const ssize_t sent = size ? send(s->fd, bytes, size, 0) : 0;
  (void)sent;
}

static void
send_subscription(const HcMonitorSocket* const s)
{
  char bytes[128];
  send_bytes(
    s,
    bytes,
    hc_osc_encode(
      bytes, sizeof(bytes), "/hotcold/subscribe", "fi", s->rate, (int32_t)1));
  send_bytes(
    s, bytes, hc_osc_encode(bytes, sizeof(bytes), "/hotcold/info", ""));
}

static void
send_unsubscription(const HcMonitorSocket* const s)
{
  char bytes[64];
  send_bytes(
    s, bytes, hc_osc_encode(bytes, sizeof(bytes), "/hotcold/unsubscribe", ""));
}

void
hc_monitor_socket_finish(HcMonitorSocket* const s)
{
  send_unsubscription(s);
  close(s->fd);
}

void
hc_monitor_socket_tend(HcMonitorSocket* const s,
                       HcMonitorModel* const  model,
                       const double           now)
{
  const bool lives = hc_monitor_model_link(model, now) == HC_MONITOR_LIVE;
  if (model->restarted) {
    // Subscribe anew, because only then names and events are sent again
    send_unsubscription(s);
  }
  if (model->restarted || s->asked < 0.0 ||
      now - s->asked >= (lives ? RENEWAL : RETRY)) {
    send_subscription(s);
    s->asked         = now;
    model->restarted = false;
  }
}

static void
deliver(void* const context, const HcOscMessage* const message)
{
  const Delivery* const delivery = context;
  hc_monitor_model_feed(delivery->model, message, delivery->now);
}

void
hc_monitor_socket_receive(const HcMonitorSocket* const s,
                          HcMonitorModel* const        model,
                          const double                 now)
{
  Delivery delivery = {model, now};
  char     bytes[HC_OSC_MAX_RECEIVED];
  for (int i = 0; i < MOST_DATAGRAMS; ++i) {
    const ssize_t size = recv(s->fd, bytes, sizeof(bytes), 0);
    if (size < 0 && errno != ECONNREFUSED) {
      break;
    }
    if (size > 0) {
      hc_osc_decode(bytes, (size_t)size, deliver, &delivery);
    }
  }
}
