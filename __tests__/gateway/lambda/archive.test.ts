import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { GateError } from "../../../gateway/error";
import { readEntry, readFiles, writeFiles } from "../../../gateway/lambda/archive";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "archive-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const unpack = (archive: { name: string; bytes: Uint8Array }, parent: string) =>
  writeFiles(readFiles(archive), parent);
const zip = (name: string) => ({ name: "pets.zip", bytes: zipSync({ [name]: strToU8("content") }) });

test("an archive is unpacked anew each time, for its owner only", () => {
  const first = unpack(zip("a/index.js"), folder);
  expect(readFileSync(join(first, "a/index.js"), "utf8")).toBe("content");
  expect(unpack(zip("a/index.js"), folder)).not.toBe(first);
  expect(readdirSync(folder)).toHaveLength(2);
  expect(readdirSync(folder).filter((name) => !/^[0-9a-f]{32}$/.test(name))).toEqual([]);
  for (const path of [first, join(first, "a"), join(first, "a/index.js")])
    expect(statSync(path).mode & 0o077).toBe(0);
});

test.each(["../evil.js", "a/../../evil.js", "/evil.js", "..\\evil.js", "C:evil.js", ".."])(
  "an entry %j that leaves the folder stops it, and nothing is written",
  (name) => {
    expect(() => unpack(zip(name), join(folder, "code"))).toThrow(
      expect.objectContaining({ code: "ARCHIVE_ESCAPES", message: expect.stringContaining("pets.zip") }),
    );
    expect(existsSync(join(folder, "code"))).toBe(false);
    expect(existsSync(join(folder, "evil.js"))).toBe(false);
  },
);

test("what is no zip file is refused by name", () => {
  expect(() => unpack({ name: "pets.zip", bytes: strToU8("no zip") }, folder)).toThrow(GateError);
});

test("an archive without files is refused in words, and one with an entry __proto__ too", () => {
  const refusal = (message: string) => expect.objectContaining({ code: "ARCHIVE_UNREADABLE", message });
  expect(() => unpack({ name: "pets.zip", bytes: zipSync({}) }, folder)).toThrow(
    refusal("The archive pets.zip has no files in it."),
  );
  // Written under a name of the same length, since an object cannot hold this one.
  const bytes = Buffer.from(
    Buffer.from(zip("--proto--").bytes).toString("latin1").replaceAll("--proto--", "__proto__"),
    "latin1",
  );
  expect(() => unpack({ name: "pets.zip", bytes }, folder)).toThrow(
    refusal("The archive pets.zip is not a zip file that can be read: it has an entry __proto__."),
  );
  expect(readdirSync(folder)).toEqual([]);
});

test("one entry is read without unpacking the rest", () => {
  expect(readEntry(zip("roles.json"), "roles.json")).toBe("content");
  expect(readEntry(zip("roles.json"), "other.json")).toBeUndefined();
});
