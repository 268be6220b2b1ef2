# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Known readings through receivers that nobody here wrote.

liblo's oscdump as a configured target, and the npm package osc (fetched as
peer/package-lock.json has it) as a subscriber. tests/live/osc_station.c plays
the analyzer; the values expected here are those it says it plays.
"""

import contextlib
import json
import math
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import unittest

from bench import PATIENCE, eventually, free_port

PEER = pathlib.Path(__file__).parent / "peer"
STATION = os.environ["OSC_STATION"]
LINE = "/hotcold/line/1/"

FAST = {
    "hot/rms": -20.37,
    "cold/rms": -21.5,
    "diff/rms": -14.11,
    "common/rms": -60.25,
    "hot/peak": 20 * math.log10(0.5),
    "cold/peak": 20 * math.log10(0.25),
    "diff/peak": 20 * math.log10(0.75),
    "common/peak": -60.0,
    "correlation": -0.75,
}

# In the order of the schema, the first one is its number 9
SLOW = (
    "balance coherence leg/ratio leg/phase leg/delay pickup/common rejection "
    "hum/frequency hum/common hum/diff usb/common usb/diff noise/band noise/a "
    "noise/468 polarity ref/gain ref/delay"
).split()


def expected():
    """Address below the line -> type and value, of all readings."""
    table = {name: ("f", value) for name, value in FAST.items()}
    for number, name in enumerate(SLOW, len(FAST)):
        value = 10.125 + number
        table[name] = ("f", value)
        if name != "polarity":
            table[name + "/low"] = ("f", value - 0.5)
            table[name + "/high"] = ("f", value + 0.5)
            table[name + "/valid"] = ("i", 1)
            table[name + "/at_least"] = ("i", 1)
    return table


OTHERS = {
    "name": ("s", ["main"]),
    "state": ("s", ["ok"]),
    "verdict": ("sf", ["balanced", 0.875]),
    "event": ("sis", ["hum-on-common", 1, "50 Hz at -60 dBFS"]),
    "bands/balance": ("f" * 31, [40.5 + band for band in range(31)]),
    "bands/balance/low": ("f" * 31, [40.0 + band for band in range(31)]),
    "bands/balance/high": ("f" * 31, [41.0 + band for band in range(31)]),
    "reasons": ("s", ["balance 52.0 dB"]),
    "mains": ("f" * 6, [50.0, -61.5, -118.0, 150.0, -70.5, -120.25]),
}


@contextlib.contextmanager
def station(lines, rate, bundle, *targets):
    """A running osc_station; its port."""
    argv = [STATION, str(lines), str(rate), str(bundle), *targets]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield int(process.stdout.readline())
        finally:
            process.terminate()


def parse_dump(text):
    """Last arguments of every address in oscdump's words, as text."""
    seen = {}
    for line in text.splitlines()[:-1]:
        _time, address, rest = line.split(" ", 2)
        types, _, arguments = rest.partition(" ")
        seen[address] = (types, arguments)
    return seen


def listens(port, log):
    """True once oscdump shows that it hears; names are sent only once."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.sendto(b"/probe\0\0,\0\0\0", ("127.0.0.1", port))
    return "/probe" in log.read_text()


class Oscdump(unittest.TestCase):
    def check(self, bundle):
        port = free_port()
        with tempfile.NamedTemporaryFile("r") as log:
            dump = subprocess.Popen(
                ["oscdump", "-L", str(port)], stdout=log, stderr=log
            )
            path = pathlib.Path(log.name)
            try:
                eventually(lambda: listens(port, path), "oscdump")
                with station(1, 20, bundle, f"127.0.0.1:{port}"):
                    self.read(path)
            finally:
                dump.terminate()
                dump.wait()

    def read(self, log):
        table = expected()

        def complete():
            seen = parse_dump(log.read_text())
            names = set(table) | set(OTHERS)
            return all(LINE + name in seen for name in names) and seen

        seen = eventually(complete, "all addresses")
        for name, (kind, value) in table.items():
            types, arguments = seen[LINE + name]
            self.assertEqual(types, kind, name)
            self.assertAlmostEqual(float(arguments), value, delta=0.01)
        self.assertEqual(seen["/hotcold/heartbeat"][0], "iiif")
        self.assertEqual(seen[LINE + "state"], ("s", '"ok"'))
        self.assertIn('"main"', seen[LINE + "name"][1])
        self.assertTrue(seen[LINE + "verdict"][1].startswith('"balanced" 0.87'))
        for name in ("bands/balance", "bands/balance/low",
                     "bands/balance/high", "mains"):
            numbers = [float(text) for text in seen[LINE + name][1].split()]
            self.assertEqual(numbers, OTHERS[name][1], name)

    def test_bundles(self):
        self.check(1)

    def test_plain_messages(self):
        self.check(0)


class NpmOsc(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        for name in ("package.json", "package-lock.json", "receive.js"):
            shutil.copy(PEER / name, cls.folder.name)
        subprocess.run(
            "npm ci --omit=optional --ignore-scripts --no-audit --no-fund "
            "--prefer-offline --loglevel=error".split(),
            cwd=cls.folder.name,
            check=True,
            timeout=120,
            stdout=subprocess.DEVNULL,
        )

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def receive(self, bundle, lines):
        addresses = [
            f"/hotcold/line/{line}/{name}"
            for line in range(1, lines + 1)
            for name in [*expected(), *OTHERS]
        ]
        addresses += [
            "/hotcold/subscribed",
            "/hotcold/pong",
            "/hotcold/info",
            "/hotcold/error",
            "/hotcold/heartbeat",
        ]
        with station(lines, 5, 1 - bundle) as port:
            result = subprocess.run(
                ["node", "receive.js", str(port), str(bundle)],
                cwd=self.folder.name,
                input=" ".join(addresses),
                capture_output=True,
                text=True,
                timeout=2 * PATIENCE,
            )
        self.assertEqual(result.returncode, 0, result.stderr)
        return json.loads(result.stdout)

    def check(self, bundle, lines):
        received = self.receive(bundle, lines)
        seen = received["seen"]
        self.assertEqual(received["bundles"] > 0, bool(bundle))
        for line in range(1, lines + 1):
            for name, (kind, value) in expected().items():
                message = seen[f"/hotcold/line/{line}/{name}"]
                self.assertEqual(message["types"], kind, name)
                self.assertAlmostEqual(message["values"][0], value, delta=0.01)
        for name, (types, values) in OTHERS.items():
            message = seen[LINE + name]
            self.assertEqual(message, {"types": types, "values": values})

        replies = {
            "subscribed": ("ffi", [10, 20, lines]),
            "pong": ("i", [42]),
        }
        for name, (types, values) in replies.items():
            message = seen["/hotcold/" + name]
            self.assertEqual(message, {"types": types, "values": values})
        self.assertEqual(seen["/hotcold/info"]["types"], "sssfi")
        self.assertEqual(
            seen["/hotcold/info"]["values"][1:], ["station", "ok", 48000, lines]
        )
        self.assertEqual(
            seen["/hotcold/error"]["values"][0], "/hotcold/nonsense"
        )
        self.assertEqual(seen["/hotcold/heartbeat"]["types"], "iiif")
        self.assertEqual(seen["/hotcold/heartbeat"]["values"][2:], [3, 12.5])

    def test_bundles(self):
        self.check(1, 1)

    def test_plain_messages(self):
        self.check(0, 1)

    def test_many_lines(self):
        self.check(1, 24)


if __name__ == "__main__":
    unittest.main()
