#!/usr/bin/env node
// The command runs from its TypeScript, so that a clone works after `npm ci` without a build step.
require("tsx/cjs");
require("./main.ts");
