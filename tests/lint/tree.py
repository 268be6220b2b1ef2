# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Finds and reads the files of the project, and reports the result of a check.
"""

import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))


def files(*endings, under=""):
    """Return the sorted paths, from the root, of files with these endings."""
    found = []
    for folder, folders, names in os.walk(os.path.join(ROOT, under)):
        folders[:] = [name for name in folders
                      if name not in (".git", "LICENSES", "__pycache__",
                                      "corpus", "node_modules")
                      and not name.startswith("build")]
        found += [os.path.relpath(os.path.join(folder, name), ROOT)
                  for name in names
                  if name != ".git" and (not endings or name.endswith(endings))]
    return sorted(found)


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def finish(problems, looked_at):
    """Print the problems and exit. A check that has seen nothing has failed."""
    if not looked_at:
        problems = ["nothing to check was found"]
    for problem in problems:
        print(problem)
    print(f"{looked_at} checked, {len(problems)} wrong")
    sys.exit(bool(problems))
