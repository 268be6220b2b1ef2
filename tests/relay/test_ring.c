// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "relay/ring.h"
#include "support/failing_alloc.h"
#include "support/random.h"
#include "support/run.h"

#include <check.h>

#include <pthread.h>
#include <sched.h>

static bool
put(HcRing* const ring, const uint64_t value)
{
  uint64_t* const slot = (uint64_t*)hc_ring_write_slot(ring);
  if (slot) {
    *slot = value;
    hc_ring_push(ring);
  }
  return slot != NULL;
}

static bool
get(HcRing* const ring, uint64_t* const value)
{
  const uint64_t* const slot = (const uint64_t*)hc_ring_read_slot(ring);
  if (slot) {
    *value = *slot;
    hc_ring_pop(ring);
  }
  return slot != NULL;
}

static void
assert_next(HcRing* const ring, const uint64_t value)
{
  uint64_t got = ~value;
  ck_assert(get(ring, &got));
  ck_assert_uint_eq(got, value);
}

START_TEST(a_new_ring_is_empty_zeroed_and_aligned)
{
  HcRing* const ring = hc_rings_new(1U, 100U, 4U);
  ck_assert_ptr_nonnull(ring);
  ck_assert_ptr_null(hc_ring_read_slot(ring));
  for (int i = 0; i < 4; ++i) {
    static const char zeros[100];
    void* const       slot = hc_ring_write_slot(ring);
    ck_assert_uint_eq((uintptr_t)slot % 64U, 0U);
    ck_assert_mem_eq(slot, zeros, sizeof(zeros));
    memset(slot, 0xFF, sizeof(zeros));
    hc_ring_push(ring);
  }
  hc_rings_free(ring);
}
END_TEST

// Each ring has slots of its own, though they lie side by side
START_TEST(rings_made_together_keep_apart)
{
  enum { N_RINGS = 5, N_SLOTS = 8 };
  HcRing* const rings = hc_rings_new(N_RINGS, 100U, N_SLOTS);
  ck_assert_ptr_nonnull(rings);
  for (size_t i = 0; i < N_RINGS; ++i) {
    for (size_t k = 0; k < N_SLOTS; ++k) {
      void* const slot = hc_ring_write_slot(&rings[i]);
      ck_assert_uint_eq((uintptr_t)slot % 64U, 0U);
      memset(slot, (int)((i * N_SLOTS) + k), 100U);
      hc_ring_push(&rings[i]);
    }
    ck_assert_ptr_null(hc_ring_write_slot(&rings[i]));
  }
  for (size_t i = 0; i < N_RINGS; ++i) {
    for (size_t k = 0; k < N_SLOTS; ++k) {
      unsigned char truth[100];
      memset(truth, (int)((i * N_SLOTS) + k), sizeof(truth));
      ck_assert_mem_eq(hc_ring_read_slot(&rings[i]), truth, sizeof(truth));
      hc_ring_pop(&rings[i]);
    }
    ck_assert_ptr_null(hc_ring_read_slot(&rings[i]));
  }
  hc_rings_free(rings);
}
END_TEST

START_TEST(it_holds_the_slots_asked_for_rounded_up)
{
  static const size_t asked[] = {1U, 2U, 3U, 64U, 65U};
  static const size_t held[]  = {1U, 2U, 4U, 64U, 128U};
  for (size_t k = 0; k < sizeof(asked) / sizeof(asked[0]); ++k) {
    HcRing* const ring = hc_rings_new(1U, sizeof(uint64_t), asked[k]);
    for (size_t round = 0; round < 3U; ++round) {
      for (uint64_t i = 0; i < held[k]; ++i) {
        ck_assert(put(ring, i));
      }
      ck_assert(!put(ring, 0U));
      ck_assert(!put(ring, 0U));
      for (uint64_t i = 0; i < held[k]; ++i) {
        assert_next(ring, i);
      }
      ck_assert_ptr_null(hc_ring_read_slot(ring));
    }
    hc_rings_free(ring);
  }
}
END_TEST

