#!/usr/bin/env python3
# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Every header compiles on its own, has an include guard named after its path,
and begins with a comment that says what it is for."""

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
