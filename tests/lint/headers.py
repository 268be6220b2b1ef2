#!/usr/bin/env python3
# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Every header compiles on its own, has an include guard named after its path,
and begins with a comment that says what it is for. Each function that it
declares has a comment directly above."""

import os
import re
import subprocess

import tree

FLAGS = ["-std=c11", "-D_POSIX_C_SOURCE=200809L", "-Wall", "-Wextra",
         "-pedantic", "-Werror", "-fsyntax-only", "-x", "c",
         "-I", os.path.join(tree.ROOT, "include"),
         "-I", os.path.join(tree.ROOT, "src")]


def guard_of(path):
    parts = path.split(os.sep)[1:]
    if parts[0] != "hotcold":
        parts.insert(0, "hotcold")
    return re.sub(r"[^A-Z0-9]", "_", "_".join(parts).upper())


PROTOTYPE = re.compile(r"^(?:[A-Za-z].*[\s*])?(hc_\w+)\(")


def check_comments(path, text):
    problems, lines = [], text.split("\n")
    for number, line in enumerate(lines):
        match = PROTOTYPE.match(line)
        first = number
        while match and re.match(r"[A-Za-z]", lines[first - 1]) and \
                not lines[first - 1].endswith((";", "DECLS")):
            first -= 1
        if match and not lines[first - 1].startswith("///"):
            problems.append(f"{path}:{number + 1}: {match.group(1)}() has no "
                            "comment above it")
    return problems


def check(path):
    problems, text = [], tree.read(path)
    name = path.split(os.sep, 1)[1]
    source = f'#include "{name}"\n#include "{name}"\nint unused;\n'
    result = subprocess.run(["cc"] + FLAGS + ["-"], input=source, text=True,
                            capture_output=True, check=False)
    if result.returncode:
        problems.append(f"{path}: does not compile alone\n{result.stderr}")
    if f"#ifndef {guard_of(path)}\n" not in text:
        problems.append(f"{path}: expected the guard {guard_of(path)}")
    problems += check_comments(path, text)
    if not re.match(r"(//[^/].*\n)+\n///", text):
        problems.append(f"{path}: expected a /// comment after the licence")
    return problems


def main():
    paths = (tree.files(".h", under="src")
             + tree.files(".h", under="include"))
    tree.finish([problem for path in paths for problem in check(path)],
                len(paths))


if __name__ == "__main__":
    main()
