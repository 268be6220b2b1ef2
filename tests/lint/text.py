#!/usr/bin/env python3
# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Rules for every text file: the licence comes first; there are no tabs in
code, no white space at line ends, no paths of one machine, and no leftovers."""

import re

import tree

LICENCE = re.compile(
    r"(#!.*\n)?(//|#|;) ?Copyright 2026 The hotcold developers\n"
    r"\2 ?SPDX-License" + r"-Identifier: GPL-3\.0-or-later\n")
CODE = (".c", ".cpp", ".h", ".py", ".sh", "meson.build", "meson_options.txt",
        ".conf")
MACHINE = re.compile(r"(?<![\w.~])/(home|root|work|Users)/\w")
LEFTOVER = re.compile(r"\b(TODO|FIXME|XXX)\b")


def check(path):
    try:
        text = tree.read(path)
    except UnicodeDecodeError:
        return []

    problems, code = [], path.endswith(CODE)
    if code and not LICENCE.match(text):
        problems.append(f"{path}: expected copyright and licence first")
    for number, line in enumerate(text.split("\n"), 1):
        where = f"{path}:{number}:"
        if code and "\t" in line:
            problems.append(f"{where} a tab")
        if line != line.rstrip():
            problems.append(f"{where} white space at the end")
        if MACHINE.search(line):
            problems.append(f"{where} a path of one machine")
        if LEFTOVER.search(line) and not path.startswith("tests/lint"):
            problems.append(f"{where} a leftover")
    if text and not text.endswith("\n"):
        problems.append(f"{path}: no newline at the end")
    return problems


def main():
    paths = tree.files()
    tree.finish([problem for path in paths for problem in check(path)],
                len(paths))


if __name__ == "__main__":
    main()
