#!/usr/bin/env node
const { join } = require("node:path");
const { run } = require("./run.js");

run(join(__dirname, "main.ts"));
