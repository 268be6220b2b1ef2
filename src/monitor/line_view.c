// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "monitor/line_view.h"

const HcMonitorLine*
hc_line_view_line(const HcLineView* const view)
{
  return &view->model->lines[view->index];
}

bool
hc_line_view_is_fresh(const HcLineView* const view)
{
  return hc_monitor_line_is_fresh(
    view->model, hc_line_view_line(view), view->now);
}

HcInk
hc_line_view_ink(const HcLineView* const view)
{
  return hc_line_view_is_fresh(view) ? HC_INK_PLAIN : HC_INK_DIM;
}
