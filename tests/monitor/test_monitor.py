#!/usr/bin/env python3
# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The monitor in a real terminal (tmux), watching a sender of the contract.

    test_monitor.py HOTCOLD
"""

import os
import re
import socket
import subprocess
import sys
import time
import unittest

from fake_analyzer import EXAMPLES, FakeAnalyzer

PROGRAM = sys.argv[1] if len(sys.argv) > 1 else "hotcold"
PATIENCE = 20.0

# All settings of the terminal, short enough for one row
SETTINGS = "stty -g | cksum | cut -d ' ' -f 1"


class Terminal:
    """A tmux server of our own with one pane that runs a shell."""

    def __init__(self, columns, rows, locale="C.UTF-8"):
        self.name = f"hotcold-{os.getpid()}-{time.monotonic_ns()}"
        environment = dict(os.environ, LC_ALL=locale, PS1="$ ")
        environment.pop("TMUX", None)
        environment.pop("NO_COLOR", None)
        subprocess.run(
            ["tmux", "-L", self.name, "-f", "/dev/null", "new-session", "-d",
             "-x", str(columns), "-y", str(rows), "sh"],
            check=True, env=environment, timeout=PATIENCE)

    def tmux(self, *words):
        return subprocess.run(
            ["tmux", "-L", self.name, *words], check=True, timeout=PATIENCE,
            capture_output=True, encoding="utf-8").stdout

    def close(self):
        subprocess.run(["tmux", "-L", self.name, "kill-server"], check=False,
                       timeout=PATIENCE, capture_output=True)

    def type(self, text):
        self.tmux("send-keys", "-l", text)
        self.tmux("send-keys", "Enter")

    def key(self, *names):
        self.tmux("send-keys", *names)

    def screen(self, *options):
        return self.tmux("capture-pane", "-p", *options)

    def flag(self, name):
        return self.tmux("display-message", "-p", f"#{{{name}}}").strip()

    def resize(self, columns, rows):
        self.tmux("resize-window", "-x", str(columns), "-y", str(rows))


def assert_unsubscribed(case, analyzer):
    end = time.monotonic() + PATIENCE
    while "/hotcold/unsubscribe" not in analyzer.asked:
        case.assertLess(time.monotonic(), end, "not unsubscribed")
        time.sleep(0.02)


class Monitor(unittest.TestCase):

    def watch(self, columns, rows, lines=None, locale="C.UTF-8"):
        self.analyzer = FakeAnalyzer(EXAMPLES if lines is None else lines)
        self.addCleanup(self.analyzer.close)
        self.analyzer.start()
        self.terminal = Terminal(columns, rows, locale)
        self.addCleanup(self.terminal.close)
        self.terminal.type("stty -g >/dev/null; echo ready")
        self.until("^(?!.*echo).*ready$")
        self.terminal.type(f"clear; echo \"before=$({SETTINGS})\"")
        self.settings = self.until(r"^before=(\S+)").group(1)
        self.terminal.type(
            f"'{PROGRAM}' monitor 127.0.0.1:{self.analyzer.port}; "
            f"echo status=$?; echo \"after=$({SETTINGS})\"")

    def until(self, pattern, *options):
        """The screen once it matches `pattern`."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            screen = self.terminal.screen(*options)
            match = re.search(pattern, screen, re.MULTILINE)
            if match:
                return match
            time.sleep(0.05)
        self.fail(f"no {pattern!r} in:\n{screen}")

    def assert_restored(self):
        self.until("^status=0$")
        after = self.until(r"^after=(\S+)").group(1)
        self.assertEqual(after, self.settings)
        self.assertEqual(self.terminal.flag("alternate_on"), "0")
        self.assertEqual(self.terminal.flag("cursor_flag"), "1")
        assert_unsubscribed(self, self.analyzer)

    def process(self):
        shell = self.terminal.flag("pane_pid")
        children = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", shell], check=True,
            capture_output=True, text=True).stdout.split()
        self.assertEqual(len(children), 1)
        return int(children[0])

    def test_lines_have_bars_and_verdicts(self):
        self.watch(80, 24, EXAMPLES[:3])
        self.until("^ hotcold 0.1.0 .* 3 lines .*live$")
        self.until("load 12.5 %  lost 0 frames  audio 5 ms old")
        self.until(r"^> 1 main +balanced 99 % +ok +\d\.\d s$")
        self.until("^    dBFS +rms +peak +-80 +-60 +-40 +-20 +0$")
        self.until(r"^    hot +-23.0   -11.0  █+.? +│$")
        self.until(r"^    cold +-∞      -∞$")
        self.until(r"^    diff +-16.0    -4.0  █+.? +│$")
        self.until("^    balance 52.0 dB  rejection ≥ 63.2 dB  hum-on-common  "
                   "correlation -0.999$")
        self.until("^    balance 6.0 dB  rejection ≥ 63.2 dB  "
                   "correlation 0.000")
        self.until("^ q quit")

    def test_colours_tell_verdicts_apart(self):
        self.watch(80, 24, EXAMPLES[:3])
        self.until("\033\\[1m\033\\[32mbalanced 99 %", "-e")
        self.until("\033\\[1m\033\\[33msingle-ended 97 %", "-e")
        self.until("\033\\[1m\033\\[31mstereo 91 %", "-e")

    def test_ascii_where_the_locale_is(self):
        self.watch(80, 24, EXAMPLES[:1], "C")
        self.until(r"^    hot +-23.0   -11.0  #+ +\|$")
        self.assertTrue(self.terminal.screen().isascii())

    def test_details(self):
        self.watch(80, 24)
        self.until("> 1 main")
        self.terminal.key("Enter")
        self.until("Truly balanced.")
        self.until("^    · Balance is 52.0 dB")
        self.until("^    · Rejection is at least 63.2 dB.$")
        self.until("hum-on-common")
        self.until("The line rejects this hum")
        self.until("Balance by third octaves")
        self.until("more below$")
        self.terminal.key("NPage")
        self.until(" 40   █ █ █ █ █")
        self.until("↑ at least  ░ 95 % interval")
        self.until("^ +k +Hz +common  -140 +-70 +0 +diff  -140 +-70 +0$")
        self.until(r"^ +1 +50.02 +-63.2  █+.? +-118.0  █+.?$")
        self.until(r"^ +2 +100.04 +-65.2  █+.? +-$")
        self.terminal.key("Down", "Down", "Down", "Down")
        self.until("^    and 8 weaker$")
        self.terminal.key("End")
        self.until(r"balance +52.00 dB +51.90 \.\. 52.10")
        self.until(r"rejection +≥ 63.20 dB +other sound or the inputs set the limit")
        self.until(r"usb.diff +- +no USB noise found")
        self.until(r"hum.frequency +50.020 Hz +50.019 \.\. 50.021")
        self.until("end$")
        self.terminal.key("q")
        self.until("> 1 main")
        self.terminal.key("Right")
        self.until("Truly balanced")
        self.terminal.key("Escape")
        self.until("> 1 main")
        self.terminal.key("q")
        self.assert_restored()

    def test_many_lines_scroll(self):
        self.watch(80, 24, EXAMPLES * 16)
        self.until("lines 1-7 of 64$")
        self.terminal.key("Down")
        self.until("^> 2 synth left")
        self.terminal.key("NPage")
        self.until("^> 9 main")
        self.terminal.key("End")
        self.until("^>64 spare")
        self.until("lines 58-64 of 64$")
        self.terminal.key("PPage")
        self.until("^>57 main")
        self.terminal.key("Home")
        self.until("lines 1-7 of 64$")

    def test_any_size_will_do(self):
        self.watch(80, 24)
        self.until("> 1 main")
        for columns, rows in ((40, 12), (20, 5), (200, 50), (8, 2), (1, 1),
                              (300, 4), (80, 24)):
            self.terminal.resize(columns, rows)
            time.sleep(0.3)
            self.terminal.key("Enter")
            time.sleep(0.2)
            self.terminal.key("Left")
            time.sleep(0.1)
        self.until("^> 1 main +balanced 99 % +ok")
        self.until("^ q quit")
        self.terminal.resize(40, 12)
        self.until("^> 1 main +ok +")
        self.until("^    balanced 99 %")
        self.until("^    common +-63.5  █+.? +│?$")
        self.terminal.resize(20, 5)
        self.until("^> 1 main$")
        self.terminal.resize(200, 50)
        self.until("^  4 spare +unknown +silent")
        self.terminal.key("q")
        self.terminal.resize(200, 50)
        self.until("^status=0$")

    def test_old_values_do_not_look_alive(self):
        self.watch(80, 24)
        self.until("^    hot? .*-23.0.*█|█.*-23.0")
        self.analyzer.playing = False
        self.until(r"^> 1 main +balanced 99 % +stalled +[2-9]\.\d s$")
        self.assertNotIn("█", self.terminal.screen())
        self.analyzer.playing = True
        self.until("^    hot? .*-23.0.*█|█.*-23.0")

        self.analyzer.alive = False
        self.until(r"NO ANSWER$")
        self.until(r"^ no answer for [\d.]+ s, still trying")
        self.until("^> 1 main +balanced 99 % +no answer")
        self.assertNotIn("█", self.terminal.screen())

        self.analyzer.forget()
        self.analyzer.alive = True
        self.until("^> 1 main +balanced 99 % +ok")
        self.until("^    hot? .*-23.0.*█|█.*-23.0")

    def test_a_restart_is_survived(self):
        self.watch(80, 24)
        self.until("^    hot? .*-23.0.*█|█.*-23.0")
        while self.analyzer.sequence < 3:
            time.sleep(0.05)
        self.analyzer.lines = EXAMPLES[1:]
        self.analyzer.forget()
        self.until("^> 1 synth left +single-ended 97 % +ok")
        self.until(" 3 lines ")

    def test_it_waits_for_an_analyzer(self):
        self.watch(80, 24)
        self.until("> 1 main")
        port = self.analyzer.port
        self.terminal.key("q")
        self.assert_restored()
        self.analyzer.close()
        self.terminal.type(f"clear; '{PROGRAM}' monitor 127.0.0.1:{port}")
        self.until(f"^ no answer from 127.0.0.1:{port}, still trying")
        self.until("waiting$")
        self.analyzer = FakeAnalyzer(EXAMPLES, port)
        self.addCleanup(self.analyzer.close)
        self.analyzer.start()
        self.until("> 1 main")

    def test_signals_leave_the_terminal_as_it_was(self):
        for number in (15, 2, 1):
            with self.subTest(signal=number):
                self.watch(80, 24)
                self.until("> 1 main")
                os.kill(self.process(), number)
                self.assert_restored()

    def test_it_ends_by_itself(self):
        self.watch(80, 24)
        self.until("> 1 main")
        self.terminal.key("q")
        self.assert_restored()
        self.terminal.type(
            f"clear; '{PROGRAM}' monitor --seconds 2 "
            f"127.0.0.1:{self.analyzer.port}; echo ended=$?")
        self.until("> 1 main")
        self.until("^ended=0$")


