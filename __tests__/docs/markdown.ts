import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

export const root = join(__dirname, "../..");

/** Folders that commands write, or of packages. */
const SKIPPED = ["node_modules", "cdktf.out", "coverage", "petstore", "reports"];

export interface Page {
  /** Relative to the project's folder. */
  readonly file: string;
  readonly folder: string;
  readonly text: string;
}

/** All Markdown files of the project. */
export const pages: readonly Page[] = markdownIn(root).map((file) => ({
  file: relative(root, file),
  folder: dirname(file),
  text: readFileSync(file, "utf8"),
}));

function markdownIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      const isHidden = entry.name.startsWith(".") && entry.name !== ".github";
      return isHidden || SKIPPED.includes(entry.name) ? [] : markdownIn(path);
    }
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

/** The texts in backticks within a line, without blocks of code. */
export function codeSpans({ text }: Page): string[] {
  return [...withoutBlocks(text).matchAll(/`([^`\n]+)`/g)].map(([, span = ""]) => span);
}

/** Targets of links, without those to other sites. */
export function relativeLinks({ text }: Page): string[] {
  return [...withoutBlocks(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/i.test(target));
}

/** As GitHub makes the anchors of headings. */
export function anchorsOf(text: string): string[] {
  return [...withoutBlocks(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

function withoutBlocks(text: string): string {
  return text.replace(/^ *```[\s\S]*?^ *```/gm, "");
}
