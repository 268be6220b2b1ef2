# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Every scenario comes to the verdict and findings that its file promises:
offline, and live from simulate over JACK and run to an OSC receiver."""

import configparser
import os
import pathlib
import unittest

from bench import Bench, eventually, parse_json

PRESETS = pathlib.Path(os.environ["SCENARIOS"])
AT_ONCE = 8  # Lines of one live round
SECONDS = 12  # Of an offline take
LIVE_PATIENCE = 25.0


class Scenario:
    """One file of presets/scenarios, and what it promises."""

    def __init__(self, path):
        parser = configparser.ConfigParser(strict=False, interpolation=None)
        parser.read(path)
        head = parser["scenario"]
        self.name = path.stem
        self.verdict = head.get("expect-verdict")
        self.on = words(head.get("expect-findings", ""))
        self.off = words(head.get("expect-no-findings", ""))

    def complaint(self, verdict, findings):
        """What is not as promised, or an empty string."""
        wrong = []
        if verdict != self.verdict:
            wrong.append(f"verdict {verdict}, expected {self.verdict}")
        if self.on - findings:
            wrong.append(f"lacks {sorted(self.on - findings)}")
        if self.off & findings:
            wrong.append(f"has {sorted(self.off & findings)}")
        return "; ".join(wrong)


def words(text):
    return {word.strip() for word in text.split(",") if word.strip()}


def scenarios():
    found = [Scenario(path) for path in sorted(PRESETS.glob("*.conf"))]
    assert len(found) > 20, PRESETS
    return found


class Offline(unittest.TestCase):
    def test_all(self):
        with Bench("offline") as bench:
            for scenario in scenarios():
                with self.subTest(scenario.name):
                    wav = bench.file("line.wav", "")
                    bench.hotcold(
                        *["simulate", scenario.name],
                        *["--seconds", SECONDS, "--output", wav],
                    )
                    result = bench.hotcold("analyze", wav, "--json")
                    line = parse_json(result)["lines"][0]
                    complaint = scenario.complaint(
                        line["verdict"], set(line["findings"])
                    )
                    self.assertEqual(complaint, "", line["reasons"])


class LiveLine:
    """What the receiver was told about one line."""

    def __init__(self, dump, number):
        self.events = f"/hotcold/line/{number}/event"
        self.verdicts = f"/hotcold/line/{number}/verdict"
        self.dump = dump

    def findings(self):
        on = set()
        for args in self.dump.all(self.events):
            name = args[0].strip('"')
            (on.add if args[1] == "1" else on.discard)(name)
        return on

    def verdict(self):
        told = self.dump.all(self.verdicts)
        return told[-1][0].strip('"') if told else None

    def history(self):
        """Every verdict ever told, in order, without repetition."""
        names = [args[0].strip('"') for args in self.dump.all(self.verdicts)]
        return [
            name
            for i, name in enumerate(names)
            if i == 0 or names[i - 1] != name
        ]


class Live(unittest.TestCase):
    def round(self, batch):
        with Bench("scenarios") as bench:
            bench.jackd(period=1024)
            options = []
            for i, scenario in enumerate(batch):
                client = "hotcold-line" + (f"-{i:02d}" if i else "")
                bench.start(os.environ["HOTCOLD"], "simulate", scenario.name)
                bench.wait_for_port(f"{client}:cold")
                ports = f"{client}:hot,{client}:cold"
                options += ["--line", f"{scenario.name}={ports}"]
            _, dump = bench.analyzer(*options)
            for i, scenario in enumerate(batch):
                with self.subTest(scenario.name):
                    self.expect(scenario, LiveLine(dump, i + 1))

    def expect(self, scenario, line):
        def fits():
            return not scenario.complaint(line.verdict(), line.findings())

        try:
            eventually(fits, scenario.name, LIVE_PATIENCE)
        except AssertionError:
            self.fail(scenario.complaint(line.verdict(), line.findings()))

        # On the way there may be "not known yet", but never another claim
        told = set(line.history()) - {"unknown", scenario.verdict}
        self.assertEqual(told, set(), "a wrong verdict before the right one")

    def test_all(self):
        todo = scenarios()
        while todo:
            self.round(todo[:AT_ONCE])
            todo = todo[AT_ONCE:]


if __name__ == "__main__":
    unittest.main(verbosity=2)
