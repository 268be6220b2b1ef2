# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What takes and modelled lines make of a server that dies and comes back, or
that has no room, and `run` of an output that nobody reads."""

import json
import os
import signal
import subprocess
import unittest

from bench import HOTCOLD, MODEL_LINE, Bench, Dump, eventually, free_port

MAIN = "/hotcold/line/1"


def result_of(take):
    """The JSON object among the lines of a take, and the others."""
    lines = take.output().splitlines()
    objects = [line for line in lines if line.startswith("{")]
    assert len(objects) == 1, lines
    return json.loads(objects[0]), [x for x in lines if x not in objects]


class Measure(unittest.TestCase):
    def check_return(self, bench, server, start_again, rate):
        bench.line("dual-mono")
        take = bench.start(
            *[HOTCOLD, "measure", "--json", "--seconds", "4", *MODEL_LINE]
        )
        bench.wait_for_port("hotcold:main_cold")
        server.kill(signal.SIGKILL)
        eventually(lambda: "begins again" in take.output(), "the notice")
        start_again()
        self.assertEqual(take.process.wait(timeout=60), 0, take.output())

        result, notices = result_of(take)
        told = [line for line in notices if "begins again" in line]
        # A busy jackd may lose the client, too; at most 3 times, says the manual
        self.assertIn(len(told), (1, 2, 3), notices)
        self.assertEqual(result["sample_rate"], rate)
        # Whole blocks, and nothing of what came before
        self.assertAlmostEqual(result["seconds"], 4.0, delta=0.02)
        self.assertEqual(result["lines"][0]["state"], "ok")
        readings = result["lines"][0]["readings"]
        self.assertGreater(readings["correlation"]["value"], 0.99)

    def test_begins_again_on_jackd(self):
        with Bench("again") as bench:
            self.check_return(
                bench, bench.jackd(), lambda: bench.jackd(rate=44100), 44100
            )

    def test_begins_again_on_pipewire(self):
        with Bench("pwagain") as bench:
            self.check_return(bench, bench.pipewire(), bench.pipewire, 48000)

    def test_gives_up_without_a_server(self):
        with Bench("never") as bench:
            server = bench.jackd()
            take = bench.start(HOTCOLD, "measure", "--seconds", "600")
            bench.wait_for_port("hotcold:main_cold")
            server.kill(signal.SIGKILL)
            self.assertEqual(take.process.wait(timeout=20), 3)
            lines = take.output().splitlines()
            self.assertEqual(len(lines), 2, lines)
            self.assertIn("no JACK server came back within 10 s", lines[1])


class Simulate(unittest.TestCase):
    def test_comes_back(self):
        with Bench("line") as bench:
            server = bench.jackd()
            line = bench.line("balanced")
            server.kill(signal.SIGKILL)
            eventually(lambda: "gone" in line.output(), "the notice")
            bench.jackd(rate=96000)
            bench.wait_for_port("hotcold-line:cold")
            _, dump = bench.analyzer(*MODEL_LINE)
            dump.number(f"{MAIN}/diff/rms", lambda db: db > -60)
            self.assertTrue(line.alive())
            self.assertEqual(line.kill(), 0)


class Names(unittest.TestCase):
    def test_two_clients_keep_their_names(self):
        with Bench("names") as bench:
            server = bench.jackd()
            bench.line("balanced")
            second = bench.start(HOTCOLD, "simulate", "ts-in-trs")
            bench.wait_for_port("hotcold-line-01:cold")
            for times in (1, 2):
                server.kill(signal.SIGKILL)
                eventually(
                    lambda: second.output().count("is gone") == times,
                    "the notice",
                )
                server = bench.jackd()
                eventually(
                    lambda: second.output().count("hotcold-line-01 on") == times,
                    "the name that it had",
                )


class NoRoom(unittest.TestCase):
    LINES = [
        word
        for i in range(64)
        for word in ("--line", f"l{i}=system:capture_1,system:capture_2")
    ]

    def test_a_server_without_room_for_all_ports(self):
        with Bench("room") as bench:
            bench.jackd(ports=64)
            for command in ("measure", "run"):
                options = ["--listen", "127.0.0.1:0"] if command == "run" else []
                result = bench.hotcold(command, *options, *self.LINES)
                self.assertEqual(result.returncode, 2, command)
                self.assertEqual(len(result.stderr.splitlines()), 1)
                self.assertIn("room for 128 ports", result.stderr)
            self.assertIn("system:capture_1", bench.ports())

    def test_it_is_waited_for_once_it_ran(self):
        with Bench("room2") as bench:
            server = bench.jackd(ports=256)
            program, dump = bench.analyzer(*self.LINES)
            dump.next("/hotcold/line/64/state", lambda a: "silent" in a[0])
            server.kill()
            eventually(lambda: "gone" in program.output(), "the notice")
            server = bench.jackd(ports=64)
            eventually(lambda: "no room" in program.output(), "the notice")
            server.kill()
            bench.jackd(ports=256)
            dump.next("/hotcold/line/64/state", lambda a: "silent" in a[0])
            self.assertEqual(program.kill(), 0)


class Output(unittest.TestCase):
    def check_run(self, bench, output):
        """run works on, whatever became of its stdout."""
        port = free_port()
        dump = Dump(bench, port)
        program = subprocess.Popen(
            [HOTCOLD, "run", "--listen", f"127.0.0.1:{free_port()}",
             "--target", f"127.0.0.1:{port}", *MODEL_LINE],
            env=bench.env, stdin=subprocess.DEVNULL, stdout=output,
            stderr=subprocess.PIPE, text=True)
        try:
            server = bench.jackd()
            bench.line("balanced")
            dump.number(f"{MAIN}/diff/rms", lambda db: db > -60)
            server.kill()
            dump.next(f"{MAIN}/state", lambda args: "stalled" in args[0])
            bench.jackd()
            dump.number(f"{MAIN}/diff/rms", lambda db: db > -60)
        finally:
            program.terminate()
            _, errors = program.communicate(timeout=20)
        self.assertEqual((program.returncode, errors), (0, ""))

    def test_run_goes_on_when_nobody_reads(self):
        reader, writer = os.pipe()
        os.close(reader)
        try:
            with Bench("unread") as bench:
                self.check_run(bench, writer)
        finally:
            os.close(writer)

    def test_run_goes_on_when_the_disk_is_full(self):
        with open("/dev/full", "w", encoding="ascii") as full:
            with Bench("full") as bench:
                self.check_run(bench, full)

    def pipe(self, bench, *words):
        """Status and stderr of a command whose reader takes one line."""
        with subprocess.Popen(
            [HOTCOLD, *words], env=bench.env, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
            os.read(program.stdout.fileno(), 10)
            program.stdout.close()
            lines = program.stderr.read().decode().splitlines()
            # A busy machine is late, which has nothing to do with pipes
            late = ("frames were lost", "still trying")
            errors = [x for x in lines if not any(word in x for word in late)]
            return program.wait(timeout=60), errors

    def test_the_demo_ends_quietly(self):
        with Bench("demopipe") as bench:
            self.assertEqual(self.pipe(bench, "demo"), (0, []))

    def test_takes_and_lists_end_quietly(self):
        with Bench("takepipe") as bench:
            bench.jackd()
            bench.line("balanced")
            for words in (
                ["ports"],
                ["measure", "--seconds", "1", *MODEL_LINE],
                ["measure", "--seconds", "1", "--json", *MODEL_LINE],
            ):
                with self.subTest(words):
                    self.assertEqual(self.pipe(bench, *words), (0, []))


if __name__ == "__main__":
    unittest.main(verbosity=2)
