// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/child.h"

#include <hotcold/status.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <sys/types.h>
#include <sys/wait.h>

extern char** environ;

static int
set_up(posix_spawn_file_actions_t* const files,
       posix_spawnattr_t* const          attributes,
       const bool                        quiet)
{
  sigset_t none;
  sigset_t ignored; // Signals ignored in this process, but not in a child
  sigemptyset(&none);
  sigemptyset(&ignored);
  sigaddset(&ignored, SIGPIPE);
  posix_spawn_file_actions_init(files);
  posix_spawnattr_init(attributes);
  posix_spawnattr_setflags(attributes,
                           POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  posix_spawnattr_setsigmask(attributes, &none);
  posix_spawnattr_setsigdefault(attributes, &ignored);
  if (!quiet) {
    return 0;
  }
  const int code = posix_spawn_file_actions_addopen(
    files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  return code ? code
              : posix_spawn_file_actions_addopen(
                  files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
}

HcStatus
hc_child_start(const char* const* const argv,
               const bool               quiet,
               pid_t* const             child,
               HcError* const           error)
{
  posix_spawn_file_actions_t files;
  posix_spawnattr_t          attributes;
  int                        code = set_up(&files, &attributes, quiet);
  if (!code) {
    code = posix_spawnp(
      child, argv[0], &files, &attributes, (char* const*)argv, environ);
  }
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  return code ? hc_error(error,
                         HC_NO_DATA,
                         "%s: %s, expected it to be installed",
                         argv[0],
                         strerror(code))
              : HC_SUCCESS;
}

bool
hc_child_ended(const pid_t child, int* const exit_status)
{
  int status = 0;
  if (waitpid(child, &status, WNOHANG) != child) {
    return false;
  }
  *exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  return true;
}

void
hc_child_end(const pid_t child)
{
  const struct timespec nap         = {0, 10000000L};
  int                   exit_status = 0;
  if (child <= 0 || kill(child, SIGTERM)) {
    return;
  }
  for (int i = 0; i < 200; ++i) {
    if (hc_child_ended(child, &exit_status)) {
      return;
    }
    nanosleep(&nap, NULL);
  }
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
}
