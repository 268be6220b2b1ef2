#!/usr/bin/env python3
# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The tree follows the REUSE specification. The check runs on a copy without
build folders, because reuse ignores these only with git, and only if git trusts
the folder."""

import os
import shutil
import subprocess
import sys
import tempfile

import tree


def main():
    with tempfile.TemporaryDirectory(prefix="hotcold-licences-") as folder:
        copy = os.path.join(folder, "tree")
        shutil.copytree(tree.ROOT, copy, ignore=shutil.ignore_patterns(
            ".git", "build*", "__pycache__", "node_modules"))
        sys.exit(subprocess.run(["reuse", "--root", copy, "lint"],
                                check=False).returncode)


if __name__ == "__main__":
    main()
