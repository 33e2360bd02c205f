#!/usr/bin/env node
"use strict";
const { spawn } = require("node:child_process");
const { existsSync } = require("node:fs");
const { join } = require("node:path");

/**
 * What people type after `manara` → the built program, run by a Node that is new enough: the one that reads this file,
 * or the one that `npm ci` brought along. Written in plain old JavaScript, so that an old Node can read it too.
 */

/** Major version of Node that the tests run on. */
const NEEDED = 24;
/** As every command: the operation failed. */
const FAILED = 3;

const root = join(__dirname, "..");
const program = join(root, "dist", "main", "cli", "index.js");
const nodeOfPackage = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");

if (!existsSync(program)) fail("Manara is not built yet: run npm run build in its folder.");
else if (Number(process.versions.node.split(".")[0]) >= NEEDED) import("../dist/main/cli/index.js");
else if (existsSync(nodeOfPackage)) runWith(nodeOfPackage);
else
  fail(`Manara needs Node ${NEEDED} and this is ${process.versions.node}: run npm ci in its folder, which brings it.`);

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = FAILED;
}

/** Signals are for the program; its end is ours. */
function runWith(node) {
  const child = spawn(node, [program].concat(process.argv.slice(2)), { stdio: "inherit" });
  // Ctrl-C in a terminal reaches the program by itself.
  process.on("SIGINT", () => undefined);
  process.on("SIGTERM", (signal) => child.kill(signal));
  process.on("SIGHUP", (signal) => child.kill(signal));
  child.once("error", (error) => fail(`Manara could not be started: ${error.message}.`));
  child.once("exit", (code) => {
    process.exitCode = code === null ? FAILED : code;
  });
}
