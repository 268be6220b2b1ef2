#!/bin/sh
# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

# Nothing is found in any shell script

cd "$(dirname "$0")/../.." || exit
find bootstrap .ci/run tests -type f -exec sh -c '
  for script; do
    if head -n 1 "$script" | grep -Eq "^#!/bin/(ba)?sh"; then
      shellcheck "$script" || exit 1
    fi
  done' sh {} +
