# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The analyzer on jackd: readings, states, life and death of the server."""

import signal
import time
import unittest

from bench import HOTCOLD, MODEL_LINE, Bench, eventually, parse_json

MAIN = "/hotcold/line/1"


class Readings(unittest.TestCase):
    def test_ts_in_trs_loses_6_db_and_the_cold_leg(self):
        def level(bench):
            result = bench.hotcold("measure", "--json", "--seconds", 4, *MODEL_LINE)
            return parse_json(result)["lines"][0]["readings"]["diff.rms"]["value"]

        with Bench("ts") as bench:
            bench.jackd()
            _, dump = bench.analyzer(*MODEL_LINE)
            whole = bench.line("balanced")
            dump.number(f"{MAIN}/cold/rms", lambda db: db > -60)
            balanced = level(bench)
            whole.kill()
            bench.line("ts-in-trs")
            dump.number(f"{MAIN}/hot/rms", lambda db: db > -60)
            dump.number(f"{MAIN}/cold/rms", lambda db: db < -80)
            # The model's own cable and load take 0.03 dB; pink noise moves
            self.assertAlmostEqual(balanced - level(bench), 6.02, delta=1.0)

    def test_every_period(self):
        for period in (16, 64, 1000, 1024, 8192):
            with self.subTest(period), Bench(f"p{period}") as bench:
                bench.jackd(period)
                bench.line("dual-mono")
                result = bench.hotcold(
                    "measure", "--json", "--seconds", 1, *MODEL_LINE
                )
                line = parse_json(result)["lines"][0]
                readings = line["readings"]
                self.assertEqual(result.returncode, 0, result.stderr)
                self.assertGreater(readings["correlation"]["value"], 0.99)
                self.assertTrue(readings["hot.rms"]["valid"])

    def test_period_changes_under_way(self):
        with Bench("bufsize") as bench:
            bench.jackd(256)
            bench.line("dual-mono")
            _, dump = bench.analyzer(*MODEL_LINE)
            dump.next(f"{MAIN}/correlation", lambda args: float(args[0]) > 0.99)
            for period in (64, 2048, 100):
                bench.call("jack_bufsize", period)
                for _ in range(3):
                    value = dump.number(f"{MAIN}/correlation")
                    self.assertGreater(value, 0.99)


class States(unittest.TestCase):
    def test_connections_are_told_apart(self):
        with Bench("states") as bench:
            bench.jackd()
            _, dump = bench.analyzer(*MODEL_LINE)
            dump.next(f"{MAIN}/state", lambda args: "disconnected" in args[0])
            line = bench.line("balanced")
            dump.next(
                f"{MAIN}/state",
                lambda args: "ok" in args[0] or "settling" in args[0],
            )
            bench.call(
                "jack_connect", "system:capture_1", "hotcold:main_hot"
            )
            dump.next(f"{MAIN}/state", lambda args: "many" in args[0])
            bench.call(
                "jack_disconnect", "system:capture_1", "hotcold:main_hot"
            )
            bench.call(
                "jack_disconnect", "hotcold-line:cold", "hotcold:main_cold"
            )
            dump.next(f"{MAIN}/state", lambda args: "one-leg" in args[0])
            line.kill()
            dump.next(f"{MAIN}/state", lambda args: "disconnected" in args[0])

    def test_silence_is_silent(self):
        with Bench("silent") as bench:
            bench.jackd()
            _, dump = bench.analyzer()
            dump.next(f"{MAIN}/state", lambda args: "silent" in args[0])
            self.assertIn("hotcold:main_hot", bench.ports())


