import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { registries, textOf } from "./registries";

// Writes every generated file of the project: npm run generate.
for (const registry of registries)
  writeFileSync(resolve(__dirname, "../..", registry.file), textOf(registry));
