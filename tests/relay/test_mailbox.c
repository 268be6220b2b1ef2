// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "relay/mailbox.h"
#include "support/failing_alloc.h"
#include "support/run.h"

#include <check.h>

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { POSTS = 300000, WORDS = 40 };

// Longer than a cache line, so that a torn one would show
typedef struct {
  uint64_t words[WORDS];
} Value;

static Value
value_of(const uint64_t number)
{
  Value value;
  for (size_t i = 0; i < WORDS; ++i) {
    value.words[i] = number + i;
  }
  return value;
}

static bool
is_whole(const Value* const value)
{
  size_t wrong = 0;
  for (size_t i = 0; i < WORDS; ++i) {
    wrong += value->words[i] != value->words[0] + i;
  }
  return !wrong;
}

START_TEST(a_new_mailbox_is_empty)
{
  HcMailbox* const mailbox = hc_mailbox_new(sizeof(Value));
  Value            value   = value_of(5U);
  ck_assert(!hc_mailbox_take(mailbox, &value));
  ck_assert_uint_eq(value.words[0], 5U);
  ck_assert(is_whole(&value));
  hc_mailbox_free(mailbox);
}
END_TEST

START_TEST(a_value_is_taken_once)
{
  HcMailbox* const mailbox = hc_mailbox_new(sizeof(Value));
  for (uint64_t i = 1U; i < 20U; ++i) {
    const Value in  = value_of(i);
    Value       out = value_of(0U);
    hc_mailbox_post(mailbox, &in);
    ck_assert(hc_mailbox_take(mailbox, &out));
    ck_assert_mem_eq(&in, &out, sizeof(in));
    ck_assert(!hc_mailbox_take(mailbox, &out));
    ck_assert_mem_eq(&in, &out, sizeof(in));
  }
  hc_mailbox_free(mailbox);
}
END_TEST

START_TEST(the_newest_value_wins)
{
  HcMailbox* const mailbox = hc_mailbox_new(sizeof(Value));
  Value            out     = value_of(0U);
  for (uint64_t n = 1U; n < 10U; ++n) {
    for (uint64_t i = 1U; i <= n; ++i) {
      const Value in = value_of((100U * n) + i);
      hc_mailbox_post(mailbox, &in);
    }
    ck_assert(hc_mailbox_take(mailbox, &out));
    ck_assert_uint_eq(out.words[0], (100U * n) + n);
    ck_assert(!hc_mailbox_take(mailbox, &out));
  }
  hc_mailbox_free(mailbox);
}
END_TEST

static HcStatus
make_and_free(void* const context)
{
  (void)context;
  HcMailbox* const mailbox = hc_mailbox_new(100U);
  hc_mailbox_free(mailbox);
  return mailbox ? HC_SUCCESS : HC_NO_MEMORY;
}

START_TEST(every_allocation_may_fail)
{
  failing_alloc_replay(make_and_free, NULL);
  hc_mailbox_free(NULL);
}
END_TEST

typedef struct {
  HcMailbox*  mailbox;
  atomic_bool done;
} Post;

static void*
post_values(void* const data)
{
  Post* const post = (Post*)data;
  for (uint64_t i = 1U; i <= POSTS; ++i) {
    const Value value = value_of(i);
    hc_mailbox_post(post->mailbox, &value);
    if (i % 1024U == 0U) {
      sched_yield();
    }
  }
  atomic_store(&post->done, true);
  return NULL;
}

// Whole, each newer than the one before, and in the end the last
START_TEST(values_are_whole_and_the_last_is_seen)
{
  Post      post = {hc_mailbox_new(sizeof(Value)), false};
  pthread_t writer;
  uint64_t  last  = 0U;
  uint64_t  wrong = 0U;
  bool      more  = true;
  ck_assert_int_eq(pthread_create(&writer, NULL, post_values, &post), 0);
  while (more) {
    // Looked at before the last take, so that this one sees what was posted
    more = !atomic_load(&post.done);
    Value value;
    if (hc_mailbox_take(post.mailbox, &value)) {
      wrong += !is_whole(&value) || value.words[0] <= last;
      last = value.words[0];
    } else {
      sched_yield();
    }
  }
  ck_assert_int_eq(pthread_join(writer, NULL), 0);
  ck_assert_uint_eq(wrong, 0U);
  ck_assert_uint_eq(last, POSTS);
  hc_mailbox_free(post.mailbox);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("mailbox");
  TCase* const one   = tcase_create("one thread");
  tcase_add_test(one, a_new_mailbox_is_empty);
  tcase_add_test(one, a_value_is_taken_once);
  tcase_add_test(one, the_newest_value_wins);
  tcase_add_test(one, every_allocation_may_fail);
  suite_add_tcase(suite, one);

  TCase* const two = tcase_create("two threads");
  tcase_set_timeout(two, 120.0);
  tcase_add_test(two, values_are_whole_and_the_last_is_seen);
  suite_add_tcase(suite, two);
  return run_suite(suite);
}
