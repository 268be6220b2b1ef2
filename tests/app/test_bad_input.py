#!/usr/bin/python3
# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Recordings that are short, broken or unusual must give clear sentences and no
wrong readings.

    test_bad_input.py HOTCOLD
"""

import json
import math
import os
import struct
import subprocess
import sys
import tempfile
import unittest

import numpy as np

HOTCOLD = sys.argv[1]
LEVELS = ("hot.rms", "cold.rms", "diff.rms", "common.rms")


def noise(seconds, rate=48000, seed=1, amplitude=0.1):
    """Noise with less power at high frequencies, like usual programme."""
    white = np.random.default_rng(seed).standard_normal(round(seconds * rate))
    spectrum = np.fft.rfft(white)
    hz = np.fft.rfftfreq(len(white), 1 / rate)
    spectrum *= 1 / np.sqrt(np.maximum(hz, 20) / 20) * (hz < 0.45 * rate)
    x = np.fft.irfft(spectrum, len(white))
    return amplitude * x / np.sqrt(np.mean(x * x))


def floor(n, seed):
    """The noise of an input: -110 dBFS."""
    random = np.random.default_rng(1000 + seed)
    return 10 ** (-110 / 20) / math.sqrt(2) * random.standard_normal(n)


def legs(x, balance=60.0):
    """A good balanced line on real inputs."""
    t = 10 ** (-balance / 20)
    return (x * (0.5 + t) + floor(len(x), 1),
            -x * (0.5 - t) + floor(len(x), 2))


class BadInput(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="hotcold bad ")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def write(self, hot, cold, rate=48000):
        """Write a recording in single precision, as long as the longer leg."""
        n = max(len(hot), len(cold))
        samples = np.zeros((n, 2), "<f4")
        samples[:len(hot), 0] = hot
        samples[:len(cold), 1] = cold
        data = samples.tobytes()
        path = os.path.join(self.folder.name, "take.wav")
        with open(path, "wb") as file:
            file.write(b"RIFF" + struct.pack("<I", 36 + len(data)) + b"WAVE")
            file.write(b"fmt " + struct.pack("<IHHIIHH", 16, 3, 2, rate,
                                             8 * rate, 8, 32))
            file.write(b"data" + struct.pack("<I", len(data)) + data)
        return path

    def run_it(self, path, *words):
        return subprocess.run([HOTCOLD, "analyze", path, *words],
                              capture_output=True, text=True, timeout=60,
                              stdin=subprocess.DEVNULL, check=False)

    def analyze(self, hot, cold, rate=48000, status=0):
        """Analyze and return the line of the JSON. Checks that all numbers are
        finite, and that valid values are within their intervals."""
        path = self.write(hot, cold, rate)
        result = self.run_it(path, "--json")
        self.assertEqual(result.returncode, status, result.stderr)
        # By default, Python's parser accepts NaN
        take = json.loads(result.stdout, parse_constant=self.fail)
        self.assertEqual(take["sample_rate"], rate)
        line = take["lines"][0]
        for name, reading in line["readings"].items():
            if reading["valid"] and "low" in reading:
                self.assertLessEqual(reading["low"], reading["value"], name)
                self.assertGreaterEqual(reading["high"], reading["value"],
                                        name)
        text = self.run_it(path)
        self.assertEqual(text.returncode, status)
        self.assertNotRegex(text.stdout, r"(?i)\b(nan|inf) *(dB|Hz|us|deg|%)")
        return line

    def assert_invalid(self, line, *names):
        for name in names:
            self.assertFalse(line["readings"][name]["valid"],
                             f"{name}: {line['readings'][name]}")

    def assert_reads(self, line, name, value, tolerance):
        reading = line["readings"][name]
        self.assertTrue(reading["valid"], name)
        self.assertAlmostEqual(reading["value"], value, delta=tolerance,
                               msg=name)

    def assert_no_pickup(self, line):
        self.assert_invalid(line, "hum.frequency", "hum.common", "hum.diff",
                            "usb.common", "usb.diff")
        self.assertEqual(line["mains"], [])

    def test_too_short(self):
        """From one frame to 0.3 s, only levels are valid."""
        x = noise(0.3)
        for frames in (1, 2, 63, 64, 65, 1000, 4800, len(x)):
            line = self.analyze(*legs(x[:frames]),
                                status=0 if frames > 9600 else 3)
            self.assertNotEqual(line["reasons"], [])
            self.assertEqual(line["state"], "settling", frames)
            self.assert_invalid(line, "balance", "leg.ratio", "leg.phase",
                                "leg.delay", "rejection", "pickup.common")
            self.assert_no_pickup(line)
            self.assertEqual(line["bands"], [])
            self.assertEqual(line["verdict"], "unknown")
            self.assertTrue(line["readings"]["diff.rms"]["valid"])

    def test_nothing_at_all(self):
        """With zeros only, the exit status is 3 and stderr has the reason."""
        path = self.write(np.zeros(96000), np.zeros(96000))
        for words in ((), ("--json",)):
            result = self.run_it(path, *words)
            self.assertEqual(result.returncode, 3)
            self.assertEqual(result.stderr.count("\n"), 1)
            self.assertIn("no signal", result.stderr)

    def test_clipped(self):
        """There are both findings, and the verdict is still right."""
        hot, cold = legs(noise(5, amplitude=1.2))
        line = self.analyze(np.clip(hot, -1, 1), np.clip(cold, -1, 1))
        self.assertIn("clipping-hot", line["findings"])
        self.assertIn("clipping-cold", line["findings"])
        self.assertEqual(line["verdict"], "balanced")
        hot, cold = legs(noise(5))
        line = self.analyze(hot, cold)
        self.assertNotIn("clipping-hot", line["findings"])
        self.assertNotIn("clipping-cold", line["findings"])

    def test_not_finite(self):
        """Bad samples give a finding and are not used for readings."""
        for bad in (math.nan, math.inf, -math.inf, 3e38):
            hot, cold = legs(noise(6))
            hot[100000] = bad
            cold[150001] = bad
            line = self.analyze(hot, cold)
            self.assertIn("not-finite", line["findings"])
            self.assert_reads(line, "balance", 60.0, 2.0)
            self.assertEqual(line["verdict"], "balanced")

    def test_not_finite_to_the_end(self):
        hot, cold = legs(noise(6))
        cold[70000:] = math.nan
        line = self.analyze(hot, cold)
        self.assertIn("not-finite", line["findings"])
        self.assertEqual(line["verdict"], "balanced")

    def test_not_finite_every_10_ms(self):
        """No piece is long enough; there is a reason, and no wrong level."""
        hot, cold = legs(noise(3))
        hot[::480] = math.nan
        line = self.analyze(hot, cold, status=3)
        self.assertIn("not-finite", line["findings"])
        self.assertIn("frames hold NaN or infinity", line["reasons"][0])

    def test_alike_to_the_bit(self):
        """There is no difference, but there is a verdict."""
        x = noise(4)
        line = self.analyze(x, x)
        self.assertEqual((line["state"], line["verdict"]),
                         ("ok", "dual-mono"))
        self.assert_invalid(line, "balance", "leg.ratio")

    def test_hum_alone(self):
        """Pick-up has no balance, whatever its level."""
        t = np.arange(12 * 48000) / 48000
        hum = sum(np.sin(2 * np.pi * 50.03 * k * t + k) / k
                  for k in range(1, 12))
        for level in (0.003, 0.02):
            line = self.analyze(level * hum + floor(len(t), 5),
                                0.99 * level * hum + floor(len(t), 6))
            self.assertEqual((line["state"], line["verdict"]),
                             ("silent", "unknown"))
            self.assert_invalid(line, "balance", "leg.ratio", "coherence")
            self.assert_reads(line, "hum.frequency", 50.03, 0.001)

    def test_usb_noise_alone(self):
        """Computer noise has no balance either, alone or with hum."""
        t = np.arange(12 * 48000) / 48000
        usb = sum(np.sin(2 * np.pi * 1000.01 * k * t + 0.7 * k * k)
                  for k in range(1, 18))
        hum = sum(np.sin(2 * np.pi * 59.97 * k * t + k * k) / k
                  for k in range(1, 16))
        for x in (0.0004 * usb, 0.001 * usb + 0.001 * hum):
            line = self.analyze(x + floor(len(t), 5), x + floor(len(t), 6))
            self.assertEqual((line["state"], line["verdict"]),
                             ("silent", "unknown"))
            self.assert_invalid(line, "balance", "leg.ratio", "coherence")

    def test_a_tone_on_both_legs(self):
        x = 0.05 * np.sin(2 * np.pi * 1000 * np.arange(4 * 48000) / 48000)
        line = self.analyze(x + floor(len(x), 7), x + floor(len(x), 8))
        self.assertEqual(line["verdict"], "dual-mono")

    def test_a_tone_beside_a_mains_line(self):
        """997 Hz is next to 20 x 50 Hz; it must not count as idle noise."""
        t = np.arange(12 * 48000) / 48000
        hum = 0.001 * sum(np.sin(2 * np.pi * 50 * k * t + k) / k
                          for k in range(1, 12))
        x = 0.05 * np.sin(2 * np.pi * 997 * t)
        line = self.analyze(x + hum + floor(len(t), 9),
                            -0.999 * x + hum + floor(len(t), 10))
        self.assertEqual((line["state"], line["verdict"]), ("ok", "balanced"))
        self.assert_reads(line, "hum.frequency", 50.0, 0.001)
        self.assert_invalid(line, "noise.band", "noise.a", "noise.468")

    def test_a_sample_late(self):
        """If one leg is late, there is still one programme and not two."""
        x = noise(6)
        line = self.analyze(x[1:], -x[:-1])
        self.assertEqual(line["verdict"], "unequal")
        self.assertIn("leg-delay", line["findings"])
        self.assert_reads(line, "leg.delay", 1e6 / 48000, 0.15)

    def test_not_finite_throughout(self):
        bad = np.full(96000, math.nan)
        result = self.run_it(self.write(bad, bad), "--json")
        self.assertEqual(result.returncode, 3, result.stdout)
        self.assertIn("no signal", result.stderr)

    def test_offsets(self):
        """DC changes neither balance nor verdict."""
        hot, cold = legs(noise(6))
        plain = self.analyze(hot, cold)
        for of_hot, of_cold in ((0.4, 0.4), (0.4, -0.4), (0.3, 0), (0, -0.4)):
            line = self.analyze(hot + of_hot, cold + of_cold)
            self.assertEqual(line["verdict"], "balanced")
            for name in ("balance", "leg.ratio", "leg.phase", "leg.delay"):
                self.assert_reads(line, name,
                                  plain["readings"][name]["value"], 0.05)
            self.assert_no_pickup(line)
            self.assertNotIn("clipping-hot", line["findings"])

    def test_offset_alone_is_no_programme(self):
        n = 48000 * 4
        line = self.analyze(0.3 + floor(n, 1), -0.3 + floor(n, 2))
        self.assertEqual(line["verdict"], "unknown")
        self.assert_invalid(line, "balance", "leg.ratio", "leg.delay")
        self.assert_no_pickup(line)

    def test_one_silent_leg(self):
        x = noise(6)
        for quiet in (np.zeros(len(x)), floor(len(x), 3)):
            line = self.analyze(x, quiet)
            self.assertEqual(line["verdict"], "single-ended")
            self.assert_reads(line, "balance", 6.02, 0.01)
            self.assertIn("could not be", " ".join(line["reasons"]))
            line = self.analyze(quiet, x)
            self.assertEqual(line["verdict"], "hot-missing")
            self.assert_reads(line, "balance", 6.02, 0.01)

    def test_rates(self):
        """All rates from 8 to 384 kHz give the same readings; others fail."""
        for rate in (8000, 11025, 22050, 44100, 88200, 176400, 384000):
            line = self.analyze(*legs(noise(6, rate)), rate)
            self.assertEqual(line["verdict"], "balanced", rate)
            self.assert_reads(line, "balance", 60.0, 2.0)
            self.assert_reads(line, "leg.ratio", -0.0347, 0.03)
        for rate in (4000, 7999, 400000):
            path = self.write(*legs(noise(0.1, 48000)), rate)
            result = self.run_it(path)
            self.assertEqual(result.returncode, 3)
            self.assertIn(f"{rate} Hz, expected 8000 to 384000",
                          result.stderr)

    def test_bands_above_half_the_rate(self):
        """At 8 kHz there is no third octave above 4 kHz."""
        line = self.analyze(*legs(noise(6, 8000)), 8000)
        self.assertLessEqual(max(band["hz"] for band in line["bands"]), 4000)

    def test_legs_of_different_length(self):
        """If cold ends after half of the take, T is 1/10 by definition."""
        x = noise(12)
        hot, cold = legs(x)
        line = self.analyze(hot, cold[:6 * 48000])
        self.assertIn(line["verdict"], ("single-ended", "unequal"))
        self.assert_reads(line, "balance", 20.0, 0.1)
        self.assert_no_pickup(line)
        line = self.analyze(hot[:3 * 48000], cold)
        self.assertEqual(line["verdict"], "hot-missing")
        self.assertLess(line["readings"]["balance"]["value"], 20)

    def test_levels(self):
        """A full-scale sine reads 0 dBFS on each leg, 6.02 on d."""
        t = np.arange(96000) / 48000
        x = np.sin(2 * np.pi * 1000 * t)
        line = self.analyze(x, -x)
        for name, want in zip(LEVELS, (0.0, 0.0, 6.0206, -200.0)):
            self.assert_reads(line, name, want, 0.001)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
