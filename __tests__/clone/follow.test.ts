import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Block, blocksRunBy, commandsOf, faultsOf } from "../docs/blocks";
import { root } from "../docs/markdown";
import { Shell } from "./shell";

/**
 * A reader with a clone pastes what the pages show, page by page and word for word, and sees what they say. The ports are
 * those of the pages.
 */

jest.setTimeout(600_000);

const folder = mkdtempSync(join(tmpdir(), "follow-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Never run here: `.ci/run` runs them in its clone, and here the packages are linked. */
const RUN_BEFORE = ["npm ci", "npm test"];

/** Commands of a program that the machine may not have. GitHub's runners have it. */
const hasAws = spawnSync("aws", ["--version"]).status === 0;
if (!hasAws) console.warn("The AWS CLI is not installed, so the pages' commands of it are not run.");

/** What a page takes for granted besides the clone, and the folder in which its reader begins. */
const BEGINNINGS: Readonly<Record<string, (clone: string) => string>> = {
  "docs/reviewing.md": (clone) => {
    changedProject(join(dirname(clone), "my-project"));
    return dirname(clone);
  },
};

test("what is not run here is run by .ci/run", () => {
  const lines = readFileSync(join(root, ".ci/run"), "utf8").split("\n");
  const isRun = (command: string) =>
    lines.some(
      (line) => line === `step ${command}` || (/^(?:beside| )/.test(line) && line.includes(`"${command}"`)),
    );
  expect(RUN_BEFORE.filter((command) => !isRun(command))).toEqual([]);
});

const blocks = blocksRunBy("__tests__/clone/follow.test.ts");

test.each([...new Set(blocks.map(({ file }) => file))])("%s", async (page) => {
  const clone = cloned(page);
  const shell = new Shell(BEGINNINGS[page]?.(clone) ?? clone);
  const faults: string[] = [];
  try {
    for (const block of blocks.filter(({ file }) => file === page))
      faults.push(...(await follow(block, shell, clone)));
  } finally {
    await shell.close();
  }
  expect(faults).toEqual([]);
});

async function follow(block: Block, shell: Shell, clone: string): Promise<readonly string[]> {
  if (block.changes !== undefined) {
    const before = shell.timesServedAnew();
    apply(block, join(clone, block.changes));
    if (shell.isServing) await shell.follows(before);
    return [];
  }
  if (block.lines.some((line) => line.startsWith("$ "))) {
    const faults: string[] = [];
    for (const { command, place, printed } of commandsOf(block)) {
      const { out } = await shell.run(command);
      faults.push(
        ...faultsOf(printed, out.trimEnd().split("\n")).map((fault) => `${place}: ${command}: ${fault}`),
      );
    }
    return faults;
  }
  const isServer = (line: string) => /\b(npm start|gatehouse start)\b/.test(line);
  const isHere = (line: string) => hasAws || !line.startsWith("aws ");
  const lines = block.lines.filter(
    (line) => isHere(line) && !RUN_BEFORE.includes(line.replace(/ +#.*$/, "")),
  );
  const parts = lines.some(isServer) ? lines : [lines.join("\n")];
  const faults: string[] = [];
  for (const part of parts) {
    if (isServer(part)) await shell.serve(part);
    else {
      const { failed, out } = await shell.run(part);
      if (failed) faults.push(`${block.place}: ${part}: ${out}`);
    }
  }
  return faults;
}

/** Replaces the lines that the diff takes away, with those around them, by what it puts there. */
function apply({ lines, place }: Block, file: string): void {
  const side = (sign: string) =>
    lines
      .filter((line) => !line.startsWith(sign))
      .map((line) => line.slice(1))
      .join("\n");
  const text = readFileSync(file, "utf8");
  const [before, ...after] = text.split(side("+"));
  if (after.length !== 1) throw new Error(`${place}: the diff fits ${after.length} places of ${file}`);
  writeFileSync(file, `${before}${side("-")}${after[0]}`);
}

/** The files of the working tree that Git would have, in a folder of their own, with the packages of this one. */
function cloned(page: string): string {
  const clone = join(folder, page.replaceAll("/", "-"), "gatehouse");
  const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
    cwd: root,
  });
  for (const file of files.toString().split("\0").filter(Boolean)) {
    mkdirSync(dirname(join(clone, file)), { recursive: true });
    cpSync(join(root, file), join(clone, file));
  }
  linkPackages(clone);
  return clone;
}

/** Link by link: through a link to the whole folder, a program that empties node_modules would empty the project's own. */
function linkPackages(clone: string): void {
  const to = join(clone, "node_modules");
  mkdirSync(to);
  for (const name of readdirSync(join(root, "node_modules")))
    if (name !== ".cache") symlinkSync(join(root, "node_modules", name), join(to, name));
}

/** A project of HCL in Git whose working tree differs from its branch main. */
function changedProject(project: string): void {
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
      cwd: project,
      stdio: "pipe",
    });
  const review = join(root, "examples/review");
  cpSync(join(review, "before"), join(project, "infra"), { recursive: true });
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("commit", "--quiet", "--message", "before");
  git("switch", "--quiet", "--create", "change");
  cpSync(join(review, "after"), join(project, "infra"), { recursive: true });
}
