// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// The proof that the audio thread calls nothing it should not: a storm of
/// cycles, with all that can go wrong in them, over a wire that trips at every
/// call of that kind (test_tripwire.c shows it does), and again where the
/// kernel kills at any system call.

#include "record.h"
#include "support/run.h"
#include "tripwire.h"

#include "dsp/legs.h"

#include <check.h>

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <math.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { N_LINES = 3, LONGEST = 8192 };

// The storm

typedef struct {
  HcProcess* process;
  uint64_t   state; // Of chance
  uint32_t   time;
  float      hot[LONGEST];
  float      cold[LONGEST];
  float      reference[LONGEST];
  float      diff[LONGEST];
  float      common[LONGEST];
} Storm;

static bool
one_in(Storm* const storm, const uint32_t n)
{
  return draw(&storm->state) % n == 0U;
}

static void
spoil_legs(Storm* const storm)
{
  static const float bad[] = {NAN, INFINITY, 0x1p-140F, 1e30F, 0.0F};
  for (size_t i = 0; i < LONGEST; ++i) {
    storm->hot[i]  = draw_coarse(&storm->state);
    storm->cold[i] = draw_coarse(&storm->state);
    if (one_in(storm, 300U)) {
      storm->hot[i] = bad[draw(&storm->state) % COUNT(bad)];
    }
  }
}

static HcBuffers
draw_buffers(Storm* const storm)
{
  const HcBuffers buffers = {one_in(storm, 20U) ? NULL : storm->hot,
                             one_in(storm, 20U) ? NULL : storm->cold,
                             one_in(storm, 2U) ? NULL : storm->reference,
                             one_in(storm, 2U) ? NULL : storm->diff,
                             one_in(storm, 2U) ? NULL : storm->common};
  return buffers;
}

// Nothing but the chance around it is not of the audio thread
static void
blow(Storm* const storm)
{
  static const uint32_t rates[] = {44100U, 48000U, 192000U};
  HcProcess* const      process = storm->process;
  const bool            is_long = one_in(storm, 8U);
  const uint32_t n = draw(&storm->state) % (is_long ? LONGEST + 1U : 300U);
  if (one_in(storm, 15U)) {
    storm->time += draw(&storm->state) >> (draw(&storm->state) % 32U);
  }
  if (one_in(storm, 50U)) {
    process->counters.rate = rates[draw(&storm->state) % COUNT(rates)];
  }
  hc_process_begin(process, storm->time, n);
  for (size_t i = 0; i < N_LINES; ++i) {
    const HcBuffers buffers = draw_buffers(storm);
    hc_process_line(process, i, &buffers, n);
  }
  hc_process_end(process, n);
  storm->time += n;
}

static Storm*
new_storm(const HcLegsKernel kernel)
{
  Storm* const storm = (Storm*)calloc(1U, sizeof(Storm));
  ck_assert_ptr_nonnull(storm);
  storm->state           = 1U;
  storm->process         = new_process(N_LINES, 48000U, 16384U, true);
  storm->process->kernel = kernel;
  spoil_legs(storm);
  return storm;
}

static void
free_storm(Storm* const storm)
{
  hc_process_free(storm->process);
  free(storm);
}

// All that can happen did happen
static void
assert_it_blew(const Storm* const storm)
{
  const HcProcessCounters* const counters = &storm->process->counters;
  ck_assert_uint_gt(counters->progress, 100000U);
  ck_assert_uint_gt(counters->lost, 0U);
  ck_assert_uint_gt(counters->dropped, 0U);
  ck_assert_uint_gt(counters->not_finite, 0U);
}

static const HcLegsKernel kernels[] = {
  hc_legs_plain,
#if defined(__x86_64__)
  hc_legs_sse2,
  hc_legs_avx2, // The last: not every processor has it
#endif
};

static HcLegsKernel
kernel_at(const int i)
{
#if defined(__x86_64__)
  return i == 2 && !__builtin_cpu_supports("avx2") ? hc_legs_plain : kernels[i];
#else
  return kernels[i];
#endif
}

START_TEST(cycles_trip_no_wire)
{
  Storm* const storm = new_storm(kernel_at(_i));
  for (int round = 0; round < 6; ++round) {
    tripwire_arm();
    for (int i = 0; i < 500; ++i) {
      blow(storm);
    }
    tripwire_disarm();

    // Rings were full by now, and are full again after the next round
    hc_process_discard(storm->process);
    spoil_legs(storm);
  }
  assert_it_blew(storm);
  free_storm(storm);
}
END_TEST

// Where the kernel kills

static int
forbid_system_calls(void)
{
  struct sock_filter code[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_exit, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS)};
  const struct sock_fprog program = {(unsigned short)COUNT(code), code};
  return prctl(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L) ||
         prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

// Run `act` where only the end of a thread is permitted; how that ended
static int
act_without_system_calls(void (*const act)(Storm*), Storm* const storm)
{
  const pid_t child = fork();
  if (!child) {
    if (forbid_system_calls()) {
      _exit(EXIT_FAILURE);
    }
    act(storm);
    syscall(SYS_exit, 0L);
  }
  int status = 0;
  ck_assert_int_gt(child, 0);
  ck_assert_int_eq(waitpid(child, &status, 0), child);
  return status;
}

static void
blow_long(Storm* const storm)
{
  for (int i = 0; i < 2000; ++i) {
    blow(storm);
  }
}

static void
ask_for_time(Storm* const storm)
{
  (void)storm;
  syscall(SYS_getpid);
}

START_TEST(cycles_make_no_system_call)
{
  Storm* const storm  = new_storm(kernel_at(_i));
  const int    status = act_without_system_calls(blow_long, storm);
  ck_assert(WIFEXITED(status));
  ck_assert_int_eq(WEXITSTATUS(status), 0);
  free_storm(storm);
}
END_TEST

START_TEST(a_system_call_is_killed)
{
  const int status = act_without_system_calls(ask_for_time, NULL);
  ck_assert(WIFSIGNALED(status));
  ck_assert_int_eq(WTERMSIG(status), SIGSYS);
}
END_TEST

// A process that did allocate is caught in the very place
static bool
allocating_kernel(const float* const hot,
                  const float* const cold,
                  float* const       hot_copy,
                  float* const       cold_copy,
                  HcLegParts* const  parts)
{
  float* volatile copy = (float*)malloc(sizeof(float));
  const bool finite    = hc_legs_plain(hot, cold, hot_copy, cold_copy, parts);
  free(copy);
  return finite;
}

START_TEST(an_allocation_in_a_cycle_trips)
{
  Storm* const storm = new_storm(allocating_kernel);
  tripwire_arm();
  blow_long(storm);
}
END_TEST

int
main(void)
{
  const int    n     = (int)COUNT(kernels);
  Suite* const suite = suite_create("realtime");
  TCase* const proof = tcase_create("proof");
  tcase_set_timeout(proof, 60.0);
  tcase_add_loop_test(proof, cycles_trip_no_wire, 0, n);
  tcase_add_loop_test(proof, cycles_make_no_system_call, 0, n);
  suite_add_tcase(suite, proof);

  TCase* const counter = tcase_create("proof of the proof");
  tcase_add_test_raise_signal(counter, an_allocation_in_a_cycle_trips, SIGABRT);
  tcase_add_test(counter, a_system_call_is_killed);
  suite_add_tcase(suite, counter);
  return run_suite(suite);
}
