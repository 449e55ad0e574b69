import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { generatedFiles } from "./files";

// Writes every generated file of the project: npm run generate.
for (const { file, text } of generatedFiles()) writeFileSync(resolve(__dirname, "../..", file), text);
