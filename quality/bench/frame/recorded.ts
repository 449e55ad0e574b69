import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RecordedArea } from "./area";

const FOLDER = join(__dirname, "../../../docs/benchmarks");

/** What `npm run bench -- --record` wrote last for each area, in the order of their names. */
export function readRecorded(): readonly RecordedArea[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as RecordedArea);
}

export function record(area: RecordedArea): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${area.area}.json`), `${JSON.stringify(area, undefined, 2)}\n`);
}
