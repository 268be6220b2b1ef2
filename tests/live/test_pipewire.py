# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The same binary on PipeWire: readings, a live change of rate, its end."""

import unittest

from bench import MODEL_LINE, Bench

MAIN = "/hotcold/line/1"


class PipeWire(unittest.TestCase):
    def test_readings_rate_and_return(self):
        with Bench("pw") as bench:
            server = bench.pipewire()
            bench.line("balanced")
            program, dump = bench.analyzer(*MODEL_LINE)
            dump.number(f"{MAIN}/diff/rms", lambda db: db > -60)

            for rate in (44100, 96000, 48000):
                bench.call(
                    *["pw-metadata", "-n", "settings", "0"],
                    *["clock.force-rate", rate],
                )
                # The modelled line is silent while it takes up the new rate
                dump.number(f"{MAIN}/diff/rms", lambda db: db > -60)
                dump.number(f"{MAIN}/correlation", lambda r: r < -0.95)

            server.kill()
            dump.next(f"{MAIN}/state", lambda args: "stalled" in args[0])
            bench.pipewire()
            dump.number(f"{MAIN}/diff/rms", lambda db: db > -60)
            self.assertTrue(program.alive())
            self.assertEqual(program.kill(), 0)

    def test_period_changes_under_way(self):
        with Bench("pwq") as bench:
            bench.pipewire()
            bench.line("dual-mono")
            _, dump = bench.analyzer(*MODEL_LINE)
            dump.next(f"{MAIN}/correlation", lambda args: float(args[0]) > 0.99)
            for quantum in (64, 1024, 8192, 16):
                bench.call(
                    *["pw-metadata", "-n", "settings", "0"],
                    *["clock.force-quantum", quantum],
                )
                for _ in range(3):
                    value = dump.number(f"{MAIN}/correlation")
                    self.assertGreater(value, 0.99)

    def test_measure(self):
        with Bench("pwm") as bench:
            bench.pipewire()
            bench.line("ts-in-trs")
            result = bench.hotcold("measure", "--seconds", 1, *MODEL_LINE)
            self.assertEqual(result.returncode, 0, result.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
