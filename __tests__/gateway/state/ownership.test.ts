import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { refuseForeignState } from "../../../gateway/state/ownership";
import { runGate } from "../gates";

const me = process.geteuid?.() ?? 0;
let state: string;
const at = (name: string) => join(state, name);

beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "gatehouse-state-"));
  mkdirSync(at("tables"), { mode: 0o700 });
  for (const name of ["installation.json", "secrets.json", "tables/000001.log"])
    writeFileSync(at(name), "{}", { mode: 0o600 });
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

test("a folder of the gate's own user is taken", () => {
  expect(() => refuseForeignState(state)).not.toThrow();
});

test("another user's is not, by name of the first thing that is not the gate's", () => {
  expect(() => refuseForeignState(state, me + 1)).toThrow(
    expect.objectContaining({
      code: "STATE_FOREIGN",
      message: expect.stringContaining(`${state} belongs to the user ${me}, and the gate runs as ${me + 1}`),
    }),
  );
});

test.each([
  ["", 0o777],
  ["", 0o770],
  ["", 0o1777],
  ["installation.json", 0o666],
  ["secrets.json", 0o620],
  ["tables", 0o722],
])("what others can write is refused: %j with mode %o", (name, mode) => {
  chmodSync(state, 0o755);
  chmodSync(at(name), mode);
  expect(() => refuseForeignState(state)).toThrow(
    expect.objectContaining({
      code: "STATE_FOREIGN",
      message: expect.stringContaining(`${join(state, name)} can be written`),
    }),
  );
});

test("a table file that others could write, if they could come to it, is taken", () => {
  chmodSync(state, 0o755);
  chmodSync(at("tables/000001.log"), 0o664);
  expect(() => refuseForeignState(state)).not.toThrow();
  chmodSync(at("tables"), 0o755);
  expect(() => refuseForeignState(state)).toThrow(/000001\.log can be written by other users \(mode 664\)/);
});

test.each(["installation.json", "secrets.json", "tables", "code"])(
  "a link in the place of %s is refused",
  (name) => {
    rmSync(at(name), { recursive: true, force: true });
    symlinkSync(tmpdir(), at(name));
    expect(() => refuseForeignState(state)).toThrow(`${at(name)} is a link, which the gate never makes`);
  },
);

test("a link of one's own to the folder is followed, and the folder that it leads to is judged", () => {
  const link = `${state}.link`;
  symlinkSync(state, link);
  try {
    expect(() => refuseForeignState(link)).not.toThrow();
    chmodSync(state, 0o777);
    expect(() => refuseForeignState(link)).toThrow(/can be written/);
  } finally {
    rmSync(link);
  }
});

test("the gate does not start on such a folder, and leaves what is in it, also with --fresh", async () => {
  chmodSync(state, 0o777);
  for (const fresh of [false, true]) {
    await expect(runGate(undefined, { stateDir: state, fresh })).rejects.toMatchObject({
      code: "STATE_FOREIGN",
    });
    expect(readFileSync(at("secrets.json"), "utf8")).toBe("{}");
  }
});

test("code that lies in the state folder beforehand is not run", async () => {
  renameSync(at("tables"), at("code"));
  rmSync(at("installation.json"));
  rmSync(at("secrets.json"));
  const planted = "0".repeat(64);
  mkdirSync(at(`code/${planted}`));
  writeFileSync(at(`code/${planted}/index.js`), "throw 1");
  const running = await runGate(undefined, { stateDir: state });
  try {
    expect(() => readFileSync(at(`code/${planted}/index.js`))).toThrow(/ENOENT/);
  } finally {
    await running.stop();
  }
});
