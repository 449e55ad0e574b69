import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeFiles } from "../../cli/client/write";
import { pins } from "../../cli/commands/pins";
import { captured, removeFolders, temporaryFolder } from "./captured";
import { chainFiles } from "./pins/chain-files";

/** Files that commands write: a repository may have links to files elsewhere in their place. */

let outside: string;
let here: string;
beforeEach(() => {
  outside = temporaryFolder("outside-");
  writeFileSync(join(outside, ".env"), "mine\n");
  here = temporaryFolder("here-");
  jest.spyOn(process, "cwd").mockReturnValue(here);
});
afterEach(() => {
  jest.restoreAllMocks();
  removeFolders();
});

const linked = () => {
  mkdirSync(join(here, "folder"));
  symlinkSync(join(outside, ".env"), join(here, "folder/.env"));
  symlinkSync(join(outside, "new"), join(here, "folder/new"));
  symlinkSync(outside, join(here, "away"));
};

test.each(["folder", "folder/", "folder/.env", "folder/new", "away/", "away/.env", "away/new/"])(
  "--out %s is refused where a link is on the way",
  (out) => {
    linked();
    expect(() => writeFiles({ ".env": "A=1\n" }, join(here, out))).toThrow(
      /is not written: .* is a symbolic link, and may lead elsewhere/,
    );
    expect(readFileSync(join(outside, ".env"), "utf8")).toBe("mine\n");
    expect(existsSync(join(outside, "new"))).toBe(false);
  },
);

test("a file that a link elsewhere takes the place of is refused too, and a folder that is named may be one", () => {
  linked();
  jest.spyOn(process, "cwd").mockReturnValue(temporaryFolder("cwd-"));
  expect(() => writeFiles({ ".env": "A=1\n" }, join(here, "folder"))).toThrow(/is a symbolic link/);
  expect(writeFiles({ "other.env": "A=1\n" }, join(here, "away"))).toEqual([join(here, "away/other.env")]);
});

test("without links it is written, over what was there", () => {
  writeFileSync(join(here, ".env"), "a longer text\n");
  for (const out of [".env", "new/folder/.env"]) {
    expect(writeFiles({ ".env": "A=1\n" }, join(here, out))).toEqual([join(here, out)]);
    expect(readFileSync(join(here, out), "utf8")).toBe("A=1\n");
  }
});

test("pins are written by the same rule", async () => {
  linked();
  const { root } = chainFiles();
  await expect(captured(pins, "--cert", root, "--out", join(here, "folder/.env"))).rejects.toMatchObject({
    code: "TARGET_OUTSIDE",
  });
  expect(readFileSync(join(outside, ".env"), "utf8")).toBe("mine\n");
});
