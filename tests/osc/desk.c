// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "osc/desk.h"

#include "osc/packet.h"

#include <check.h>

#define LOOPBACK 0x7F000001U

Desk
desk_open(const size_t n_lines, const HcPublisherSettings* const settings)
{
  const HcPublisherSettings defaults = test_settings();
  Desk                      desk     = {0};
  desk.fake                          = fake_source_new(n_lines);
  desk.bag                           = mailbag_new();
  desk.now                           = 123456789;
  desk.hub = hc_hub_new(&desk.fake->source, -70.0, desk.now);
  ck_assert_ptr_nonnull(desk.hub);
  desk.service = hc_osc_service_new(settings ? settings : &defaults,
                                    desk.hub,
                                    mailbag_send,
                                    desk.bag,
                                    desk.now,
                                    NULL);
  ck_assert_ptr_nonnull(desk.service);
  return desk;
}

void
desk_close(Desk* const desk)
{
  hc_osc_service_free(desk->service);
  hc_hub_free(desk->hub);
  mailbag_free(desk->bag);
  fake_source_free(desk->fake);
}

void
desk_receive(Desk* const       desk,
             const uint16_t    port,
             const void* const data,
             const size_t      size)
{
  const HcAddress from = {LOOPBACK, port};
  hc_osc_service_receive(desk->service, from, data, size, desk->now);
}

void
desk_ask(Desk* const desk, const uint16_t port, const char* const address)
{
  uint8_t      data[1024];
  const size_t size = hc_osc_encode(data, sizeof(data), address, "");
  ck_assert_uint_gt(size, 0U);
  desk_receive(desk, port, data, size);
}

void
desk_subscribe(Desk* const    desk,
               const uint16_t port,
               const double   rate,
               const int      bundle)
{
  uint8_t      data[64];
  const size_t size =
    hc_osc_encode(data, sizeof(data), "/hotcold/subscribe", "fi", rate, bundle);
  desk_receive(desk, port, data, size);
}

void
desk_wait(Desk* const desk, const int64_t time)
{
  const int64_t end = desk->now + time;
  for (;;) {
    hc_hub_poll(desk->hub, desk->now);
    const int64_t due = hc_osc_service_turn(desk->service, desk->now);
    ck_assert_int_gt(due, desk->now);
    if (due > end) {
      break;
    }
    desk->now = due;
  }
  desk->now = end;
}

void
desk_play(Desk* const   desk,
          const int64_t time,
          const double  hot,
          const double  cold)
{
  for (int64_t played = 0; played < time; played += 10000) {
    fake_source_play(desk->fake, 480, hot, cold);
    desk_wait(desk, 10000);
  }
}

double
desk_last_number(const Desk* const desk,
                 const uint16_t    port,
                 const char* const address)
{
  const Letter* const letter = mailbag_last(desk->bag, port, address);
  ck_assert_ptr_nonnull(letter);
  return letter->numbers[0];
}
