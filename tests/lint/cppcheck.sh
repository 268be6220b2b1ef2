#!/bin/sh
# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

# uninitvar is left to the compiler: cppcheck takes loops that fill arrays for
# ones that may not run

cd "$(dirname "$0")/../.." || exit
exec cppcheck --enable=warning,performance,portability --error-exitcode=1 \
  --inline-suppr --suppress=uninitvar --quiet --std=c11 -I include -I src -j 2 \
  -DHAVE_JACK=1 -DHAVE_OSC=1 -D__AVX2__=1 -D__SSE2__=1 src
