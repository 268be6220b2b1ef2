#!/usr/bin/env python3
# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs the program and checks its exit statuses and error lines.

    test_cli.py HOTCOLD
"""

import array
import json
import math
import os
import subprocess
import sys
import tempfile
import unittest
import wave

HOTCOLD = sys.argv[1]
NO_SERVER = ["--jack-server", f"hc-none-{os.getpid()}"]


class Cli(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="hotcold cli ")
        cls.environment = dict(os.environ, JACK_NO_START_SERVER="1",
                               XDG_CONFIG_HOME=cls.folder.name,
                               XDG_CONFIG_DIRS=cls.folder.name)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def run_it(self, *words):
        return subprocess.run([HOTCOLD, *words], env=self.environment,
                              capture_output=True, text=True, timeout=30,
                              stdin=subprocess.DEVNULL, check=False)

    def write(self, name, text):
        path = os.path.join(self.folder.name, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def write_take(self, name, channels=2, seconds=3.0):
        """Write a tone at half of full scale, with equal and opposite legs."""
        path = os.path.join(self.folder.name, name)
        samples = array.array("h")
        for i in range(int(48000 * seconds)):
            value = round(16384 * math.sin(2 * math.pi * 997 * i / 48000))
            samples.extend([value, -value][:channels])
        with wave.open(path, "wb") as file:
            file.setnchannels(channels)
            file.setsampwidth(2)
            file.setframerate(48000)
            file.writeframes(samples.tobytes())
        return path

    def assert_error(self, words, status, *texts):
        """Expect one line on stderr with all `texts`, and nothing on stdout."""
        result = self.run_it(*words)
        where = f"{words}: {result.stderr}"
        self.assertEqual(result.returncode, status, where)
        self.assertEqual(result.stdout, "", where)
        self.assertEqual(result.stderr.count("\n"), 1, where)
        for text in texts:
            self.assertIn(text, result.stderr, where)

    def commands(self):
        lines = self.run_it("--help").stdout.split("Commands:\n")[1]
        return [line.split()[0] for line in lines.split("\n\n")[0].split("\n")]

    def test_nothing_said(self):
        self.assert_error([], 2, "no command, expected one that")

    def test_help(self):
        self.assertEqual(self.run_it("--help").stdout,
                         self.run_it("help").stdout)
        commands = [name for name in self.commands() if name != "help"]
        self.assertIn("analyze", commands)
        for name in commands:
            result = self.run_it("help", name)
            self.assertEqual(result.returncode, 0)
            self.assertIn(f"Usage: hotcold {name}", result.stdout)
            for word in ("--help", "-h"):
                again = self.run_it(name, word)
                self.assertEqual(again.returncode, 0)
                self.assertEqual(again.stdout, result.stdout)

    def test_version(self):
        result = self.run_it("--version")
        self.assertEqual(result.returncode, 0)
        self.assertRegex(result.stdout, r"^hotcold \d+\.\d+\.\d+\n$")

    def test_unknown_commands(self):
        self.assert_error(["mesure"], 2, "`mesure`", "did you mean `measure`")
        self.assert_error(["--json"], 2, "`--json`")
        self.assert_error(["help", "mesure"], 2, "`mesure`")
        self.assert_error([""], 2, "``")

    def test_unknown_options(self):
        for name in self.commands():
            if name != "help":
                self.assert_error([name, "--nonsense"], 2, "`--nonsense`",
                                  f"hotcold {name}")

    def test_wrong_values(self):
        self.assert_error(["measure", "--seconds", "soon"], 2,
                          "--seconds `soon`, expected a number from 0.1")
        self.assert_error(["measure", "--line", "a=b"], 2,
                          "--line `a=b`, expected NAME=HOT,COLD[,REF]")
        self.assert_error(["measure", "--seconds"], 2, "`--seconds`",
                          "expected SECONDS")
        self.assert_error(["analyze"], 2, "expected FILE")
        self.assert_error(["analyze", "x.wav", "--channels", "1"], 2,
                          "--channels `1`")
        self.assert_error(["ports", "x"], 2, "`x`, expected only options")

    def test_wrong_configurations(self):
        path = self.write("wrong.conf", "[osc]\nrate = 5\n\nrat = 6\n")
        takers = {"run", "measure"} & set(self.commands())
        self.assertIn("measure", takers)
        for name in takers:
            self.assert_error([name, "-c", path], 2, f"{path}:4: `rat`",
                              "did you mean `rate`")
            self.assert_error([name, "-c", path + "x"], 2, path + "x: No such")

    def test_wrong_patterns_of_a_configuration(self):
        path = self.write("ports.conf", "[line a]\nhot = in_1\ncold = in_[\n")
        self.assert_error(["measure", "-c", path], 2, f"{path}:3: cold `in_[`")

    def test_configuration_is_found(self):
        os.makedirs(os.path.join(self.folder.name, "hotcold"), exist_ok=True)
        path = self.write("hotcold/hotcold.conf", "[osx]\n")
        try:
            self.assert_error(["measure"], 2, f"{path}:1: section `[osx]`")
        finally:
            os.unlink(path)

    def test_no_server(self):
        self.assert_error(["measure", *NO_SERVER], 3)
        self.assert_error(["ports", *NO_SERVER], 3)

    def test_recordings_that_cannot_be_read(self):
        self.assert_error(["analyze", "/nowhere/x.wav"], 3,
                          "/nowhere/x.wav: No such file or directory, expected")
        text = self.write("text.wav", "no recording")
        self.assert_error(["analyze", text], 3, f"{text}: ", ", expected")
        mono = self.write_take("mono.wav", channels=1)
        self.assert_error(["analyze", mono], 3, mono)
        empty = self.write_take("empty.wav", seconds=0)
        self.assert_error(["analyze", empty], 3, empty, ", expected")
        self.assert_error(["analyze", self.folder.name], 3, ", expected")

    def test_more_lines_than_there_may_be(self):
        lines = [word for i in range(257)
                 for word in ("--line", f"l{i}=a:x,a:y")]
        for name in {"run", "measure"} & set(self.commands()):
            self.assert_error([name, *lines], 2, "`l256`",
                              "expected at most 256 lines")

    def printing_commands(self):
        """Commands that print, and their exit status."""
        take = self.write_take("printed.wav")
        limits = self.write("strict.conf", "limit = diff.rms max -60\n")
        return [
            (["--help"], 0), (["--version"], 0), (["help", "run"], 0),
            (["measure", "--help"], 0), (["simulate", "--list"], 0),
            (["analyze", take], 0), (["analyze", take, "--json"], 0),
            (["analyze", take, "--limits", limits], 1),
            (["analyze", take, "--limits", limits, "--json"], 1)]

    def run_into(self, output, words):
        return subprocess.run([HOTCOLD, *words], env=self.environment,
                              stdout=output, stderr=subprocess.PIPE, text=True,
                              stdin=subprocess.DEVNULL, timeout=30,
                              check=False)

    def test_a_pipe_that_nobody_reads_is_no_error(self):
        reader, writer = os.pipe()
        os.close(reader)
        for words, status in self.printing_commands():
            result = self.run_into(writer, words)
            self.assertEqual((result.returncode, result.stderr), (status, ""),
                             words)
        os.close(writer)

    def test_a_full_disk_is_an_error(self):
        with open("/dev/full", "w", encoding="ascii") as full:
            for words, _ in self.printing_commands():
                result = self.run_into(full, words)
                self.assertEqual(result.returncode, 3, words)
                self.assertEqual(result.stderr.count("\n"), 1, words)
                self.assertIn("No space left on device", result.stderr)

    def test_a_closed_output_is_an_error(self):
        for words, _ in self.printing_commands():
            result = subprocess.run(
                ["sh", "-c", '"$@" >&-', "sh", HOTCOLD, *words],
                env=self.environment, capture_output=True, text=True,
                stdin=subprocess.DEVNULL, timeout=30, check=False)
            self.assertEqual(result.returncode, 3, words)
            self.assertIn("Bad file descriptor", result.stderr, words)

    def test_limits(self):
        take = self.write_take("take.wav")
        for limit, status in (("diff.rms min -1", 0), ("diff.rms max -1", 1),
                              ("hot.peak min -6.1", 0),
                              ("hot.peak min -5.9", 1)):
            path = self.write("limits.conf", f"limit = {limit}\n")
            for words in ((), ("--json",)):
                result = self.run_it("analyze", take, "--limits", path, *words)
                self.assertEqual(result.returncode, status, limit)
                self.assertEqual(result.stderr, "")
            self.assertEqual(json.loads(result.stdout)["pass"], not status)

    def test_a_reference_is_said_not_to_be_used(self):
        take = self.write_take("take.wav")
        plain = self.run_it("analyze", take, "--channels", "1,2", "--json")
        self.assertEqual(plain.stderr, "")
        with_it = self.run_it("analyze", take, "--channels", "1,2,1", "--json")
        self.assertEqual(with_it.returncode, 0)
        self.assertEqual(with_it.stdout, plain.stdout)
        self.assertEqual(with_it.stderr, "hotcold: line take: this version "
                         "does not use the reference yet\n")

    def test_wrong_limits(self):
        take = self.write_take("take.wav")
        path = self.write("none.conf", "# nothing\n")
        self.assert_error(["analyze", take, "--limits", path], 2,
                          path, "no limit for line `take`")
        path = self.write("typo.conf", "\nlimit = balanse min 40\n")
        self.assert_error(["analyze", take, "--limits", path], 2,
                          f"{path}:2: limit `balanse`", "`balance`")

    def test_the_line_is_called_after_the_file(self):
        take = self.write_take("take 7.wav")
        for words, name in (((), "take 7"), (("--name", "left"), "left")):
            result = self.run_it("analyze", take, "--json", *words)
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertEqual(json.loads(result.stdout)["lines"][0]["name"],
                             name)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
