// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The wire itself: each kind of call that an audio thread must not make, made
/// on purpose, trips it.

#include "support/run.h"
#include "tripwire.h"

#include <check.h>

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

static struct {
  pthread_mutex_t    mutex;
  pthread_rwlock_t   rwlock;
  pthread_spinlock_t spin;
  pthread_cond_t     cond;
  pthread_once_t     once;
  sem_t              semaphore;
  pthread_t          thread;
  struct timespec    time;
  struct timeval     timeout;
  struct pollfd      poll;
  void*              memory;
  char               text[8];
} target;

static void
do_nothing(void)
{
}

static void*
do_nothing_in_thread(void* const data)
{
  return data;
}

static void
call_memory(const int kind)
{
  // Through a volatile, lest the compiler sees that nothing comes of it
  void* volatile memory = NULL;
  switch (kind) {
  case 0:
    memory = malloc(8U);
    break;
  case 1:
    memory = calloc(2U, 8U);
    break;
  case 2:
    memory = realloc(target.memory, 64U);
    break;
  case 3:
    free(target.memory);
    break;
  case 4:
    (void)posix_memalign(&target.memory, 64U, 64U);
    break;
  case 5:
    memory = aligned_alloc(64U, 64U);
    break;
  case 6:
    memory = strdup("x");
    break;
  case 7:
    memory = mmap(NULL, 8U, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    break;
  default:
    munmap(target.memory, 8U);
    break;
  }
  (void)memory;
}

static void
call_lock(const int kind)
{
  switch (kind) {
  case 0:
    pthread_mutex_lock(&target.mutex);
    break;
  case 1:
    pthread_mutex_trylock(&target.mutex);
    break;
  case 2:
    pthread_mutex_unlock(&target.mutex);
    break;
  case 3:
    pthread_rwlock_rdlock(&target.rwlock);
    break;
  case 4:
    pthread_rwlock_wrlock(&target.rwlock);
    break;
  case 5:
    pthread_spin_lock(&target.spin);
    break;
  case 6:
    pthread_once(&target.once, do_nothing);
    break;
  case 7:
    sem_wait(&target.semaphore);
    break;
  case 8:
    sem_trywait(&target.semaphore);
    break;
  default:
    sem_post(&target.semaphore);
    break;
  }
}

static void
call_wait(const int kind)
{
  switch (kind) {
  case 0:
    pthread_cond_signal(&target.cond);
    break;
  case 1:
    pthread_cond_broadcast(&target.cond);
    break;
  case 2:
    pthread_cond_wait(&target.cond, &target.mutex);
    break;
  case 3:
    pthread_cond_timedwait(&target.cond, &target.mutex, &target.time);
    break;
  case 4:
    pthread_create(&target.thread, NULL, do_nothing_in_thread, NULL);
    break;
  case 5:
    pthread_join(target.thread, NULL);
    break;
  case 6:
    sched_yield();
    break;
  case 7:
    nanosleep(&target.time, NULL);
    break;
  case 8:
    clock_nanosleep(CLOCK_MONOTONIC, 0, &target.time, NULL);
    break;
  case 9:
    poll(&target.poll, 0U, 0);
    break;
  case 10:
    select(0, NULL, NULL, NULL, &target.timeout);
    break;
  case 11:
    clock_gettime(CLOCK_MONOTONIC, &target.time);
    break;
  default:
    time(NULL);
    break;
  }
}

static void
call_file(const int kind)
{
  switch (kind) {
  case 0:
    (void)!read(-1, target.text, 1U);
    break;
  case 1:
    (void)!write(-1, target.text, 1U);
    break;
  case 2:
    (void)open("/", O_RDONLY);
    break;
  case 3:
    close(-1);
    break;
  case 4:
    send(-1, target.text, 1U, 0);
    break;
  case 5:
    sendto(-1, target.text, 1U, 0, NULL, 0U);
    break;
  case 6:
    recv(-1, target.text, 1U, 0);
    break;
  default:
    syscall(SYS_futex, NULL, 0L, 0L, NULL, NULL, 0L);
    break;
  }
}

static void
say(const int kind, ...)
{
  va_list args;
  va_start(args, kind);
  switch (kind) {
  case 0:
    vprintf("%d", args);
    break;
  case 1:
    vfprintf(stderr, "%d", args);
    break;
  case 2:
    vsnprintf(target.text, sizeof(target.text), "%d", args);
    break;
  default:
    vsyslog(LOG_INFO, "%d", args);
    break;
  }
  va_end(args);
}

static void
call_words(const int kind)
{
  switch (kind) {
  case 0:
    puts("x");
    break;
  case 1:
    fputs("xy", stderr);
    break;
  case 2:
    fputc('x', stderr);
    break;
  case 3:
    fwrite("x", 1U, 1U, stderr);
    break;
  case 4:
    fflush(stderr);
    break;
  case 5:
    printf("%d\n", kind);
    break;
  case 6:
    fprintf(stderr, "%d\n", kind);
    break;
  case 7:
    snprintf(target.text, sizeof(target.text), "%d", kind);
    break;
  case 8:
    syslog(LOG_INFO, "%d", kind);
    break;
  default:
    say(kind - 9, kind);
    break;
  }
}

// How many there are of each
enum {
  N_MEMORY = 9,
  N_LOCK   = 10,
  N_WAIT   = 13,
  N_FILE   = 8,
  N_WORDS  = 13,
};

START_TEST(allocation_trips)
{
  target.memory = malloc(8U);
  tripwire_arm();
  call_memory(_i);
}
END_TEST

START_TEST(locking_trips)
{
  tripwire_arm();
  call_lock(_i);
}
END_TEST

START_TEST(waiting_trips)
{
  tripwire_arm();
  call_wait(_i);
}
END_TEST

START_TEST(input_and_output_trip)
{
  tripwire_arm();
  call_file(_i);
}
END_TEST

START_TEST(words_trip)
{
  tripwire_arm();
  call_words(_i);
}
END_TEST

START_TEST(nothing_trips_while_disarmed)
{
  tripwire_arm();
  tripwire_disarm();
  free(malloc(8U));
  ck_assert_int_gt(snprintf(target.text, sizeof(target.text), "%d", 5), 0);
  ck_assert_int_eq(clock_gettime(CLOCK_MONOTONIC, &target.time), 0);
}
END_TEST

int
main(void)
{
  enum { ABORT = SIGABRT };
  Suite* const suite = suite_create("tripwire");
  TCase* const t     = tcase_create("calls");
  tcase_add_loop_test_raise_signal(t, allocation_trips, ABORT, 0, N_MEMORY);
  tcase_add_loop_test_raise_signal(t, locking_trips, ABORT, 0, N_LOCK);
  tcase_add_loop_test_raise_signal(t, waiting_trips, ABORT, 0, N_WAIT);
  tcase_add_loop_test_raise_signal(t, input_and_output_trip, ABORT, 0, N_FILE);
  tcase_add_loop_test_raise_signal(t, words_trip, ABORT, 0, N_WORDS);
  tcase_add_test(t, nothing_trips_while_disarmed);
  suite_add_tcase(suite, t);
  return run_suite(suite);
}
