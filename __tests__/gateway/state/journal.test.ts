import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Journal, type JournalOptions, openJournal } from "../../../gateway/state/journal";

interface Pet {
  readonly name: string;
  readonly expiresAt?: number;
}

let folder = "";
let time = 0;
const open: Journal[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "journal-"));
  time = 1_000;
});
afterEach(async () => {
  for (const journal of open.splice(0)) await journal.close();
  rmSync(folder, { recursive: true });
});

const file = () => join(folder, "journal");
const lines = () => readFileSync(file(), "utf8").split("\n").slice(0, -1);

async function opened(options: Partial<JournalOptions> = {}) {
  const journal = await openJournal(file(), { now: () => new Date(time), ...options });
  open.push(journal);
  return { journal, pets: journal.section<Pet>("pets") };
}

/** What another process finds that opens the file as it is now. */
async function found(): Promise<Record<string, string>> {
  const copy = join(folder, "copy");
  writeFileSync(copy, readFileSync(file()));
  const journal = await openJournal(copy, { now: () => new Date(time) });
  const entries = [...journal.section<Pet>("pets").entries()];
  await journal.close();
  return Object.fromEntries(entries.map(([key, { name }]) => [key, name]));
}

test("a change is read at once, and is on disk when its promise resolves", async () => {
  const { pets } = await opened();
  const written = pets.set("1", { name: "Rex" });
  expect(pets.get("1")).toEqual({ name: "Rex" });
  expect(await found()).toEqual({});
  await written;
  expect(await found()).toEqual({ 1: "Rex" });
  await pets.set("1", { name: "Tom" });
  await pets.set("2", { name: "Kit" });
  await pets.set("1", undefined);
  expect(await found()).toEqual({ 2: "Kit" });
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test("changes of one turn are one line, so that they are kept or lost together", async () => {
  const { journal, pets } = await opened();
  await Promise.all([
    pets.set("1", { name: "Rex" }),
    journal.section<Pet>("others").set("1", { name: "Tom" }),
    pets.set("2", { name: "Kit" }),
  ]);
  expect(lines()).toEqual([
    '[["pets","1",{"name":"Rex"}],["others","1",{"name":"Tom"}],["pets","2",{"name":"Kit"}]]',
  ]);
});

test.each(["", "[", '[["pets","1",{"name":"To', '[["pets","1",{"name":"To"}]', "\0\0\0\0", '{"a":1}\n'])(
  "a last line that is not whole is dropped: %j",
  async (rest) => {
    await (await opened()).pets.set("1", { name: "Rex" });
    appendFileSync(file(), rest);
    expect(await found()).toEqual({ 1: "Rex" });
    const { pets } = await opened();
    await pets.set("2", { name: "Kit" });
    expect(await found()).toEqual({ 1: "Rex", 2: "Kit" });
  },
);

test("a broken line before the last is no journal's, and is named", async () => {
  const { pets } = await opened();
  await pets.set("1", { name: "Rex" });
  writeFileSync(file(), `[1]\n${readFileSync(file(), "utf8")}`);
  await expect(openJournal(file(), { now: () => new Date() })).rejects.toMatchObject({
    code: "STATE_BROKEN",
    message: `The state file ${file()} cannot be read, in line 1: remove it, or start anew with --fresh.`,
  });
});

test("opening it leaves out what was replaced, removed or expired", async () => {
  const { pets } = await opened();
  for (const name of ["Rex", "Tom"]) await pets.set("1", { name });
  await pets.set("2", { name: "Kit" });
  await pets.set("2", undefined);
  await pets.set("3", { name: "Old", expiresAt: 2_000 });
  expect(pets.get("3")?.name).toBe("Old");
  time = 2_000;
  expect(pets.get("3")).toBeUndefined();
  await opened();
  expect(lines()).toEqual(['[["pets","1",{"name":"Tom"}]]']);
});

test("so does growth over the limit, and nothing that is changed meanwhile is lost", async () => {
  const { pets } = await opened({ growth: 1_000 });
  for (let round = 0; round < 20; round++)
    await Promise.all(Array.from({ length: 10 }, (_, i) => pets.set(`${i}`, { name: `Rex ${round}` })));
  expect(statSync(file()).size).toBeLessThan(2_000);
  expect(await found()).toEqual(Object.fromEntries(Array.from({ length: 10 }, (_, i) => [i, "Rex 19"])));
});

test("a change is not acknowledged into a file that was removed or replaced; the next one writes all anew", async () => {
  const { pets } = await opened();
  await pets.set("1", { name: "Rex" });
  renameSync(file(), join(folder, "away"));
  await expect(pets.set("2", { name: "Kit" })).rejects.toThrow();
  await pets.set("3", { name: "Tom" });
  expect(await found()).toEqual({ 1: "Rex", 2: "Kit", 3: "Tom" });
});
