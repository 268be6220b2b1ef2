// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Any datagram, as the analyzer receives it. Under libFuzzer (clang):
//
//     export CC=clang
//     F="-Db_sanitize=address,undefined -Db_lundef=false"
//     meson setup build-fuzz $F -Dc_args=-fsanitize=fuzzer-no-link
//     ninja -C build-fuzz tests/fuzz/fuzz_datagram
//     cd build-fuzz/tests/fuzz
//     ./fuzz_datagram -max_len=8200 new ../../../tests/fuzz/corpus/datagram
//
// The same function goes through the corpus in replay.c as a unit test.

#include "hub/fake_source.h"
#include "hub/hub.h"
#include "osc/packet.h"
#include "osc/service.h"
#include "osc/settings.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define PORT 4711

int
LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

/// What leaves must be valid, short, and go to who asked
static void
check_sent(void* const       context,
           const HcAddress   to,
           const void* const data,
           const size_t      size)
{
  (void)context;
  if (to.port != PORT || size > HC_OSC_MAX_SENT ||
      !hc_osc_is_valid(data, size)) {
    abort();
  }
}

int
LLVMFuzzerTestOneInput(const uint8_t* const data, const size_t size)
{
  const HcPublisherSettings settings = test_settings();
  const HcAddress           from     = {0x7F000001U, PORT};
  FakeSource* const         fake     = fake_source_new(2);
  HcHub* const              hub      = hc_hub_new(&fake->source, -70.0, 0);
  HcOscService* const       service =
    hub ? hc_osc_service_new(&settings, hub, check_sent, NULL, 0, NULL) : NULL;
  if (!service) {
    abort();
  }

  // Exactly as many bytes as came, so that reading beyond them is seen
  uint8_t* const copy = (uint8_t*)malloc(size ? size : 1U);
  memcpy(copy, data, size);
  fake_source_analyze(fake);
  for (int64_t now = 0; now < 3; ++now) {
    fake_source_play(fake, 100, 0.5, -0.5);
    hc_osc_service_receive(service, from, copy, size, now * 100000);
    hc_hub_poll(hub, now * 100000);
    hc_osc_service_turn(service, now * 100000);
  }

  free(copy);
  hc_osc_service_free(service);
  hc_hub_free(hub);
  fake_source_free(fake);
  return 0;
}
