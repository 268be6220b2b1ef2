# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""NAME_diff and NAME_common, sample by sample, live and in freewheel."""

import os
import unittest

from bench import Bench

PROBE = os.environ["EXACT_PROBE"]
LINE = ("--line", "exact=no-such:hot,no-such:cold")


class Exact(unittest.TestCase):
    def check(self, period, frames, *how):
        with Bench(f"exact{period}") as bench:
            bench.jackd(period, sync=True)
            bench.analyzer(*LINE, "--outputs", "both")
            bench.wait_for_port("hotcold:exact_common")
            result = bench.call(PROBE, "exact", frames, *how)
            self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def test_periods(self):
        for period in (64, 256, 1000, 4096):
            with self.subTest(period):
                self.check(period, 96000)

    def test_freewheel(self):
        for period in (256, 1024):
            with self.subTest(period):
                self.check(period, 48000 * 600, "freewheel")


if __name__ == "__main__":
    unittest.main(verbosity=2)
