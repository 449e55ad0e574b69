import { writeFileSync } from "node:fs";
import { resolve } from "node:path";

export interface GeneratedFile {
  /** From the project's root. */
  readonly file: string;
  /** The whole text that the file must have. */
  readonly text: string;
}

export function write(files: readonly GeneratedFile[]): void {
  for (const { file, text } of files) writeFileSync(resolve(__dirname, "../..", file), text);
}
