// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tripwire.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

// Test scaffolding: a thread's state is the point
static _Thread_local bool armed;

void
tripwire_arm(void)
{
  armed = true;
}

void
tripwire_disarm(void)
{
  armed = false;
}

static void
trip(const char* const name)
{
  armed = false;
  (void)!write(STDERR_FILENO, "tripwire: ", 10U);
  (void)!write(STDERR_FILENO, name, strlen(name));
  (void)!write(STDERR_FILENO, "\n", 1U);
  abort();
}

// Before a call of `name` passes on to *next
static void
touch(const char* const name, void** const next)
{
  if (armed) {
    trip(name);
  }
  if (!*next) {
    *next = dlsym(RTLD_NEXT, name);
  }
}

#define TRIP(type, name, parameters, arguments) \
  type name parameters                          \
  {                                             \
    static type(*next) parameters;              \
    touch(#name, (void**)&next);                \
    return next arguments;                      \
  }

#define TRIP_VOID(name, parameters, arguments) \
  void name parameters                         \
  {                                            \
    static void(*next) parameters;             \
    touch(#name, (void**)&next);               \
    next arguments;                            \
  }

// Memory

TRIP(void*, malloc, (size_t n), (n))
TRIP(void*, calloc, (size_t n, size_t m), (n, m))
TRIP(void*, realloc, (void* p, size_t n), (p, n))
TRIP_VOID(free, (void* p), (p))
TRIP(int, posix_memalign, (void** p, size_t a, size_t n), (p, a, n))
TRIP(void*, aligned_alloc, (size_t a, size_t n), (a, n))
TRIP(int, munmap, (void* p, size_t n), (p, n))
TRIP(void*,
     mmap,
     (void* p, size_t n, int prot, int flags, int fd, off_t at),
     (p, n, prot, flags, fd, at))

// Locks

TRIP(int, pthread_mutex_lock, (pthread_mutex_t * m), (m))
TRIP(int, pthread_mutex_trylock, (pthread_mutex_t * m), (m))
TRIP(int, pthread_mutex_unlock, (pthread_mutex_t * m), (m))
TRIP(int, pthread_rwlock_rdlock, (pthread_rwlock_t * l), (l))
TRIP(int, pthread_rwlock_wrlock, (pthread_rwlock_t * l), (l))
TRIP(int, pthread_spin_lock, (pthread_spinlock_t * l), (l))
TRIP(int, pthread_once, (pthread_once_t * o, void (*f)(void)), (o, f))

// Waiting and waking

TRIP(int, pthread_cond_signal, (pthread_cond_t * c), (c))
TRIP(int, pthread_cond_broadcast, (pthread_cond_t * c), (c))
TRIP(int, pthread_cond_wait, (pthread_cond_t * c, pthread_mutex_t* m), (c, m))
TRIP(int,
     pthread_cond_timedwait,
     (pthread_cond_t * c, pthread_mutex_t* m, const struct timespec* t),
     (c, m, t))
TRIP(int, pthread_join, (pthread_t t, void** result), (t, result))
TRIP(int,
     pthread_create,
     (pthread_t * t, const pthread_attr_t* a, void* (*f)(void*), void* data),
     (t, a, f, data))
TRIP(int, sem_wait, (sem_t * s), (s))
TRIP(int, sem_trywait, (sem_t * s), (s))
TRIP(int, sem_post, (sem_t * s), (s))
TRIP(int, sched_yield, (void), ())
TRIP(int,
     nanosleep,
     (const struct timespec* t, struct timespec* left),
     (t, left))
TRIP(int,
     clock_nanosleep,
     (clockid_t c, int flags, const struct timespec* t, struct timespec* left),
     (c, flags, t, left))
TRIP(int, poll, (struct pollfd * fds, nfds_t n, int ms), (fds, n, ms))
TRIP(int,
     select,
     (int n, fd_set* r, fd_set* w, fd_set* e, struct timeval* t),
     (n, r, w, e, t))

// Clocks

TRIP(int, clock_gettime, (clockid_t c, struct timespec* t), (c, t))
TRIP(time_t, time, (time_t * t), (t))

// Files and sockets

TRIP(ssize_t, read, (int fd, void* to, size_t n), (fd, to, n))
TRIP(ssize_t, write, (int fd, const void* from, size_t n), (fd, from, n))
TRIP(int, close, (int fd), (fd))
TRIP(ssize_t, send, (int fd, const void* p, size_t n, int f), (fd, p, n, f))
TRIP(ssize_t,
     sendto,
     (int                    fd,
      const void*            p,
      size_t                 n,
      int                    f,
      const struct sockaddr* a,
      socklen_t              l),
     (fd, p, n, f, a, l))
TRIP(ssize_t, recv, (int fd, void* p, size_t n, int f), (fd, p, n, f))

// Words

TRIP(int, puts, (const char* s), (s))
TRIP(int, fputs, (const char* s, FILE* f), (s, f))
TRIP(int, fputc, (int c, FILE* f), (c, f))
TRIP(size_t,
     fwrite,
     (const void* p, size_t size, size_t n, FILE* f),
     (p, size, n, f))
TRIP(int, fflush, (FILE * f), (f))
TRIP(int, vprintf, (const char* format, va_list args), (format, args))
TRIP(int,
     vfprintf,
     (FILE * f, const char* format, va_list args),
     (f, format, args))
TRIP(int,
     vsnprintf,
     (char* to, size_t n, const char* format, va_list args),
     (to, n, format, args))
TRIP_VOID(vsyslog,
          (int priority, const char* format, va_list args),
          (priority, format, args))

// Those with as many arguments as it pleases the caller

int
printf(const char* format, ...)
{
  static void* next;
  va_list      args;
  touch("printf", &next);
  va_start(args, format);
  const int n = vprintf(format, args);
  va_end(args);
  return n;
}

int
fprintf(FILE* file, const char* format, ...)
{
  static void* next;
  va_list      args;
  touch("fprintf", &next);
  va_start(args, format);
  const int n = vfprintf(file, format, args);
  va_end(args);
  return n;
}

int
snprintf(char* to, size_t size, const char* format, ...)
{
  static void* next;
  va_list      args;
  touch("snprintf", &next);
  va_start(args, format);
  const int n = vsnprintf(to, size, format, args);
  va_end(args);
  return n;
}

void
syslog(int priority, const char* format, ...)
{
  static void* next;
  va_list      args;
  touch("syslog", &next);
  va_start(args, format);
  vsyslog(priority, format, args);
  va_end(args);
}

int
open(const char* path, int flags, ...)
{
  static int (*next)(const char*, int, ...);
  va_list args;
  touch("open", (void**)&next);
  va_start(args, flags);
  const mode_t mode = flags & O_CREAT ? va_arg(args, mode_t) : 0U;
  va_end(args);
  return next(path, flags, mode);
}

// futex has no other name
long
syscall(long number, ...)
{
  static long (*next)(long, ...);
  long    a[6];
  va_list args;
  touch("syscall", (void**)&next);
  va_start(args, number);
  for (int i = 0; i < 6; ++i) {
    a[i] = va_arg(args, long);
  }
  va_end(args);
  return next(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
