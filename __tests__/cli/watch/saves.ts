import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Where is saved: one file in a folder of a project, which may be a git repository. */
export interface Place {
  readonly root: string;
  /** In a folder of its own below `root`. */
  readonly file: string;
  /** What the file says after the save of that number; `wrong` cannot be taken up. */
  text(number: number | "wrong"): string;
}

/** Saves the text of a number as some editor or tool does. */
export type Save = (place: Place, number: number) => void | Promise<void>;

export const saves: Readonly<Record<string, Save>> = {
  "in place": ({ file, text }, number) => writeFileSync(file, text(number)),
  "rename over": ({ file, text }, number) => {
    writeFileSync(`${file}.tmp`, text(number));
    renameSync(`${file}.tmp`, file);
  },
  "removed and made again": ({ file, text }, number) => {
    rmSync(file);
    writeFileSync(file, text(number));
  },
  "sed -i": ({ file, root, text }, number) => {
    const script = join(root, ".save.sed");
    const lines = text(number).trimEnd().replace(/\\/g, "\\\\").split("\n").join("\\\n");
    writeFileSync(script, `1i\\\n${lines}\n$!d\n$d\n1d`);
    // One line goes in before the first, all old ones go: sed writes beside the file and renames over it.
    execFileSync("sed", ["-i", "-f", script, file]);
  },
  "as vim does": ({ file, text }, number) => {
    writeFileSync(join(dirname(file), "4913"), "");
    rmSync(join(dirname(file), "4913"));
    renameSync(file, `${file}~`);
    writeFileSync(file, text(number));
    rmSync(`${file}~`);
  },
  "git checkout": ({ file, root, text }, number) => {
    const git = (...args: string[]) => execFileSync("git", ["-C", root, ...args], { stdio: "pipe" });
    git("checkout", "-q", "-B", "other");
    writeFileSync(`${file}.new`, text(number));
    const blob = git("hash-object", "-w", `${file}.new`).toString().trim();
    rmSync(`${file}.new`);
    const path = file.slice(root.length + 1);
    git("update-index", "--cacheinfo", `100644,${blob},${path}`);
    git("commit", "-q", "--allow-empty", "-m", `save ${number}`);
    git("checkout", "-q", "-f", "other");
  },
  "folder removed and made again": ({ file, root, text }, number) => {
    const folder = dirname(file);
    const aside = join(root, ".aside");
    cpSync(folder, aside, { recursive: true });
    rmSync(folder, { recursive: true });
    cpSync(aside, folder, { recursive: true });
    writeFileSync(file, text(number));
    rmSync(aside, { recursive: true });
  },
  "folder replaced": ({ file, root, text }, number) => {
    const folder = dirname(file);
    const [next, old] = [join(root, ".next"), join(root, ".old")];
    cpSync(folder, next, { recursive: true });
    writeFileSync(join(next, file.slice(folder.length + 1)), text(number));
    renameSync(folder, old);
    renameSync(next, folder);
    rmSync(old, { recursive: true });
  },
  "two in a row": async ({ file, text }, number) => {
    writeFileSync(file, text(number - 1));
    await wait(number % 30);
    writeFileSync(file, text(number));
  },
  "while one is taken up": async ({ file, text }, number) => {
    writeFileSync(file, text(number - 1));
    await wait(50 + ((number * 37) % 400));
    renameSync(file, `${file}.old`);
    writeFileSync(file, text(number));
    rmSync(`${file}.old`);
  },
  "wrong, then mended": async ({ file, text }, number) => {
    writeFileSync(file, text("wrong"));
    await wait((number * 53) % 500);
    writeFileSync(file, text(number));
  },
  "gone, then mended": async ({ file, text }, number) => {
    rmSync(file);
    await wait((number * 53) % 500);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text(number));
  },
  "link bent to another folder": ({ file, root, text }, number) => {
    const folder = dirname(file);
    const target = join(root, `.target-${number}`);
    cpSync(folder, target, { recursive: true, dereference: true });
    writeFileSync(join(target, file.slice(folder.length + 1)), text(number));
    rmSync(folder, { recursive: true });
    symlinkSync(target, folder);
  },
};

/** A git repository of what lies in the folder. */
export function makeRepository(root: string): void {
  const git = (...args: string[]) => execFileSync("git", ["-C", root, ...args], { stdio: "pipe" });
  git("init", "-q");
  git("config", "user.email", "somebody@example.com");
  git("config", "user.name", "Somebody");
  writeFileSync(join(root, ".gitignore"), "node_modules\ncdktf.out\n.*\n");
  git("add", ".");
  git("commit", "-q", "-m", "as it is");
}

export function wait(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
