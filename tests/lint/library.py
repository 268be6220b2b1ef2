#!/usr/bin/env python3
# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The shared library exports the functions that its headers declare, and no
others. Each declaration has a comment directly above it.

    library.py BUILD_FOLDER
"""

import os
import re
import subprocess
import sys

import tree

HEADER = re.compile(r"'(hotcold/\w+\.h)'")
PROTOTYPE = re.compile(r"^(?:.*[\s*])?(hc_\w+)\(")
MARK = "HC_API "


def statement_start(lines, number):
    """Return the first line of the declaration whose name is on this line."""
    while number and re.match(r"[^/#\s}]", lines[number - 1]) and \
            not lines[number - 1].endswith((";", "DECLS")):
        number -= 1
    return number


def functions(path):
    """Yield (name, first line, line above that) for each declaration."""
    lines = tree.read(path).split("\n")
    for number, line in enumerate(lines):
        match = PROTOTYPE.match(line)
        if match and not line.startswith(("/", "#", " ")):
            start = statement_start(lines, number)
            yield match.group(1), lines[start], lines[start - 1]


def check_headers(paths):
    problems, names = [], []
    for path in paths:
        for name, first, above in functions(path):
            names.append(name)
            if not above.startswith("///"):
                problems.append(f"{path}: {name}() has no comment above it")
            if not first.startswith(MARK):
                problems.append(f"{path}: {name}() lacks {MARK.strip()}")
    return problems, names


def exported(build):
    output = subprocess.run(
        ["nm", "-D", "--defined-only", "-f", "posix",
         os.path.join(build, "src", "libhotcold.so")],
        check=True, capture_output=True, text=True).stdout
    return {line.split()[0] for line in output.splitlines()}


def main():
    paths = [os.path.join("include", name)
             for name in HEADER.findall(tree.read("include/meson.build"))]
    problems, names = check_headers(paths)
    symbols = exported(sys.argv[1])
    problems += [f"{name} is exported, but no public header declares it"
                 for name in sorted(symbols - set(names))]
    problems += [f"{name}() is declared, but not exported"
                 for name in sorted(set(names) - symbols)]
    tree.finish(problems, len(names))


if __name__ == "__main__":
    main()
