// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "osc/commands.h"

#include "hub/hub.h"
#include "osc/packet.h"
#include "osc/schema.h"
#include "text/utf8.h"

#include <hotcold/line.h>

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/// Bytes of a reply, and of an address that is sent back
#define REPLY_SIZE 512
#define ECHO_SIZE 128

/// One message being answered
typedef struct {
  HcCommands*         commands;
  HcAddress           from;
  int64_t             now; ///< In us
  const HcOscMessage* message;
} Request;

static void
reply_with(const Request* const request,
           const void* const    reply,
           const size_t         size)
{
  const HcCommands* const commands = request->commands;
  if (size) {
    commands->send(commands->context, request->from, reply, size);
  }
}

/// Count one error reply; false if no more may be sent now
static bool
may_complain(HcCommands* const commands, const int64_t now)
{
  const double seconds  = 1e-6 * (double)(now - commands->errors_time);
  commands->errors_time = now;
  commands->errors =
    fmin(commands->errors + HC_ERROR_RATE * seconds, HC_ERROR_BURST);
  if (commands->errors < 1.0) {
    return false;
  }
  commands->errors -= 1.0;
  return true;
}

static void
complain(const Request* const request, const char* const sentence)
{
  if (may_complain(request->commands, request->now)) {
    char    address[ECHO_SIZE];
    uint8_t reply[REPLY_SIZE];
    hc_utf8_printable(request->message->address, address, sizeof(address));
    reply_with(request,
               reply,
               hc_osc_encode(reply,
                             sizeof(reply),
                             hc_osc_info(HC_OSC_ERROR)->address,
                             "ss",
                             address,
                             sentence));
  }
}

static bool
is_number(const HcOscArgument* const argument)
{
  return argument->type == 'f' || argument->type == 'i';
}

static double
number(const HcOscArgument* const argument)
{
  return argument->type == 'f' ? (double)argument->f : (double)argument->i;
}

static void
subscribe(const Request* const request)
{
  HcCommands* const          commands = request->commands;
  const HcOscMessage* const  message  = request->message;
  const HcOscArgument* const args     = message->arguments;
  if (message->n_arguments > 2 ||
      (message->n_arguments > 0 && !is_number(&args[0])) ||
      (message->n_arguments > 1 && !is_number(&args[1]))) {
    complain(request, "arguments: expected [,f rate_hz [,i bundle]]");
    return;
  }

  const double rate =
    message->n_arguments > 0 ? number(&args[0]) : commands->rate;
  const bool bundle =
    message->n_arguments > 1 ? number(&args[1]) != 0.0 : commands->bundle;
  const HcSubscriber* const granted = hc_subscribers_grant(
    commands->subscribers, request->from, rate, bundle, request->now);
  if (!granted) {
    complain(request, "no place left: expected at most 64 subscribers");
    return;
  }

  uint8_t reply[REPLY_SIZE];
  reply_with(request,
             reply,
             hc_osc_encode(reply,
                           sizeof(reply),
                           hc_osc_info(HC_OSC_SUBSCRIBED)->address,
                           "ffi",
                           (double)HC_LEASE,
                           granted->account.rate,
                           (int32_t)hc_hub_n_lines(commands->hub)));
}

static void
unsubscribe(const Request* const request)
{
  uint8_t reply[REPLY_SIZE];
  hc_subscribers_remove(request->commands->subscribers, request->from);
  reply_with(
    request,
    reply,
    hc_osc_encode(
      reply, sizeof(reply), hc_osc_info(HC_OSC_UNSUBSCRIBED)->address, ""));
}

static void
ping(const Request* const request)
{
  const HcOscMessage* const message = request->message;
  if (message->n_arguments != 1 || message->arguments[0].type != 'i') {
    complain(request, "arguments: expected ,i");
    return;
  }

  uint8_t reply[REPLY_SIZE];
  reply_with(request,
             reply,
             hc_osc_encode(reply,
                           sizeof(reply),
                           hc_osc_info(HC_OSC_PONG)->address,
                           "i",
                           message->arguments[0].i));
}

