// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "monitor/run.h"

#include "monitor/plain.h"
#include "monitor/view.h"

#include <curses.h>

#include <math.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define FRAME 0.05
#define ROW 1.0

// Seconds between two messages about an analyzer that does not answer
#define NAG 5.0

// Seconds to wait for the first audio of a line before it is shown without any
#define PATIENCE 2.0

// After so many milliseconds, ESC is a key, and not the start of another key
#define ESCAPE_WAIT 25

static double
clock_now(void)
{
  struct timespec now = {0, 0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static bool
signal_came(const HcMonitorRun* const run)
{
  const struct timespec none = {0, 0};
  return sigtimedwait(&run->signals, NULL, &none) > 0;
}

// Wait for a datagram, or for a key if `keys` is not negative, and receive the
// datagrams. False when the keyboard is gone.
static bool
wait_and_receive(const HcMonitorRun* const run,
                 const int                 keys,
                 const double              until)
{
  struct pollfd fds[2] = {{run->socket->fd, POLLIN, 0}, {keys, POLLIN, 0}};
  const double  span   = fmax(0.0, fmin(until - clock_now(), FRAME));
  poll(fds, 2, (int)ceil(1e3 * span));

  const double now = clock_now();
  hc_monitor_socket_receive(run->socket, run->model, now);
  hc_monitor_socket_tend(run->socket, run->model, now);
  return !(fds[1].revents & (POLLHUP | POLLERR | POLLNVAL));
}

static bool
time_is_over(const HcMonitorRun* const run, const double start)
{
  return run->seconds > 0.0 && clock_now() - start >= run->seconds;
}

// Screen

static void
take_keys(HcMonitorView* const view, const HcMonitorModel* const model)
{
  for (int key = getch(); key != ERR; key = getch()) {
    hc_monitor_view_key(view, model, key);
  }
}

static void
show_screen(const HcMonitorRun* const run)
{
  HcMonitorView view = {.style = hc_style_of(stdout)};
  snprintf(view.address, sizeof(view.address), "%s", run->address);

  const int    keys  = isatty(STDIN_FILENO) ? STDIN_FILENO : -1;
  const double start = clock_now();
  double       next  = start;
  bool         there = true;
  while (there && !view.quit && !signal_came(run) &&
         !time_is_over(run, start)) {
    take_keys(&view, run->model);
    if (clock_now() >= next) {
      hc_monitor_view_draw(&view, run->model, clock_now());
      next = clock_now() + FRAME;
    }
    there = wait_and_receive(run, keys, next);
  }
}

bool
hc_monitor_run_screen(const HcMonitorRun* const run)
{
  SCREEN* const screen = newterm(NULL, stdout, stdin);
  if (!screen) {
    return false;
  }

  cbreak();
  noecho();
  nonl();
  curs_set(0);
  keypad(stdscr, TRUE);
  nodelay(stdscr, TRUE);
  set_escdelay(ESCAPE_WAIT);
  hc_canvas_start();

  show_screen(run);

  endwin();
  delscreen(screen);
  return true;
}

// Rows

// A line that has just started may be stalled until its first audio comes
static bool
has_row(const HcMonitorLine* const line, const bool patient)
{
  return line->heard >= 0.0 || (*line->state && !patient);
}

static void
print_title(bool* const titled)
{
  if (!*titled) {
    hc_monitor_plain_header(stdout);
    *titled = true;
  }
}

static void
print_rows(const HcMonitorRun* const run,
           const double              now,
           const bool                patient,
           bool* const               titled)
{
  for (size_t i = 0; i < run->model->n_lines; ++i) {
    if (has_row(&run->model->lines[i], patient)) {
      print_title(titled);
      hc_monitor_plain_line(stdout, run->model, i, now);
    }
  }
  fflush(stdout);
}

void
hc_monitor_run_plain(const HcMonitorRun* const run)
{
  const double start  = clock_now();
  double       next   = start + ROW;
  double       nag    = start + ROW;
  uint64_t     news   = 0;
  bool         titled = false;
  while (!signal_came(run) && !time_is_over(run, start) && !ferror(stdout)) {
    wait_and_receive(run, -1, next);

    const double now = clock_now();
    if (run->model->news > news) {
      print_title(&titled);
      hc_monitor_plain_events(stdout, run->model, news);
      news = run->model->news;
    }
    if (now >= next) {
      print_rows(run, now, now - start < PATIENCE, &titled);
      next += ROW;
    }
    if (hc_monitor_model_link(run->model, now) != HC_MONITOR_LIVE &&
        now >= nag) {
      fprintf(
        stderr, "hotcold: no answer from %s, still trying\n", run->address);
      nag = now + NAG;
    }
  }
}
