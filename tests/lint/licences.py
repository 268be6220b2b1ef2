#!/usr/bin/env python3
# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The tree follows the REUSE specification. Looked at is a copy without build
folders, for reuse leaves these out only where git is there and trusted."""

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
