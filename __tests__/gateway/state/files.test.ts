import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readState, writeState } from "../../../gateway/state/files";
import { openSecrets } from "../../../gateway/state/secrets";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "state-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const anything = (value: unknown): value is unknown => value !== undefined;

test("a file is written whole, for its owner only, and nothing else is left beside it", () => {
  const file = join(folder, "deep", "state.json");
  writeState(file, { a: 1 });
  writeState(file, { a: 2 });
  expect(readState(file, anything)).toEqual({ a: 2 });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, "deep"))).toEqual(["state.json"]);
});

test("a write that fails leaves the file as it was", () => {
  const file = join(folder, "state.json");
  writeState(file, { a: 1 });
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  expect(() => writeState(file, cyclic)).toThrow(TypeError);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ a: 1 });
  expect(readdirSync(folder)).toEqual(["state.json"]);
});

test("a secret is made once under its name, and kept", () => {
  const first = openSecrets(folder);
  expect(first.get("a", () => "made")).toBe("made");
  expect(first.get("a", () => "again")).toBe("made");
  first.save();
  expect(openSecrets(folder).get("a", () => "anew")).toBe("made");
});