START_TEST(one_popped_makes_room_for_one)
{
  HcRing* const ring = hc_rings_new(1U, sizeof(uint64_t), 8U);
  for (uint64_t i = 0; i < 8U; ++i) {
    ck_assert(put(ring, i));
  }
  for (uint64_t i = 8U; i < 100U; ++i) {
    ck_assert(!put(ring, 0U));
    assert_next(ring, i - 8U);
    ck_assert(put(ring, i));
  }
  hc_rings_free(ring);
}
END_TEST

START_TEST(asking_again_gives_the_same_slot)
{
  HcRing* const ring = hc_rings_new(1U, sizeof(uint64_t), 4U);
  ck_assert(put(ring, 1U));
  void* const slot = hc_ring_write_slot(ring);
  ck_assert_ptr_eq(hc_ring_write_slot(ring), slot);

  const void* const oldest = hc_ring_read_slot(ring);
  ck_assert_ptr_eq(hc_ring_read_slot(ring), oldest);

  // Not even when the reader catches up in between
  *(uint64_t*)slot = 2U;
  hc_ring_pop(ring);
  ck_assert_ptr_null(hc_ring_read_slot(ring));
  ck_assert_ptr_eq(hc_ring_write_slot(ring), slot);
  hc_ring_push(ring);
  assert_next(ring, 2U);
  hc_rings_free(ring);
}
END_TEST

START_TEST(a_slot_being_read_stays_as_it_is)
{
  HcRing* const ring = hc_rings_new(1U, sizeof(uint64_t), 4U);
  ck_assert(put(ring, 7U));
  const uint64_t* const slot = (const uint64_t*)hc_ring_read_slot(ring);
  for (uint64_t i = 0; i < 3U; ++i) {
    ck_assert(put(ring, 100U + i));
  }
  ck_assert(!put(ring, 200U));
  ck_assert_uint_eq(*slot, 7U);
  hc_rings_free(ring);
}
END_TEST

START_TEST(a_reader_that_keeps_pace_keeps_the_ring_small)
{
  HcRing* const ring  = hc_rings_new(1U, sizeof(uint64_t), 1024U);
  void* const   first = hc_ring_write_slot(ring);
  for (uint64_t i = 0; i < 5000U; ++i) {
    ck_assert_ptr_eq(hc_ring_write_slot(ring), first);
    ck_assert(put(ring, 2U * i));
    ck_assert(put(ring, (2U * i) + 1U));
    assert_next(ring, 2U * i);
    assert_next(ring, (2U * i) + 1U);
  }
  hc_rings_free(ring);
}
END_TEST

// Every fill from empty to full, with the places shifted in every way
START_TEST(order_holds_for_any_interleaving)
{
  HcRing* const ring  = hc_rings_new(1U, sizeof(uint64_t), 16U);
  uint64_t      state = 1U;
  uint64_t      in    = 0U;
  uint64_t      out   = 0U;
  for (int i = 0; i < 200000; ++i) {
    const bool writes =
      (draw(&state) >> 28U) < (((unsigned)i >> 10U) % 2U ? 9U : 7U);
    if (writes) {
      const bool done = put(ring, in);
      ck_assert(done == (in - out < 16U));
      in += done;
    } else {
      uint64_t   value = 0U;
      const bool done  = get(ring, &value);
      ck_assert(done == (in != out));
      ck_assert(!done || value == out);
      out += done;
    }
  }
  ck_assert_uint_gt(out, 16U);
  hc_rings_free(ring);
}
END_TEST

