#!/usr/bin/env python3
# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Follow every call from the audio thread's functions through the libraries.

Whatever lies outside of them must stand on the list of what is allowed. With
--finds NAME it is an error if NAME is not among what is forbidden: so that the
check is known to look.
"""

import argparse
import re
import subprocess
import sys

# What the compiler calls by itself, and what touches nothing but memory given;
# a root sets errno at most
ALLOWED = {"memcpy", "memset", "memmove", "sqrtf", "__stack_chk_fail"}

# Not functions
DATA = re.compile(r"_GLOBAL_OFFSET_TABLE_|\.(LC|rodata|data|bss)|__cpu_model")

FUNCTION = re.compile(r"^[0-9a-f]+ <([^>]+)>:$")
RELOCATION = re.compile(r"\bR_\w+\s+([^\s+-]+)")
OPERAND = re.compile(r"<([^>+]+)(\+0x[0-9a-f]+)?>")


def read_calls(objdump, libraries):
    """What each function refers to: {name: set of names}."""
    listing = subprocess.run(
        [objdump, "-dr", "--no-show-raw-insn", *libraries],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    calls = {}
    current = None
    for line in listing.splitlines():
        function = FUNCTION.match(line)
        if function:
            current = calls.setdefault(function[1], set())
            continue
        if current is None:
            continue
        relocation = RELOCATION.search(line)
        names = (
            [relocation[1]] if relocation else [m[1] for m in OPERAND.finditer(line)]
        )
        current.update(n for n in names if not DATA.match(n))
    return calls


def follow(calls, roots):
    """All functions reached, and what is reached but defined nowhere."""
    reached, outside, todo = set(), set(), list(roots)
    while todo:
        name = todo.pop()
        if name in reached or name in outside:
            continue
        if name not in calls:
            outside.add(name)
            continue
        reached.add(name)
        todo.extend(calls[name])
    return reached, outside


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--objdump", default="objdump")
    parser.add_argument("--finds", metavar="NAME")
    parser.add_argument("--allow", metavar="NAME", nargs="+", default=[])
    parser.add_argument("--roots", nargs="+", required=True)
    parser.add_argument("--libraries", nargs="+", required=True)
    args = parser.parse_args()

    calls = read_calls(args.objdump, args.libraries)
    missing = [root for root in args.roots if root not in calls]
    if missing:
        sys.exit("no such function: " + " ".join(missing))

    reached, outside = follow(calls, args.roots)
    forbidden = sorted(outside - ALLOWED - set(args.allow))
    print("reached:", " ".join(sorted(reached)))
    print("outside:", " ".join(sorted(outside)))
    if args.finds:
        return 0 if args.finds in forbidden else 1
    if forbidden:
        print("not allowed on the audio thread:", " ".join(forbidden))
    return 1 if forbidden else 0


if __name__ == "__main__":
    sys.exit(main())
