#!/bin/sh
# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

# Every file in C or C++ is as clang-format leaves it. format.sh -i puts it right.

cd "$(dirname "$0")/../.." || exit
[ "$#" -gt 0 ] || set -- --dry-run -Werror
find include src tests \( -name '*.[ch]' -o -name '*.cpp' \) -exec clang-format "$@" {} +
