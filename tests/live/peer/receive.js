// Copyright 2026 The hotcold developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Subscribe with the npm package osc, and print the last message of every
// address as JSON once all addresses named on stdin have come:
//
//     node receive.js PORT BUNDLE < addresses

"use strict";

const fs = require("fs");
const osc = require("osc");

const port = Number(process.argv[2]);
const bundle = Number(process.argv[3]);
const wanted = new Set(fs.readFileSync(0, "utf8").split(/\s+/).filter(Boolean));
const seen = {};
let bundles = 0;
let asking = null;

const udp = new osc.UDPPort({
  localAddress: "127.0.0.1",
  localPort: 0,
  remoteAddress: "127.0.0.1",
  remotePort: port,
  metadata: true,
});

// Names and events are told once for each subscription, and a datagram may get
// lost while this program warms up: ask again as long as something is missing
const ask = () => {
  const args = [
    { type: "f", value: 20 },
    { type: "i", value: bundle },
  ];
  udp.send({ address: "/hotcold/subscribe", args });
  udp.send({ address: "/hotcold/ping", args: [{ type: "i", value: 42 }] });
  udp.send({ address: "/hotcold/info", args: [] });
  udp.send({ address: "/hotcold/nonsense", args: [] });
};

udp.on("ready", () => {
  ask();
  asking = setInterval(ask, 2000);
});

udp.on("bundle", () => {
  ++bundles;
});

udp.on("message", (message) => {
  seen[message.address] = {
    types: message.args.map((arg) => arg.type).join(""),
    values: message.args.map((arg) => arg.value),
  };
  wanted.delete(message.address);
  if (!wanted.size && asking) {
    clearInterval(asking);
    asking = null;
    udp.close();
    process.stdout.write(JSON.stringify({ bundles, seen }), () => {
      process.exit(0);
    });
  }
});

udp.on("error", (error) => {
  console.error(error);
  process.exit(1);
});

udp.open();
