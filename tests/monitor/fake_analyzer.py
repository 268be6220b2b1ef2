# Copyright 2026 The hotcold developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""An analyzer that speaks the OSC contract on loopback and measures nothing.

Written from the contract alone, so that a monitor is not tested against the
encoder it was built with.
"""

import math
import socket
import struct
import threading
import time


def padded(data):
    return data + b"\0" * (4 - len(data) % 4)


def message(address, types="", *arguments):
    data = padded(address.encode()) + padded(("," + types).encode())
    for kind, value in zip(types, arguments):
        if kind == "s":
            data += padded(value.encode())
        else:
            data += struct.pack(">i" if kind == "i" else ">f", value)
    return data


def bundle(messages):
    data = b"#bundle\0" + struct.pack(">Q", 1)
    return data + b"".join(struct.pack(">i", len(m)) + m for m in messages)


def address_of(datagram):
    return datagram.split(b"\0", 1)[0].decode()


class Line:
    """What is sent about one line."""

    def __init__(self, name, verdict="balanced", state="ok", confidence=0.99,
                 levels=(-23.0, -23.2, -17.1, -63.5), balance=52.0,
                 correlation=-0.9988, events=(), reasons=()):
        self.name = name
        self.verdict = verdict
        self.state = state
        self.confidence = confidence
        self.levels = levels
        self.balance = balance
        self.correlation = correlation
        self.events = list(events)
        self.reasons = list(reasons)

    def fast(self, root):
        for leg, level in zip(("hot", "cold", "diff", "common"), self.levels):
            peak = max(-200.0, level + 12.0 if level > -200.0 else level)
            yield message(f"{root}/{leg}/rms", "f", level)
            yield message(f"{root}/{leg}/peak", "f", min(peak, 6.0))
        yield message(f"{root}/correlation", "f", self.correlation)

    def slow(self, root):
        yield message(f"{root}/verdict", "sf", self.verdict, self.confidence)
        for name, value, half, at_least in (
                ("balance", self.balance, 0.1, 0),
                ("coherence", 0.999, 0.0005, 0),
                ("leg/ratio", -0.025, 0.002, 0),
                ("leg/phase", 0.012, 0.01, 0),
                ("leg/delay", 0.012, 0.001, 0),
                ("pickup/common", -61.0, 0.5, 0),
                ("rejection", 71.0, 7.8, 1),
                ("hum/frequency", 50.02, 0.001, 0),
                ("hum/common", -61.2, 0.1, 0),
                ("hum/diff", -118.0, 1.0, 0)):
            yield message(f"{root}/{name}", "f", value)
            yield message(f"{root}/{name}/low", "f", value - half)
            yield message(f"{root}/{name}/high", "f", value + half)
            yield message(f"{root}/{name}/valid", "i",
                          int(self.state == "ok"))
            yield message(f"{root}/{name}/at_least", "i", at_least)
        for name in ("usb/common", "usb/diff"):
            yield message(f"{root}/{name}", "f", -200.0)
            yield message(f"{root}/{name}/valid", "i", 0)
        bands = [-200.0] + [
            self.balance - 6.0 * math.log2(1 + (i / 24) ** 8)
            for i in range(1, 31)]
        yield message(f"{root}/bands/balance", "f" * 31, *bands)
        yield message(f"{root}/bands/balance/low", "f" * 31,
                      *(max(-200.0, b - 0.2) for b in bands))
        yield message(f"{root}/bands/balance/high", "f" * 31,
                      -200.0, *[b + 0.2 for b in bands[1:29]], 60.0, 200.0)
        if self.state == "ok":
            mains = [number for k in range(1, 21) for number in (
                50.02 * k, -61.2 - 2.0 * k, -200.0 if k == 2 else -118.0)]
            yield message(f"{root}/mains", "f" * 60, *mains)
        yield message(f"{root}/reasons", "s" * len(self.reasons),
                      *self.reasons)


class FakeAnalyzer(threading.Thread):
    """Serves one port until close(); the flags may be changed meanwhile."""

    def __init__(self, lines, port=0):
        super().__init__(daemon=True)
        self.lines = lines
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", port))
        self.socket.settimeout(0.02)
        self.port = self.socket.getsockname()[1]
        self.subscribers = {}
        self.sequence = 0
        self.asked = []
        self.alive = True
        self.playing = True
        self.closing = False

    def forget(self):
        """As after a restart on the same port."""
        self.subscribers.clear()
        self.sequence = 0

    def close(self):
        self.closing = True
        self.join()
        self.socket.close()

    def send(self, to, messages):
        part = []
        for one in messages:
            if sum(len(m) + 4 for m in part) + len(one) > 1300:
                self.socket.sendto(bundle(part), to)
                part = []
            part.append(one)
        if part:
            self.socket.sendto(bundle(part), to)

    def answer(self, datagram, sender):
        address = address_of(datagram)
        self.asked.append(address)
        if address == "/hotcold/subscribe":
            new = sender not in self.subscribers
            self.subscribers[sender] = time.monotonic()
            self.socket.sendto(
                message("/hotcold/subscribed", "ffi", 10.0, 20.0,
                        len(self.lines)), sender)
            if new:
                self.introduce(sender)
        elif address == "/hotcold/unsubscribe":
            self.subscribers.pop(sender, None)
            self.socket.sendto(message("/hotcold/unsubscribed"), sender)
        elif address == "/hotcold/info":
            self.socket.sendto(
                message("/hotcold/info", "sssfi", "0.1.0", "jackd 1.9.21",
                        "running", 48000.0, len(self.lines)), sender)

    def introduce(self, to):
        for n, line in enumerate(self.lines, 1):
            root = f"/hotcold/line/{n}"
            self.send(to, [message(f"{root}/name", "s", line.name)] + [
                message(f"{root}/event", "sis", what, 1, sentence)
                for what, sentence in line.events])

    def publish(self, now, turn):
        if turn % 10 == 0:
            self.sequence += 1
        for to, since in list(self.subscribers.items()):
            if now - since > 10.0:
                del self.subscribers[to]
                continue
            if turn % 10 == 0:
                self.socket.sendto(
                    message("/hotcold/heartbeat", "iiif", self.sequence,
                            5 if self.playing else 1500, 0, 12.5), to)
            for n, line in enumerate(self.lines, 1):
                self.send(to, self.round(f"/hotcold/line/{n}", line, turn))

    def round(self, root, line, turn):
        state = line.state if self.playing else "stalled"
        messages = [message(f"{root}/state", "s", state)]
        if self.playing:
            messages += line.fast(root)
            if turn % 4 == 0:
                messages += line.slow(root)
        return messages

    def run(self):
        turn = 0
        due = time.monotonic()
        while not self.closing:
            try:
                asked = self.socket.recvfrom(2048)
                if self.alive:
                    self.answer(*asked)
            except (TimeoutError, ConnectionError):
                pass
            if time.monotonic() >= due:
                if self.alive:
                    self.publish(time.monotonic(), turn)
                turn += 1
                due += 0.05


BALANCED = Line("main", reasons=[
    "Balance is 52.0 dB (51.9 to 52.1).", "Rejection is at least 63.2 dB.",
], events=[
    ("balanced", "Balance is 52.0 dB (51.9 to 52.1)."),
    ("hum-on-common", "Mains at 50.02 Hz reads -61.2 dBFS on common mode.")])
SINGLE_ENDED = Line(
    "synth left", "single-ended", confidence=0.97, balance=6.02,
    correlation=0.0, levels=(-23.0, -200.0, -23.0, -29.0), events=[
        ("single-ended", "Cold carries no programme and none of the pick-up.")])
STEREO = Line("keyboard", "stereo", confidence=0.91, balance=1.2,
              correlation=0.42, levels=(-18.0, -19.5, -16.0, -15.2))
SILENT = Line("spare", "unknown", "silent", 0.0, (-200.0,) * 4, -200.0, 0.0)
EXAMPLES = [BALANCED, SINGLE_ENDED, STEREO, SILENT]

if __name__ == "__main__":
    analyzer = FakeAnalyzer(EXAMPLES)
    print(analyzer.port, flush=True)
    analyzer.start()
    analyzer.join()
