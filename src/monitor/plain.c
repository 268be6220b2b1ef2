// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "monitor/plain.h"

#include "text/style.h"

#include <string.h>

typedef struct {
  const char* title;
  HcReadingId id;
  int         width;
  int         decimals;
} Column;

static const Column columns[] = {
  {"hot", HC_HOT_RMS, 6, 1},
  {"cold", HC_COLD_RMS, 6, 1},
  {"diff", HC_DIFF_RMS, 6, 1},
  {"common", HC_COMMON_RMS, 6, 1},
  {"balance", HC_BALANCE, 7, 1},
  {"reject", HC_REJECTION, 6, 1},
};

enum { N_COLUMNS = sizeof(columns) / sizeof(columns[0]) };

void
hc_monitor_plain_header(FILE* const out)
{
  fprintf(
    out, "%2s %-18s %-8s %-18s %3s", "#", "line", "state", "verdict", "%");
  for (int i = 0; i < N_COLUMNS; ++i) {
    fprintf(out, " %*s", columns[i].width, columns[i].title);
  }
  fprintf(out, " %3s\n", "age");
}

static void
print_name(FILE* const                 out,
           const HcMonitorModel* const model,
           const size_t                index)
{
  char name[HC_LINE_NAME_SIZE] = "";
  snprintf(name, sizeof(name), "%s", model->lines[index].name);
  for (char* c = name; *c; ++c) {
    if (*c == ' ') {
      *c = '_';
    }
  }
  fprintf(out, "%2zu %-18s", index + 1, *name ? name : "-");
}

static void
print_value(FILE* const            out,
            const Column* const    column,
            const HcReading* const reading,
            const bool             fresh)
{
  char text[32] = "-";
  if (fresh && reading->valid) {
    snprintf(text,
             sizeof(text),
             "%s%.*f",
             reading->at_least ? ">=" : "",
             column->decimals,
             reading->at_least ? reading->low : reading->value);
  }
  fprintf(out, " %*s", column->width, text);
}

void
hc_monitor_plain_line(FILE* const                 out,
                      const HcMonitorModel* const model,
                      const size_t                index,
                      const double                now)
{
  const HcMonitorLine* const line  = &model->lines[index];
  const bool                 fresh = hc_monitor_line_is_fresh(model, line, now);
  const bool lives = hc_monitor_model_link(model, now) == HC_MONITOR_LIVE;

  print_name(out, model, index);
  fprintf(out,
          " %-8s %-18s %3.0f",
          !lives         ? "no-answer"
          : *line->state ? line->state
                         : "-",
          *line->verdict ? line->verdict : "-",
          100.0 * line->confidence);
  for (size_t i = 0; i < N_COLUMNS; ++i) {
    print_value(
      out, &columns[i], &line->readings[columns[i].id].reading, fresh);
  }
  const double age = hc_monitor_line_age(line, now);
  if (age < 0.0) {
    fprintf(out, " %3s\n", "-");
  } else {
    fprintf(out, " %3.1f\n", age);
  }
}

static void
print_events(FILE* const                 out,
             const HcMonitorModel* const model,
             const size_t                index,
             const bool                  on,
             const uint64_t              since)
{
  const HcMonitorLine* const  line   = &model->lines[index];
  const HcMonitorEvent* const events = on ? line->events : line->ended;
  const size_t                n      = on ? line->n_events : line->n_ended;
  for (size_t i = 0; i < n; ++i) {
    if (events[i].number > since) {
      print_name(out, model, index);
      fprintf(out,
              " event %s%s: %s\n",
              events[i].name,
              on ? "" : " off",
              events[i].sentence);
    }
  }
}

void
hc_monitor_plain_events(FILE* const                 out,
                        const HcMonitorModel* const model,
                        const uint64_t              since)
{
  for (size_t i = 0; i < model->n_lines; ++i) {
    print_events(out, model, i, false, since);
    print_events(out, model, i, true, since);
  }
}
