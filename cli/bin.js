#!/usr/bin/env node
// A clone runs from its sources, an installed package from the bundle of them.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const source = join(__dirname, "main.ts");
if (existsSync(source)) require("./run.js").run(source);
else require(join(__dirname, "../dist/gatehouse.js"));