class Plain(unittest.TestCase):

    def run_monitor(self, *words):
        return subprocess.run(
            [PROGRAM, "monitor", *words], capture_output=True, text=True,
            stdin=subprocess.DEVNULL, timeout=3 * PATIENCE, check=False)

    def test_rows_for_pipes(self):
        analyzer = FakeAnalyzer(EXAMPLES)
        analyzer.start()
        self.addCleanup(analyzer.close)
        result = self.run_monitor("--seconds", "3.5",
                                  f"127.0.0.1:{analyzer.port}")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        rows = result.stdout.splitlines()
        self.assertIn(" 2 synth_left         event single-ended: Cold carries "
                      "no programme and none of the pick-up.", rows)
        mains = [r for r in rows if r.startswith(" 1 main               ok  ")]
        self.assertGreaterEqual(len(mains), 2)
        for row in mains:
            self.assertRegex(
                row, r"balanced +99  -23.0  -23.2  -17.1  -63.5    52.0 "
                r">=63.2 \d\.\d$")
        assert_unsubscribed(self, analyzer)

    def test_nobody_there(self):
        unused = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.addCleanup(unused.close)
        unused.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{unused.getsockname()[1]}"
        result = self.run_monitor("--seconds", "1.5", address)
        self.assertEqual((result.returncode, result.stdout), (3, ""))
        self.assertIn(f"no answer from {address}, still trying", result.stderr)

    def test_addresses_that_are_none(self):
        for words, status in (
                (["studio"], 2), (["127.0.0.1:0"], 2), (["127.0.0.1:99999"], 2),
                ([":7770"], 2), (["0.0.0.0:7770"], 2), (["::1:7770"], 2),
                (["127.0.0.1:7770", "more"], 2), (["--colour"], 2),
                (["--seconds", "soon"], 2), (["nowhere.invalid:7770"], 3)):
            with self.subTest(words=words):
                result = self.run_monitor(*words)
                self.assertEqual(result.returncode, status, result.stderr)
                self.assertEqual(result.stdout, "")
                self.assertRegex(result.stderr, r"\Ahotcold: .+\n\Z")


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"] + sys.argv[2:])