static void
info(const Request* const request)
{
  HcHub* const      hub    = request->commands->hub;
  const HcHubHealth health = hc_hub_health(hub);
  const HcLineState state  = health.stalled ? HC_STATE_STALLED : HC_STATE_OK;

  uint8_t reply[REPLY_SIZE];
  reply_with(request,
             reply,
             hc_osc_encode(reply,
                           sizeof(reply),
                           hc_osc_info(HC_OSC_INFO)->address,
                           "sssfi",
                           HOTCOLD_VERSION,
                           health.engine.implementation,
                           hc_line_state_name(state),
                           (double)health.engine.sample_rate,
                           (int32_t)hc_hub_n_lines(hub)));
}

/// Reset `line`, or all lines if `line` is the number of lines
static void
reset(const Request* const request, const size_t line)
{
  hc_hub_reset(request->commands->hub, line);

  uint8_t reply[REPLY_SIZE];
  reply_with(request,
             reply,
             hc_osc_encode(reply,
                           sizeof(reply),
                           hc_osc_info(HC_OSC_DONE)->address,
                           "s",
                           request->message->address));
}

static void
reset_all(const Request* const request)
{
  reset(request, hc_hub_n_lines(request->commands->hub));
}

static void
reset_line(const Request* const request)
{
  const size_t n_lines = hc_hub_n_lines(request->commands->hub);
  const char*  rest    = "";
  const size_t line    = hc_osc_line_number(request->message->address, &rest);
  if (!line || strcmp(rest, "reset")) {
    complain(request,
             "unknown address: expected subscribe, unsubscribe, ping, info, "
             "reset or line/N/reset under /hotcold/");
  } else if (line > n_lines) {
    char sentence[80];
    snprintf(sentence,
             sizeof(sentence),
             "no line %zu: expected 1 to %zu",
             line,
             n_lines);
    complain(request, sentence);
  } else if (request->message->n_arguments) {
    complain(request, "arguments: expected none");
  } else {
    reset(request, line - 1U);
  }
}

typedef struct {
  HcOscId id;
  bool    bare; ///< Takes no arguments
  void (*answer)(const Request* request);
} Command;

static const Command known[] = {
  {HC_OSC_SUBSCRIBE, false, subscribe},
  {HC_OSC_UNSUBSCRIBE, true, unsubscribe},
  {HC_OSC_PING, false, ping},
  {HC_OSC_INFO, true, info},
  {HC_OSC_RESET, true, reset_all},
  {HC_OSC_LINE_RESET, false, reset_line}, // Last: it takes all other addresses
};

static void
answer(void* const context, const HcOscMessage* const message)
{
  Request* const request = (Request*)context;
  const size_t   n       = sizeof(known) / sizeof(known[0]);
  size_t         i       = 0;
  while (i + 1 < n &&
         strcmp(hc_osc_info(known[i].id)->address, message->address)) {
    ++i;
  }

  request->message = message;
  // An error is not answered: else two analyzers could answer each other
  // forever
  if (!strcmp(message->address, hc_osc_info(HC_OSC_ERROR)->address)) {
    return;
  }
  if (known[i].bare && message->n_arguments) {
    complain(request, "arguments: expected none");
    return;
  }
  known[i].answer(request);
}

static bool
is_allowed(const HcCommands* const commands, const HcAddress from)
{
  bool allowed = false;
  for (size_t i = 0; i < commands->n_allow; ++i) {
    allowed = allowed || hc_network_has(commands->allow[i], from);
  }
  return allowed && from.port;
}

void
hc_commands_receive(HcCommands* const commands,
                    const HcAddress   from,
                    const void* const data,
                    const size_t      size,
                    const int64_t     now)
{
  if (is_allowed(commands, from)) {
    Request request = {commands, from, now, NULL};
    hc_osc_decode(data, size, answer, &request);
  }
}
