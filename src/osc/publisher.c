// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "osc/publisher.h"

#include "hub/hub.h"
#include "osc/packet.h"
#include "osc/service.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/// Most datagrams that are answered before readings are sent again
#define RECEIVE_BURST 64

struct HcPublisher {
  HcOscService* service;
  HcAddress     address; ///< The address that the socket is bound to
  int           socket;
  int           wake[2]; ///< A pipe; one byte in it ends the thread
  bool          running;
  pthread_t     thread;
};

/// A datagram that cannot be sent now is lost; it could be lost on the way, too
static void
send_datagram(void* const       context,
              const HcAddress   to,
              const void* const data,
              const size_t      size)
{
  const HcPublisher* const self   = (const HcPublisher*)context;
  const struct sockaddr_in socket = hc_address_to_socket(to);
  const ssize_t            sent   = sendto(self->socket,
                              data,
                              size,
                              MSG_DONTWAIT | MSG_NOSIGNAL,
                              (const struct sockaddr*)&socket,
                              sizeof(socket));
  (void)sent;
}

static bool
set_up_descriptor(const int descriptor)
{
  const int flags = fcntl(descriptor, F_GETFL);
  return flags >= 0 && !fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) &&
         !fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

static HcStatus
bind_socket(HcPublisher* const self,
            const HcAddress    listen,
            HcError* const     error)
{
  const struct sockaddr_in wanted = hc_address_to_socket(listen);
  struct sockaddr_in       bound  = {0};
  socklen_t                size   = sizeof(bound);
  char                     text[HC_ADDRESS_SIZE];
  hc_address_format(listen, text);

  self->socket = socket(AF_INET, SOCK_DGRAM, 0);
  if (self->socket < 0 || !set_up_descriptor(self->socket)) {
    return hc_error(
      error, HC_SYSTEM_FAILURE, "no UDP socket: %s", strerror(errno));
  }
  if (bind(self->socket, (const struct sockaddr*)&wanted, sizeof(wanted)) ||
      getsockname(self->socket, (struct sockaddr*)&bound, &size)) {
    return hc_error(
      error,
      HC_BAD_USAGE,
      "cannot listen on %s: %s; expected a free port on an address of "
      "this machine",
      text,
      strerror(errno));
  }
  self->address = hc_address_from_socket(&bound);
  return HC_SUCCESS;
}

static HcStatus
open_all(HcPublisher* const               self,
         const HcPublisherSettings* const settings,
         HcHub* const                     hub,
         HcError* const                   error)
{
  const HcStatus bound = bind_socket(self, settings->listen, error);
  if (bound != HC_SUCCESS) {
    return bound;
  }
  if (pipe(self->wake) || !set_up_descriptor(self->wake[0]) ||
      !set_up_descriptor(self->wake[1])) {
    return hc_error(error, HC_SYSTEM_FAILURE, "no pipe: %s", strerror(errno));
  }

  self->service = hc_osc_service_new(
    settings, hub, send_datagram, self, hc_hub_clock(), error);
  return self->service ? HC_SUCCESS : HC_NO_MEMORY;
}

HcPublisher*
hc_publisher_new(const HcPublisherSettings* const settings,
                 HcHub* const                     hub,
                 HcError* const                   error)
{
  HcPublisher* const self = (HcPublisher*)calloc(1, sizeof(*self));
  if (!self) {
    hc_error(error, HC_NO_MEMORY, "out of memory for publishing");
    return NULL;
  }

  self->socket  = -1;
  self->wake[0] = -1;
  self->wake[1] = -1;
  if (open_all(self, settings, hub, error) != HC_SUCCESS) {
    hc_publisher_free(self);
    return NULL;
  }
  return self;
}

static void
close_descriptor(const int descriptor)
{
  if (descriptor >= 0) {
    close(descriptor);
  }
}

void
hc_publisher_free(HcPublisher* const self)
{
  if (self) {
    hc_publisher_stop(self);
    hc_osc_service_free(self->service);
    close_descriptor(self->socket);
    close_descriptor(self->wake[0]);
    close_descriptor(self->wake[1]);
    free(self);
  }
}

static void
receive_all(HcPublisher* const self)
{
  // One byte more than allowed, to recognize datagrams that are too long
  uint8_t data[HC_OSC_MAX_RECEIVED + 1U];
  for (int i = 0; i < RECEIVE_BURST; ++i) {
    struct sockaddr_in from = {0};
    socklen_t          size = sizeof(from);
    const ssize_t      got  = recvfrom(self->socket,
                                 data,
                                 sizeof(data),
                                 MSG_DONTWAIT,
                                 (struct sockaddr*)&from,
                                 &size);
    if (got < 0) {
      return;
    }
    hc_osc_service_receive(self->service,
                           hc_address_from_socket(&from),
                           data,
                           (size_t)got,
                           hc_hub_clock());
  }
}

/// Milliseconds for poll() until `time`, rounded up
static int
time_left(const int64_t time)
{
  const int64_t left = (time - hc_hub_clock() + 999) / 1000;
  return left < 0 ? 0 : (int)left;
}

static void*
run(void* const context)
{
  HcPublisher* const self     = (HcPublisher*)context;
  struct pollfd      polled[] = {{self->socket, POLLIN, 0},
                                 {self->wake[0], POLLIN, 0}};
  int64_t            due      = hc_hub_clock();
  while (!polled[1].revents) {
    polled[0].revents = 0;
    if (poll(polled, 2, time_left(due)) > 0 && polled[0].revents) {
      receive_all(self);
    }
    due = hc_osc_service_turn(self->service, hc_hub_clock());
  }
  return NULL;
}

HcStatus
hc_publisher_start(HcPublisher* const self, HcError* const error)
{
  // Only the main thread may receive signals
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  const int failed = pthread_create(&self->thread, NULL, run, self);
  pthread_sigmask(SIG_SETMASK, &before, NULL);

  self->running = !failed;
  return failed ? hc_error(
                    error, HC_SYSTEM_FAILURE, "no thread: %s", strerror(failed))
                : HC_SUCCESS;
}

void
hc_publisher_stop(HcPublisher* const self)
{
  if (self->running) {
    char          byte    = 0;
    const ssize_t written = write(self->wake[1], &byte, 1);
    pthread_join(self->thread, NULL);
    const ssize_t taken = read(self->wake[0], &byte, 1);
    (void)(written == taken); // Writing one byte to an empty pipe cannot fail
    self->running = false;
  }
}

HcAddress
hc_publisher_address(const HcPublisher* const self)
{
  return self->address;
}
