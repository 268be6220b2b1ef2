// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/run.h"

#include "osc/packer.h"
#include "osc/packet.h"

#include <check.h>

#include <stddef.h>
#include <stdint.h>

typedef struct {
  size_t  datagrams;
  size_t  largest;
  int32_t next; ///< The number the next message must carry
} Arrived;

static void
count_message(void* const context, const HcOscMessage* const message)
{
  Arrived* const arrived = (Arrived*)context;
  ck_assert_int_eq(message->arguments[0].i, arrived->next);
  ++arrived->next;
}

static void
arrive(void* const context, const void* const data, const size_t size)
{
  Arrived* const arrived = (Arrived*)context;
  ++arrived->datagrams;
  if (size > arrived->largest) {
    arrived->largest = size;
  }
  ck_assert(hc_osc_decode(data, size, count_message, arrived));
}

static void
pack(HcOscPacker* const packer, const int32_t from, const int32_t to)
{
  uint8_t message[64];
  for (int32_t i = from; i < to; ++i) {
    const size_t size =
      hc_osc_encode(message, sizeof(message), "/hotcold/line/1/x", "i", i);
    ck_assert_uint_eq(size, 28U);
    hc_osc_packer_add(packer, message, size);
  }
}

START_TEST(bundles_are_split_when_full_and_lose_nothing)
{
  Arrived     arrived = {0, 0, 0};
  HcOscPacker packer;
  hc_osc_packer_init(&packer, true, arrive, &arrived);
  pack(&packer, 0, 1000);
  hc_osc_packer_flush(&packer);
  hc_osc_packer_flush(&packer);

  // 16 + 43 (4 + 28) = 1392; a 44th would make 1424
  ck_assert_int_eq(arrived.next, 1000);
  ck_assert_uint_eq(arrived.largest, 1392U);
  ck_assert_uint_eq(arrived.datagrams, 24U);
  ck_assert_uint_eq(packer.n_datagrams, 24U);
}
END_TEST

START_TEST(a_bundle_says_immediately)
{
  static const uint8_t head[]  = "#bundle\0\0\0\0\0\0\0\0\1";
  Arrived              arrived = {0, 0, 0};
  HcOscPacker          packer;
  hc_osc_packer_init(&packer, true, arrive, &arrived);
  pack(&packer, 0, 1);
  ck_assert_mem_eq(packer.data, head, 16);
}
END_TEST

START_TEST(without_bundles_each_message_is_a_datagram)
{
  Arrived     arrived = {0, 0, 0};
  HcOscPacker packer;
  hc_osc_packer_init(&packer, false, arrive, &arrived);
  pack(&packer, 0, 100);
  hc_osc_packer_flush(&packer);

  ck_assert_int_eq(arrived.next, 100);
  ck_assert_uint_eq(arrived.largest, 28U);
  ck_assert_uint_eq(arrived.datagrams, 100U);
}
END_TEST

START_TEST(nothing_packed_is_nothing_sent)
{
  Arrived     arrived = {0, 0, 0};
  HcOscPacker packer;
  hc_osc_packer_init(&packer, true, arrive, &arrived);
  hc_osc_packer_add(&packer, "", 0);
  hc_osc_packer_flush(&packer);
  ck_assert_uint_eq(arrived.datagrams, 0U);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("osc_packer");
  TCase* const tcase = tcase_create("osc_packer");
  tcase_add_test(tcase, bundles_are_split_when_full_and_lose_nothing);
  tcase_add_test(tcase, a_bundle_says_immediately);
  tcase_add_test(tcase, without_bundles_each_message_is_a_datagram);
  tcase_add_test(tcase, nothing_packed_is_nothing_sent);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