class Life(unittest.TestCase):
    def test_waits_for_a_server_and_for_ports(self):
        with Bench("wait") as bench:
            program, dump = bench.analyzer(*MODEL_LINE)
            dump.next(f"{MAIN}/state", lambda args: "stalled" in args[0])
            bench.jackd()
            dump.next(f"{MAIN}/state", lambda args: "disconnected" in args[0])
            bench.line("balanced")
            dump.number(f"{MAIN}/diff/rms", lambda db: db > -60)
            self.assertTrue(program.alive())

    def test_survives_the_server(self):
        for number in (signal.SIGTERM, signal.SIGKILL):
            with self.subTest(number), Bench(f"kill{int(number)}") as bench:
                server = bench.jackd()
                bench.line("balanced")
                program, dump = bench.analyzer(*MODEL_LINE)
                dump.number(f"{MAIN}/diff/rms", lambda db: db > -60)

                server.kill(number)
                dump.next(f"{MAIN}/state", lambda args: "stalled" in args[0])
                silent = dump.count(f"{MAIN}/diff/rms")
                dump.next("/hotcold/heartbeat")
                self.assertEqual(dump.count(f"{MAIN}/diff/rms"), silent)

                begin = time.monotonic()
                bench.jackd()
                dump.number(f"{MAIN}/diff/rms", lambda db: db > -60)
                print(f"back after {time.monotonic() - begin:.2f} s")
                self.assertTrue(program.alive())
                self.assertEqual(program.kill(), 0)

    def test_ends_when_asked(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(number), Bench("end") as bench:
                bench.jackd()
                program, dump = bench.analyzer()
                dump.next("/hotcold/heartbeat")
                self.assertEqual(program.kill(number), 0)


class ManyLines(unittest.TestCase):
    """jackd 1.9.21 waits for ever for a closing client that leaves 35 named
    ports or more behind, and so does everybody else."""

    @staticmethod
    def lines(number):
        for i in range(number):
            yield "--line"
            yield f"l{i}=system:capture_1,system:capture_2"

    def check_end(self, bench, program):
        self.assertEqual(program.kill(), 0)
        left = bench.ports()
        self.assertIn("system:capture_1", left)
        self.assertFalse([port for port in left if port.startswith("hotcold")])

    def test_end_leaves_the_server_alive(self):
        for number in (17, 64, 256):
            with self.subTest(number), Bench(f"lines{number}") as bench:
                bench.jackd(ports=1024)
                program, dump = bench.analyzer(*self.lines(number))
                dump.next(
                    f"/hotcold/line/{number}/state",
                    lambda args: "silent" in args[0],
                )
                self.check_end(bench, program)

    def test_end_while_connecting(self):
        with Bench("lines-early") as bench:
            bench.jackd(ports=1024)
            program, _ = bench.analyzer(*self.lines(256))
            bench.wait_for_port("hotcold:l0_hot")
            self.check_end(bench, program)


class Take(unittest.TestCase):
    def test_several_lines_and_a_regular_expression(self):
        with Bench("take") as bench:
            bench.jackd()
            bench.line("stereo")
            result = bench.hotcold(
                *["measure", "--json", "--seconds", "0.5"],
                *["--line", "a=line:hot$,.*line:co.d"],
                *["--line", "b=system:capture_1,system:capture_2"],
            )
            lines = parse_json(result)["lines"]
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertEqual([line["name"] for line in lines], ["a", "b"])
            self.assertGreater(lines[0]["readings"]["hot.rms"]["value"], -60)
            self.assertEqual(lines[1]["readings"]["hot.rms"]["value"], -200)

    def test_bad_input(self):
        cases = [
            (["--line", "a=nosuch,system:capture_1"], 3, "nosuch"),
            (["--line", "a=capture,system:capture_1"], 2, "several"),
            (["--line", "a=(,system:capture_1"], 2, "regular expression"),
            ([], 3, "no signal"),
        ]
        with Bench("bad") as bench:
            bench.jackd()
            for options, status, word in cases:
                with self.subTest(options):
                    result = bench.hotcold("measure", "--seconds", "0.3", *options)
                    self.assertEqual(result.returncode, status)
                    self.assertIn(word, result.stderr)
                    self.assertEqual(len(result.stderr.splitlines()), 1)

    def test_a_reference_is_said_not_to_be_used(self):
        sentence = "hotcold: line main: this version does not use the reference"
        line = "--line", MODEL_LINE[1] + ",system:capture_1"
        with Bench("reference") as bench:
            bench.jackd()
            bench.line("dual-mono")
            result = bench.hotcold("measure", "--seconds", 0.5, *line)
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertEqual(result.stderr.count(sentence), 1)
            program, _ = bench.analyzer(*line)
            eventually(lambda: sentence in program.output(), "the sentence")

    def test_no_server(self):
        with Bench("none") as bench:
            for command in ("measure", "ports"):
                result = bench.hotcold(command)
                self.assertEqual(result.returncode, 3)
                self.assertEqual(len(result.stderr.splitlines()), 1)

    def test_server_dies_during_a_take(self):
        with Bench("dies") as bench:
            server = bench.jackd()
            take = bench.start(
                HOTCOLD, "measure", "--seconds", "600"
            )
            eventually(
                lambda: "hotcold:main_hot" in bench.ports(), "the client"
            )
            server.kill(signal.SIGKILL)
            self.assertEqual(take.process.wait(timeout=20), 3)


class Ports(unittest.TestCase):
    def test_physical_ports_come_first(self):
        with Bench("ports") as bench:
            bench.jackd(channels=4)
            bench.line("balanced")
            result = bench.hotcold("ports")
            self.assertEqual(result.returncode, 0)
            self.assertEqual(
                result.stdout.split(),
                [f"system:capture_{i}" for i in (1, 2, 3, 4)]
                + ["hotcold-line:hot", "hotcold-line:cold"],
            )


if __name__ == "__main__":
    unittest.main(verbosity=2)
