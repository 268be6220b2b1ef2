// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failing_alloc.h"

#include <check.h>
#include <fftw3.h>

#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

void*
__real_malloc(size_t size);
void*
__real_calloc(size_t count, size_t size);
void*
__real_realloc(void* memory, size_t size);
int
__real_posix_memalign(void** memory, size_t alignment, size_t size);
char*
__real_strdup(const char* text);
void*
__real_fftwf_malloc(size_t size);
fftwf_plan
__real_fftwf_plan_dft_1d(int            n,
                         fftwf_complex* in,
                         fftwf_complex* out,
                         int            sign,
                         unsigned       flags);

void*
__wrap_malloc(size_t size);
void*
__wrap_calloc(size_t count, size_t size);
void*
__wrap_realloc(void* memory, size_t size);
int
__wrap_posix_memalign(void** memory, size_t alignment, size_t size);
char*
__wrap_strdup(const char* text);
void*
__wrap_fftwf_malloc(size_t size);
fftwf_plan
__wrap_fftwf_plan_dft_1d(int            n,
                         fftwf_complex* in,
                         fftwf_complex* out,
                         int            sign,
                         unsigned       flags);

// Test scaffolding: the one place where a global is the point. Threads under
// test allocate as well.
static atomic_size_t allocations;
static atomic_size_t failing;

void
failing_alloc_set(const size_t nth)
{
  allocations = 0;
  failing     = nth;
}

size_t
failing_alloc_count(void)
{
  return allocations;
}

bool
failing_alloc_next(void)
{
  const bool fails = atomic_fetch_add(&allocations, 1U) + 1U == failing;
  errno            = fails ? ENOMEM : errno;
  return fails;
}

size_t
failing_alloc_replay(const FailingAllocRun run, void* const context)
{
  failing_alloc_set(0);
  const HcStatus first = run(context);
  const size_t   count = allocations;
  ck_assert_int_eq(first, HC_SUCCESS);
  ck_assert_uint_gt(count, 0);
  for (size_t nth = 1; nth <= count; ++nth) {
    failing_alloc_set(nth);
    const HcStatus status = run(context);
    failing_alloc_set(0);
    ck_assert_msg(status == HC_NO_MEMORY,
                  "allocation %zu of %zu failed: status %d, expected %d",
                  nth,
                  count,
                  (int)status,
                  (int)HC_NO_MEMORY);
  }
  const HcStatus last = run(context);
  ck_assert_int_eq(last, HC_SUCCESS);
  return count;
}

void*
__wrap_malloc(const size_t size)
{
  return failing_alloc_next() ? NULL : __real_malloc(size);
}

void*
__wrap_calloc(const size_t count, const size_t size)
{
  return failing_alloc_next() ? NULL : __real_calloc(count, size);
}

void*
__wrap_realloc(void* const memory, const size_t size)
{
  return failing_alloc_next() ? NULL : __real_realloc(memory, size);
}

int
__wrap_posix_memalign(void** const memory,
                      const size_t alignment,
                      const size_t size)
{
  return failing_alloc_next() ? ENOMEM
                              : __real_posix_memalign(memory, alignment, size);
}

void*
__wrap_fftwf_malloc(const size_t size)
{
  return failing_alloc_next() ? NULL : __real_fftwf_malloc(size);
}

char*
__wrap_strdup(const char* const text)
{
  return failing_alloc_next() ? NULL : __real_strdup(text);
}

fftwf_plan
__wrap_fftwf_plan_dft_1d(const int            n,
                         fftwf_complex* const in,
                         fftwf_complex* const out,
                         const int            sign,
                         const unsigned       flags)
{
  return failing_alloc_next()
           ? NULL
           : __real_fftwf_plan_dft_1d(n, in, out, sign, flags);
}
