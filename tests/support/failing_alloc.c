// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/failing_alloc.h"

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
void*
__real_fftwf_malloc(size_t size);

void*
__wrap_malloc(size_t size);
void*
__wrap_calloc(size_t count, size_t size);
void*
__wrap_realloc(void* memory, size_t size);
int
__wrap_posix_memalign(void** memory, size_t alignment, size_t size);
void*
__wrap_fftwf_malloc(size_t size);

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

static bool
fails(void)
{
  return atomic_fetch_add(&allocations, 1U) + 1U == failing;
}

void*
__wrap_malloc(const size_t size)
{
  return fails() ? NULL : __real_malloc(size);
}

void*
__wrap_calloc(const size_t count, const size_t size)
{
  return fails() ? NULL : __real_calloc(count, size);
}

void*
__wrap_realloc(void* const memory, const size_t size)
{
  return fails() ? NULL : __real_realloc(memory, size);
}

int
__wrap_posix_memalign(void** const memory,
                      const size_t alignment,
                      const size_t size)
{
  return fails() ? ENOMEM : __real_posix_memalign(memory, alignment, size);
}

void*
__wrap_fftwf_malloc(const size_t size)
{
  return fails() ? NULL : __real_fftwf_malloc(size);
}
