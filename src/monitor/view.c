// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "monitor/view.h"

#include "monitor/bars.h"
#include "monitor/detail.h"
#include "monitor/line.h"

#include <curses.h>

#include <string.h>

#define HEADER_ROWS 3
#define FOOTER_ROWS 1

// Columns needed by four bars side by side
#define SIDE_BY_SIDE 72

// Seconds that an error of the analyzer is shown
#define COMPLAINT_TIME 10.0

#define ESCAPE 27

// Keys

static size_t
moved(const size_t at, const int by, const size_t n)
{
  const long target = (long)at + by;
  return target < 0 || !n ? 0 : (size_t)target > n - 1 ? n - 1 : (size_t)target;
}

static void
move_by(HcMonitorView* const        view,
        const HcMonitorModel* const model,
        const int                   by)
{
  if (view->detail) {
    // Where the detail ends is known only when it is drawn
    view->scroll = view->scroll + by > 0 ? view->scroll + by : 0;
  } else {
    view->selected = moved(view->selected, by, model->n_lines);
  }
}

static void
leave(HcMonitorView* const view)
{
  view->quit   = !view->detail;
  view->detail = false;
}

void
hc_monitor_view_key(HcMonitorView* const        view,
                    const HcMonitorModel* const model,
                    const int                   key)
{
  switch (key) {
  case KEY_UP:
  case 'k':
    move_by(view, model, -1);
    break;
  case KEY_DOWN:
  case 'j':
    move_by(view, model, 1);
    break;
  case KEY_PPAGE:
    move_by(view, model, -view->page);
    break;
  case KEY_NPAGE:
  case ' ':
    move_by(view, model, view->page);
    break;
  case KEY_HOME:
    move_by(view, model, -10000);
    break;
  case KEY_END:
    move_by(view, model, 10000);
    break;
  case KEY_ENTER:
  case KEY_RIGHT:
  case '\n':
  case '\r':
    view->detail = view->detail || model->n_lines;
    view->scroll = 0;
    break;
  case KEY_LEFT:
  case ESCAPE:
    view->detail = false;
    break;
  case 'q':
  case 'Q':
    leave(view);
    break;
  default:
    break;
  }
}

// Header and footer

static HcCanvas
canvas_of(const HcMonitorView* const view, const int top, const int height)
{
  const HcCanvas canvas = {view->style, top, height, COLS, 0, 0};
  return canvas;
}

static void
draw_title(const HcMonitorView* const  view,
           const HcMonitorModel* const model,
           const double                now)
{
  static const char* const links[] = {"waiting", "live", "NO ANSWER"};
  const HcCanvas           canvas  = canvas_of(view, 0, 1);
  const char* const        link    = links[hc_monitor_model_link(model, now)];

  char text[128] = "";
  int  column    = 1;
  int  end       = canvas.columns - hc_canvas_width(link) - 2;
  snprintf(text, sizeof(text), "hotcold %s", model->version);
  hc_canvas_append(&canvas, &column, end, HC_INK_PLAIN, text);
  hc_canvas_append(&canvas, &column, end, HC_INK_PLAIN, view->address);
  snprintf(text,
           sizeof(text),
           "%zu line%s",
           model->n_lines,
           model->n_lines == 1 ? "" : "s");
  hc_canvas_append(&canvas, &column, end, HC_INK_PLAIN, text);
  if (model->sample_rate > 0.0) {
    snprintf(text, sizeof(text), "%.0f Hz", model->sample_rate);
    hc_canvas_append(&canvas, &column, end, HC_INK_PLAIN, text);
  }
  hc_canvas_append(&canvas, &column, end, HC_INK_PLAIN, model->implementation);
  hc_canvas_put_right(&canvas, canvas.columns - 1, HC_INK_PLAIN, link);
  hc_canvas_fill(&canvas, HC_INK_TITLE);
}

static void
draw_health(const HcCanvas* const       canvas,
            const HcMonitorModel* const model,
            const double                now)
{
  char text[96] = "";
  char age[16]  = "";
  int  column   = 1;
  int  end      = canvas->columns - 1;
  hc_age_format(now - model->heartbeat, age, sizeof(age));

  snprintf(text, sizeof(text), "load %.1f %%", model->load);
  hc_canvas_append(canvas, &column, end, HC_INK_PLAIN, text);
  snprintf(text, sizeof(text), "lost %d frames", (int)model->lost);
  hc_canvas_append(
    canvas, &column, end, model->lost ? HC_INK_WARN : HC_INK_PLAIN, text);
  snprintf(text, sizeof(text), "audio %d ms old", (int)model->audio_age);
  hc_canvas_append(canvas,
                   &column,
                   end,
                   model->audio_age > 1000 ? HC_INK_BAD : HC_INK_PLAIN,
                   text);
  snprintf(text, sizeof(text), "heartbeat %s ago", age);
  hc_canvas_append(canvas, &column, end, HC_INK_PLAIN, text);
}

