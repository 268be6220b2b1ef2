#!/usr/bin/env python3
# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Files and functions are small enough to read."""

import json
import os
import statistics
import subprocess

import tree

FILE = 400
FUNCTION = 60
P95 = 45


def functions(paths):
    """Yield (path, name, lines) for every function."""
    output = subprocess.run(
        ["ctags", "--output-format=json", "--languages=C", "--kinds-C=f",
         "--fields=+ne", "-f", "-", "-L", "-"],
        input="\n".join(paths), check=True, capture_output=True, text=True,
        cwd=tree.ROOT).stdout
    for line in output.splitlines():
        tag = json.loads(line)
        if "end" in tag:
            yield tag["path"], tag["name"], tag["end"] - tag["line"] + 1


def main():
    problems = []
    paths = tree.files(".c", ".h", ".py", ".sh")
    for path in paths:
        lines = tree.read(path).count("\n")
        if lines > FILE:
            problems.append(f"{path}: {lines} lines, expected at most {FILE}")

    own = [path for path in paths if path.endswith(".c")]
    found = list(functions(own))
    for path, name, lines in found:
        if lines > FUNCTION:
            problems.append(f"{path}: {name}() has {lines} lines, expected "
                            f"at most {FUNCTION}")

    program = [lines for path, _, lines in found
               if path.startswith("src" + os.sep)]
    median = statistics.median(program)
    p95 = sorted(program)[int(0.95 * len(program))]
    print(f"{len(program)} functions of the program: median {median} lines, "
          f"95 % up to {p95}")
    if p95 > P95:
        problems.append(f"5 % of the functions have more than {P95} lines")
    tree.finish(problems, len(paths) + len(found))


if __name__ == "__main__":
    main()
