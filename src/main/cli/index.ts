#!/usr/bin/env node
import { enableCompileCache } from "node:module";

/** The command that people type: starts the program with compiled modules kept from the last time. */

enableCompileCache();
const { run } = await import("./run.ts");
process.exitCode = await run(process.argv.slice(2));
