#!/usr/bin/env python3
# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sum up a testlog.json of meson: which programs failed, how many passed.

The number of checks counts single tests within the programs of Check and of
Python's unittest.
"""

import json
import re
import sys

PASSED = ("OK", "EXPECTEDFAIL")
SKIPPED = ("SKIP",)


def checks(output):
    """Yield the single tests in the output of a test program."""
    counts = re.findall(r"^\d+%: Checks: (\d+)", output, re.M)
    counts += re.findall(r"^Ran (\d+) tests? in", output, re.M)
    return sum(map(int, counts))


def main():
    passed, skipped, failed, single = 0, 0, [], 0
    with open(sys.argv[1], encoding="utf-8") as log:
        for line in log:
            test = json.loads(line)
            output = test.get("stdout", "") + "\n" + test.get("stderr", "")
            single += checks(output)
            if test["result"] in PASSED:
                passed += 1
            elif test["result"] in SKIPPED:
                skipped += 1
            else:
                failed.append((test["name"], test["result"]))
    for name, result in failed:
        print(f"{result}: {name}")
    print(f"{single} checks in {passed + skipped + len(failed)} programs")
    print(f"{passed} passed, {len(failed)} failed"
          + (f", {skipped} skipped" if skipped else ""))


if __name__ == "__main__":
    main()