static void
draw_status(const HcMonitorView* const  view,
            const HcMonitorModel* const model,
            const double                now)
{
  const HcCanvas      canvas    = canvas_of(view, 1, 1);
  const HcMonitorLink link      = hc_monitor_model_link(model, now);
  const int           room      = canvas.columns - 1;
  char                text[160] = "";
  char                age[16]   = "";
  hc_age_format(now - model->heartbeat, age, sizeof(age));

  if (model->complained >= 0.0 && now - model->complained < COMPLAINT_TIME) {
    hc_canvas_put(&canvas, 1, room, HC_INK_WARN, model->complaint);
  } else if (link == HC_MONITOR_LIVE) {
    draw_health(&canvas, model, now);
  } else if (link == HC_MONITOR_GONE) {
    snprintf(text, sizeof(text), "no answer for %s, still trying", age);
    hc_canvas_put(&canvas, 1, room, HC_INK_BAD, text);
  } else {
    snprintf(
      text, sizeof(text), "no answer from %s, still trying", view->address);
    hc_canvas_put(&canvas, 1, room, HC_INK_WARN, text);
  }
}

static void
draw_footer(const HcMonitorView* const view, const char* const where)
{
  const HcCanvas canvas = canvas_of(view, LINES - 1, 1);
  int            column = 1;
  const int      end    = canvas.columns - hc_canvas_width(where) - 2;
  const bool     utf8   = view->style.utf8;

  hc_canvas_append(
    &canvas, &column, end, HC_INK_DIM, view->detail ? "q back" : "q quit");
  hc_canvas_append(&canvas,
                   &column,
                   end,
                   HC_INK_DIM,
                   view->detail ? (utf8 ? "↑↓ scroll" : "Up/Down scroll")
                                : (utf8 ? "↑↓ choose" : "Up/Down choose"));
  if (!view->detail) {
    hc_canvas_append(&canvas, &column, end, HC_INK_DIM, "Enter details");
  }
  hc_canvas_put_right(&canvas, canvas.columns - 1, HC_INK_DIM, where);
}

// Body

// Scroll so that the selected line is shown, without blank lines at the end
static void
follow_selection(HcMonitorView* const view, const size_t n_lines)
{
  const size_t page = (size_t)view->page;
  const size_t last = n_lines > page ? n_lines - page : 0;
  view->selected    = moved(view->selected, 0, n_lines);
  if (view->selected < view->first) {
    view->first = view->selected;
  } else if (view->selected >= view->first + page) {
    view->first = view->selected - page + 1;
  }
  view->first = view->first < last ? view->first : last;
}

// The largest layout in which all lines fit, else the smallest
static HcLineLayout
layout_of(const int columns, const int room, const size_t n_lines)
{
  const HcLineLayout least =
    columns < SIDE_BY_SIDE ? HC_LINE_TALL : HC_LINE_COMPACT;
  HcLineLayout layout = HC_LINE_TALL;
  while (layout != least &&
         (long)hc_line_rows(layout, columns) * (long)n_lines > room) {
    layout = (HcLineLayout)(layout + 1);
  }
  return layout;
}

static void
draw_lines(HcMonitorView* const        view,
           const HcMonitorModel* const model,
           const HcLineLayout          layout,
           const size_t                end,
           const double                now)
{
  HcCanvas canvas = canvas_of(view, 2, LINES - 2 - FOOTER_ROWS);
  if (model->n_lines && LINES > 8) {
    hc_bars_draw_scale(&canvas, layout);
  } else {
    canvas.row = LINES > 8;
  }
  for (size_t i = view->first; i < end; ++i) {
    const HcLineView line = {model, i, i == view->selected, now};
    hc_line_draw(&canvas, &line, layout);
  }
}

static void
draw_list(HcMonitorView* const        view,
          const HcMonitorModel* const model,
          const double                now)
{
  const int          room   = LINES - HEADER_ROWS - FOOTER_ROWS + 1;
  const HcLineLayout layout = layout_of(COLS, room, model->n_lines);
  const int          rows   = hc_line_rows(layout, COLS);
  view->page                = room / rows > 0 ? room / rows : 1;
  follow_selection(view, model->n_lines);

  char         where[48] = "";
  const size_t page      = (size_t)view->page;
  const size_t after =
    view->first + page < model->n_lines ? view->first + page : model->n_lines;
  if (model->n_lines > page) {
    snprintf(where,
             sizeof(where),
             "lines %zu-%zu of %zu",
             view->first + 1,
             after,
             model->n_lines);
  }
  draw_lines(view, model, layout, after, now);
  draw_footer(view, where);
}

static void
draw_detail(HcMonitorView* const        view,
            const HcMonitorModel* const model,
            const double                now)
{
  HcCanvas         canvas = canvas_of(view, 2, LINES - 2 - FOOTER_ROWS);
  const HcLineView line   = {model, view->selected, false, now};

  // Draw once outside of the screen, to count the rows
  canvas.first = 100000;
  hc_detail_draw(&canvas, &line);
  const int rows = canvas.row;
  const int last = rows > canvas.height ? rows - canvas.height : 0;
  view->page     = canvas.height > 1 ? canvas.height - 1 : 1;
  view->scroll   = view->scroll < last ? view->scroll : last;

  canvas.first = view->scroll;
  canvas.row   = 0;
  hc_detail_draw(&canvas, &line);
  draw_footer(view, view->scroll < last ? "more below" : last ? "end" : "");
}

void
hc_monitor_view_draw(HcMonitorView* const        view,
                     const HcMonitorModel* const model,
                     const double                now)
{
  view->detail = view->detail && view->selected < model->n_lines;

  erase();
  draw_title(view, model, now);
  draw_status(view, model, now);
  if (view->detail) {
    draw_detail(view, model, now);
  } else {
    draw_list(view, model, now);
  }
  refresh();
}
