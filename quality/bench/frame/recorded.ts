import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
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

/**
 * @param folder of the records
 * @throws Error if a quick run would replace a whole one
 */
export function assertRecordable(area: string, quick: boolean, folder = FOLDER): void {
  const file = join(folder, `${area}.json`);
  if (!quick || !existsSync(file)) return;
  const { machine, quick: wasQuick } = JSON.parse(readFileSync(file, "utf8")) as RecordedArea;
  if (!wasQuick)
    throw new Error(
      `docs/benchmarks/${area}.json has a whole run of ${machine.date}, which --quick would replace: leave out --quick or --record`,
    );
}

export function record(area: RecordedArea): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${area.area}.json`), `${JSON.stringify(area, undefined, 2)}\n`);
}
