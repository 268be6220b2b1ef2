#!/usr/bin/env python3
# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs `hotcold simulate` and checks its lists, files and exit statuses.

    test_simulate.py HOTCOLD
"""

import array
import math
import os
import struct
import subprocess
import sys
import tempfile
import unittest

HOTCOLD = sys.argv[1]


def read_wav(path):
    """Return the sample rate and both channels of a float WAV file."""
    with open(path, "rb") as file:
        data = file.read()
    place, rate, samples = 12, None, None
    while place + 8 <= len(data):
        name, size = data[place:place + 4], struct.unpack_from(
            "<I", data, place + 4)[0]
        if name == b"fmt ":
            kind, channels, rate = struct.unpack_from("<HHI", data, place + 8)
            assert (kind, channels) == (3, 2), (kind, channels)
        elif name == b"data":
            samples = array.array("f", data[place + 8:place + 8 + size])
        place += 8 + size + size % 2
    return rate, samples[0::2], samples[1::2]


def level(samples):
    return 10 * math.log10(2 * sum(x * x for x in samples) / len(samples))


class Simulate(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="hotcold simulate ")
        cls.environment = dict(os.environ, JACK_NO_START_SERVER="1",
                               XDG_DATA_HOME=cls.folder.name)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def run_it(self, *words):
        return subprocess.run([HOTCOLD, "simulate", *words],
                              env=self.environment, capture_output=True,
                              text=True, timeout=60, check=False,
                              stdin=subprocess.DEVNULL)

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def fails(self, status, *words):
        """Expect a run to fail, and return its one line on stderr."""
        result = self.run_it(*words)
        self.assertEqual(result.returncode, status, result)
        self.assertEqual(result.stdout, "")
        lines = result.stderr.splitlines()
        self.assertEqual(len(lines), 1, result.stderr)
        return lines[0]

    def render(self, name, *words):
        path = self.path("line.wav")
        result = self.run_it(name, "--output", path, *words)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        return read_wav(path)

    def test_list_names_every_preset(self):
        result = self.run_it("--list")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        names = [line.split()[0] for line in result.stdout.splitlines()]
        self.assertEqual(names, sorted(names))
        for name in ("balanced", "ts-in-trs", "stereo", "usb-on-diff"):
            self.assertIn(name, names)

    def test_a_file_has_the_length_and_rate_asked_for(self):
        rate, hot, cold = self.render("balanced", "--seconds", "0.5",
                                      "--rate", "44100")
        self.assertEqual((rate, len(hot), len(cold)), (44100, 22050, 22050))

    def test_the_same_comes_out_every_time(self):
        first = self.render("stereo", "--seconds", "0.3")
        self.assertEqual(first, self.render("stereo", "--seconds", "0.3"))

    def test_a_ts_plug_costs_6_db(self):
        _, hot, cold = self.render("balanced", "--seconds", "1")
        balanced = level([h - c for h, c in zip(hot, cold)])
        _, hot, cold = self.render("ts-in-trs", "--seconds", "1")
        plugged = level([h - c for h, c in zip(hot, cold)])
        self.assertAlmostEqual(balanced - plugged, 6.04, delta=0.02)
        self.assertLess(level(cold), -100)

    def test_nothing_said_is_balanced(self):
        want = self.render("balanced", "--seconds", "0.2")
        path = self.path("line.wav")
        self.assertEqual(
            self.run_it("--output", path, "--seconds", "0.2").returncode, 0)
        self.assertEqual(read_wav(path), want)

    def test_a_path_is_taken_as_it_is(self):
        path = self.path("mine.conf")
        with open(path, "w", encoding="utf-8") as file:
            file.write("[programme]\nkind = silence\n"
                       "[capture]\nnoise-dbfs = none\n")
        _, hot, cold = self.render(path, "--seconds", "0.1")
        self.assertEqual(max(map(abs, hot + cold)), 0)
        with open(path, "a", encoding="utf-8") as file:
            file.write("[cable]\nlength-m = far\n")
        line = self.fails(2, path)
        self.assertIn("mine.conf:6: length-m `far`, expected", line)

    def test_wrong_usage_is_told(self):
        self.assertIn("`nix`", self.fails(2, "nix"))
        self.assertIn(self.folder.name, self.fails(2, "nix"))
        self.assertIn("--seconds", self.fails(2, "--seconds", "-1"))
        self.assertIn("--rate", self.fails(2, "--rate", "100"))
        self.assertIn("--loud", self.fails(2, "--loud"))

    def test_what_cannot_be_is_told(self):
        line = self.fails(3, "--output", self.path("no/such.wav"))
        self.assertIn("no/such.wav", line)
        line = self.fails(3, "--jack-server", f"hc-none-{os.getpid()}")
        self.assertIn("no JACK server", line)

    def test_help_is_no_error(self):
        result = self.run_it("--help")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertIn("--output", result.stdout)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
