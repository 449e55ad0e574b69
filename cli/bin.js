#!/usr/bin/env node
// A clone runs from its sources, an installed package from the bundle of them.
const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { setFlagsFromString } = require("node:v8");

// The parser of HCL is WebAssembly of which most runs once: optimizing it takes longer than all that it parses. This is
// set before any script is compiled, because V8 takes code that was kept under other flags for another version's.
setFlagsFromString("--liftoff-only");

const source = join(__dirname, "main.ts");
if (existsSync(source)) {
  const [, , command = ""] = process.argv;
  const isCommand = /^[a-z]+$/.test(command) && existsSync(join(__dirname, "commands", `${command}.ts`));
  require("./run.js").run(source, isCommand ? command : "none");
} else
  require("./kept-code.js").executeInstalled(join(__dirname, "../dist/gatehouse.js"), join(__dirname, ".."));