START_TEST(counters_wrap)
{
  HcRing* const ring  = hc_rings_new(1U, sizeof(uint64_t), 8U);
  const size_t  start = SIZE_MAX - 20U;
  atomic_store(&ring->writer.count, start);
  atomic_store(&ring->reader.count, start);
  ring->reader.other = start;
  for (uint64_t i = 0; i < 40U; i += 8U) {
    for (uint64_t k = 0; k < 8U; ++k) {
      ck_assert(put(ring, i + k));
    }
    ck_assert(!put(ring, 0U));
    for (uint64_t k = 0; k < 8U; ++k) {
      assert_next(ring, i + k);
    }
    ck_assert_ptr_null(hc_ring_read_slot(ring));
  }
  ck_assert_uint_lt(atomic_load(&ring->writer.count), start);
  hc_rings_free(ring);
}
END_TEST

static HcStatus
make_and_free(void* const context)
{
  (void)context;
  HcRing* const ring = hc_rings_new(1U, 64U, 8U);
  hc_rings_free(ring);
  return ring ? HC_SUCCESS : HC_NO_MEMORY;
}

START_TEST(every_allocation_may_fail)
{
  failing_alloc_replay(make_and_free, NULL);
  hc_rings_free(NULL);
}
END_TEST

// Threads

enum { MESSAGES = 200000, WORDS = 40 };

// Longer than a cache line, so that a torn one would show
typedef struct {
  uint64_t words[WORDS];
} Message;

static void*
write_messages(void* const data)
{
  HcRing* const ring = (HcRing*)data;
  for (uint64_t i = 0; i < MESSAGES;) {
    Message* const message = (Message*)hc_ring_write_slot(ring);
    if (message) {
      for (size_t k = 0; k < WORDS; ++k) {
        message->words[k] = i + k;
      }
      hc_ring_push(ring);
      ++i;
    } else {
      sched_yield();
    }
  }
  return NULL;
}

static size_t
count_wrong_words(const Message* const message, const uint64_t i)
{
  size_t wrong = 0;
  for (size_t k = 0; k < WORDS; ++k) {
    wrong += message->words[k] != i + k;
  }
  return wrong;
}

START_TEST(every_message_arrives_once_and_in_order)
{
  static const size_t sizes[] = {1U, 2U, 64U, 4096U};
  HcRing* const       ring    = hc_rings_new(1U, sizeof(Message), sizes[_i]);
  pthread_t           writer;
  size_t              wrong = 0;
  ck_assert_int_eq(pthread_create(&writer, NULL, write_messages, ring), 0);
  for (uint64_t i = 0; i < MESSAGES;) {
    const Message* const message = (const Message*)hc_ring_read_slot(ring);
    if (message) {
      wrong += count_wrong_words(message, i);
      hc_ring_pop(ring);
      ++i;
    } else {
      sched_yield();
    }
  }
  ck_assert_int_eq(pthread_join(writer, NULL), 0);
  ck_assert_uint_eq(wrong, 0U);
  ck_assert_ptr_null(hc_ring_read_slot(ring));
  hc_rings_free(ring);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("ring");
  TCase* const one   = tcase_create("one thread");
  tcase_add_test(one, a_new_ring_is_empty_zeroed_and_aligned);
  tcase_add_test(one, rings_made_together_keep_apart);
  tcase_add_test(one, it_holds_the_slots_asked_for_rounded_up);
  tcase_add_test(one, one_popped_makes_room_for_one);
  tcase_add_test(one, asking_again_gives_the_same_slot);
  tcase_add_test(one, a_slot_being_read_stays_as_it_is);
  tcase_add_test(one, a_reader_that_keeps_pace_keeps_the_ring_small);
  tcase_add_test(one, order_holds_for_any_interleaving);
  tcase_add_test(one, counters_wrap);
  tcase_add_test(one, every_allocation_may_fail);
  suite_add_tcase(suite, one);

  TCase* const two = tcase_create("two threads");
  tcase_set_timeout(two, 120.0);
  tcase_add_loop_test(two, every_message_arrives_once_and_in_order, 0, 4);
  suite_add_tcase(suite, two);
  return run_suite(suite);
}
