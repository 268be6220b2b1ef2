#!/usr/bin/env python3
# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""No two modules include each other, neither directly nor through others. A
module is NAME.h and NAME.c together, or one of them if the other does not
exist."""

import os
import re

import tree

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def module_of(path):
    return os.path.splitext(path)[0]


def imports():
    """Return {module: set of the modules it includes} for all of src."""
    graph = {}
    for path in tree.files(".c", ".h", under="src"):
        module = module_of(os.path.relpath(path, "src"))
        others = {module_of(name) for name in INCLUDE.findall(tree.read(path))}
        graph.setdefault(module, set()).update(others - {module})
    return graph


def reachable(graph, start):
    seen, waiting = set(), [start]
    while waiting:
        for module in graph.get(waiting.pop(), ()):
            if module not in seen:
                seen.add(module)
                waiting.append(module)
    return seen


def main():
    graph = imports()
    reach = {module: reachable(graph, module) for module in graph}
    cycles = {tuple(sorted(other for other in reach[module]
                           if module in reach.get(other, ())))
              for module in graph if module in reach[module]}
    tree.finish([f"these include each other: {', '.join(cycle)}"
                 for cycle in sorted(cycles)],
                len(graph))


if __name__ == "__main__":
    main()
