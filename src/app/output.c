// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/output.h"

#include "app/fail.h"

#include <hotcold/status.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void
hc_output_init(void)
{
  signal(SIGPIPE, SIG_IGN);

  // open() returns the lowest free number. The file is opened in the wrong
  // direction, so using the stream is an error, as with a closed stream.
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
    if (fcntl(fd, F_GETFD) < 0) {
      (void)open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
  }
}

bool
hc_output_is_closed(void)
{
  struct pollfd output = {.fd = STDOUT_FILENO, .events = 0};
  return poll(&output, 1, 0) > 0 && (output.revents & (POLLERR | POLLHUP));
}

int
hc_output_finish(const int status)
{
  errno               = 0;
  const bool is_whole = !fflush(stdout) && !ferror(stdout);
  const int  code     = errno;
  if (is_whole || status > HC_EXIT_LIMIT || hc_output_is_closed()) {
    return status;
  }

  HcError error = {HC_SUCCESS, ""};
  hc_error(&error,
           HC_SYSTEM_FAILURE,
           "cannot write to standard output: %s",
           code ? strerror(code) : "some of it was lost");
  return hc_fail(&error);
}
