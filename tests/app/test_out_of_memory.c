// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

/// Whole subcommands with every allocation of theirs failing in turn: they end
/// with exit status 3 and one sentence, and leave nothing behind.

#include "support/failing_alloc.h"
#include "support/run.h"
#include "support/scratch.h"

#include "app/analyze.h"
#include "app/run.h"
#include "app/simulate.h"

#include <hotcold/status.h>

#include <check.h>
#include <jansson.h>

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_WORDS = 8 };

/// A subcommand and its words: the first is its name, an empty one ends them
typedef struct {
  int (*run)(int argc, char** argv);
  char words[MOST_WORDS][SCRATCH_SIZE];
} Command;

/// Keep what goes to stderr in a file, and throw away what goes to stdout
static void
redirect(char path[SCRATCH_SIZE])
{
  scratch_write(path, "", 0);
  ck_assert_ptr_nonnull(freopen("/dev/null", "w", stdout));
  ck_assert_ptr_nonnull(freopen(path, "w+", stderr));
}

static bool
empty_stderr(void)
{
  rewind(stderr);
  return !ftruncate(fileno(stderr), 0);
}

/// Whether stderr holds one line, which says that memory ran out
static bool
is_reported(void)
{
  char text[600] = "";
  rewind(stderr);
  const size_t      size = fread(text, 1, sizeof(text) - 1, stderr);
  const char* const end  = strchr(text, '\n');
  return strstr(text, "out of memory") && end == text + size - 1;
}

static int
exit_status(Command* const command)
{
  char* words[MOST_WORDS];
  int   n = 0;
  while (n < MOST_WORDS && *command->words[n]) {
    words[n] = command->words[n];
    ++n;
  }
  return command->run(n, words);
}

static HcStatus
run_command(void* const command)
{
  const bool is_empty = empty_stderr();
  const int  status   = exit_status((Command*)command);
  // With fewer lines there would have been enough
  if (is_empty && (status == hc_exit_status(HC_NO_MEMORY) ||
                   status == hc_exit_status(HC_BAD_USAGE))) {
    return is_reported() ? HC_NO_MEMORY : HC_SYSTEM_FAILURE;
  }
  return status ? HC_BAD_USAGE : HC_SUCCESS;
}

static Command
simulate_to(const char* const path, const char* const seconds)
{
  Command command = {hc_simulate, {"simulate", "balanced", "--output"}};
  snprintf(command.words[3], SCRATCH_SIZE, "%s", path);
  snprintf(command.words[4], SCRATCH_SIZE, "--seconds=%s", seconds);
  return command;
}

START_TEST(analyze_reports_lack_of_memory)
{
  char notes[SCRATCH_SIZE];
  char path[SCRATCH_SIZE];
  scratch_write(path, "", 0);
  Command render  = simulate_to(path, "0.5");
  Command command = {hc_analyze, {"analyze"}};
  snprintf(command.words[1], SCRATCH_SIZE, "%s", path);
  snprintf(command.words[2], SCRATCH_SIZE, "%s", _i ? "--json" : "");
  ck_assert_int_eq(exit_status(&render), 0);
  redirect(notes);
  // jansson is linked dynamically: lead it to the malloc that fails
  json_set_alloc_funcs(malloc, free);
  failing_alloc_replay(run_command, &command);
  unlink(path);
  unlink(notes);
}
END_TEST

START_TEST(simulate_reports_lack_of_memory)
{
  char notes[SCRATCH_SIZE];
  char path[SCRATCH_SIZE];
  scratch_write(path, "", 0);
  redirect(notes);
  Command command = simulate_to(path, "0.01");
  failing_alloc_replay(run_command, &command);
  unlink(path);
  unlink(notes);
}
END_TEST

/// Stopped before it begins: it looks for its server once
static int
run_stopped(const int argc, char** const argv)
{
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTERM);
  sigprocmask(SIG_BLOCK, &stop, NULL);
  kill(getpid(), SIGTERM);
  return hc_run(argc, argv);
}

START_TEST(run_reports_lack_of_memory)
{
  char notes[SCRATCH_SIZE];
  redirect(notes);
  Command command = {run_stopped,
                     {"run",
                      "--line=a=x,y",
                      "--line=b=x,y,z",
                      "--jack-server=hotcold-none",
                      "--listen=127.0.0.1:0",
                      "--target=127.0.0.1:9",
                      "--allow=127.0.0.0/8"}};
  failing_alloc_replay(run_command, &command);
  unlink(notes);
}
END_TEST

int
main(void)
{
  Suite* const suite = suite_create("out_of_memory");
  TCase* const tcase = tcase_create("out_of_memory");
  tcase_set_timeout(tcase, 60);
  tcase_add_loop_test(tcase, analyze_reports_lack_of_memory, 0, 2);
  tcase_add_test(tcase, simulate_reports_lack_of_memory);
  tcase_add_test(tcase, run_reports_lack_of_memory);
  suite_add_tcase(suite, tcase);
  return run_suite(suite);
}
