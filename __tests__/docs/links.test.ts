import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { environmentNamed } from "../../stacks/environment-named";
import { terraformOf } from "../stacks/synthesized";
import { anchorsOf, codeSpans, type Page, pages, relativeLinks, root } from "./markdown";

/** The files, headings, scripts, tests and resources that the pages name exist. */

/** Paths that commands write, or of the reader's own project. */
const NOT_HERE = /^(cdktf\.out|dist|\.gatehouse|gate\.json|node_modules)(\/|$)/;
const TESTS = readdirSync(join(root, "__tests__"), { recursive: true }).map(String);

test("all pages are read", () => {
  expect(pages.map(({ file }) => file)).toEqual(
    expect.arrayContaining([
      "README.md",
      "CHANGELOG.md",
      "docs/destroy.md",
      "quality/differential/README.md",
    ]),
  );
  expect(pages.flatMap(relativeLinks).length).toBeGreaterThan(10);
});

test("each relative link leads to a file, and to a heading of it", () => {
  expect(faults(relativeLinks, leadsNowhere)).toEqual([]);
});

test("each path in backticks exists", () => {
  const words = (page: Page) =>
    codeSpans(page)
      .flatMap((span) => span.split(/\s+/))
      .filter(isPath);
  expect(pages.flatMap(words).length).toBeGreaterThan(20);
  expect(faults(words, (word, { folder }) => !places(word, folder).some(existsSync))).toEqual([]);
});

test("README can be read in one go", () => {
  const lines = pages.find(({ file }) => file === "README.md")?.text.split("\n") ?? [];
  expect(lines.length).toBeGreaterThan(100);
  expect(lines.length).toBeLessThan(220);
});

test("README and docs/README.md lead to each page of docs", () => {
  const isOwn = (file: string) => /^docs\/[^/]+\.md$/.test(file) && file !== "docs/README.md";
  const own = pages.map(({ file }) => file).filter(isOwn);
  expect(own.length).toBeGreaterThan(25);
  const reference = pages.map(({ file }) => file).filter((file) => /^docs\/constructs\//.test(file));
  const unlinked = (from: string, all: readonly string[] = own) => {
    const page = pages.find(({ file }) => file === from);
    const targets = page
      ? relativeLinks(page).map((target) => join(page.folder, target.split("#")[0] ?? ""))
      : [];
    return all.filter((file) => !targets.includes(join(root, file)));
  };
  expect(unlinked("README.md")).toEqual([]);
  expect(unlinked("docs/README.md", [...own, ...reference])).toEqual([]);
});

test("each room is in docs/architecture.md, in one line", () => {
  const rooms = ["access", "contract", "stacks", "functions", "cli", "library", "quality"].concat(
    ["constructs", "gateway", "terraform", "terraform/access"].flatMap((folder) =>
      readdirSync(join(root, folder), { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
        .map(({ name }) => `${folder}/${name}`)
        .filter((room) => room !== "terraform/access"),
    ),
  );
  const text = pages.find(({ file }) => file === "docs/architecture.md")?.text ?? "";
  const named = [...text.matchAll(/^\| `([\w/-]+)\/` \|/gm)].map(([, folder]) => folder);
  expect(named.sort()).toEqual(rooms.sort());
});

test("each npm script exists", () => {
  const named = ({ text }: Page) =>
    [...text.matchAll(/npm (?:run )?(?:--\S+ )?([a-z][\w:-]*)/g)]
      .filter(([call, name = ""]) => call.includes(" run ") || ["start", "test"].includes(name))
      .map(([, name = ""]) => name);
  expect(pages.flatMap(named)).toEqual(expect.arrayContaining(["start", "test", "demo", "test:attacks"]));
  expect(faults(named, (name, { folder }) => !scriptsFor(folder).includes(name))).toEqual([]);
});

test("docs/testing.md has each test script of package.json", () => {
  const text = pages.find(({ file }) => file === "docs/testing.md")?.text ?? "";
  const scripts = scriptsFor(root).filter((name) => name.startsWith("test:"));
  expect(scripts).toEqual(expect.arrayContaining(["test:attacks", "test:order"]));
  expect(scripts.filter((name) => !text.includes(`\`npm run ${name}\``))).toEqual([]);
});

test("each file that an npm script runs exists", () => {
  const packages = [".", "quality/differential", "quality/mutation"];
  const named = packages.flatMap((folder) => {
    const { scripts } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    return [...JSON.stringify(scripts).matchAll(/[\w./-]+\.(?:ts|js|mjs)\b/g)].map(([file]) =>
      join(folder, file),
    );
  });
  expect(named).toEqual(expect.arrayContaining(["cli/bin.js", "cli/run.js", "quality/mutation/run.mjs"]));
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test("each pattern of tests fits one", () => {
  const named = ({ text }: Page) => [...text.matchAll(/npx jest ([\w/.-]+)/g)].map(([, name = ""]) => name);
  expect(pages.flatMap(named)).not.toEqual([]);
  expect(
    faults(
      named,
      (name) => !TESTS.some((file) => join("__tests__", file).includes(name) && /\.test\.ts$/.test(file)),
    ),
  ).toEqual([]);
});

test("each pattern of an npm script fits tests", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const patterns = Object.entries(scripts).flatMap(([name, script]) => {
    const [, words = ""] = /\bjest (.*)/.exec(script) ?? [];
    const given = words.replace(/--testPathIgnorePatterns \S+|--config \S+|--\w+/g, "").split(/\s+/);
    return given.filter((word) => word !== "").map((pattern) => [name, pattern] as const);
  });
  expect(patterns).toContainEqual(["test:clone", "__tests__/clone"]);
  const isMissing = (pattern: string) =>
    !TESTS.some((file) => file.endsWith(".test.ts") && join("__tests__", file).includes(pattern));
  expect(patterns.filter(([, pattern]) => isMissing(pattern))).toEqual([]);
});

test("each resource that is named with its stack is in that stack", () => {
  const stacks = (["dev", "prod", "http"] as const).flatMap((name) => {
    const suffix = name === "dev" ? "" : `-${name}`;
    return Object.entries(terraformOf(environmentNamed(name))).map(
      ([stack, document]) => [`${stack}${suffix}`, document as unknown as Document] as const,
    );
  });
  // The examples of guard rules are other projects' resources; docs/declaring.md adds a route.
  const named = ({ file, text }: Page) =>
    ["docs/declaring.md", "docs/guard-rules.md"].includes(file)
      ? []
      : [...text.matchAll(/[a-z-]+\/aws_\w+\.[\w-]+/g)].map(([address]) => address);
  expect(pages.flatMap(named).length).toBeGreaterThan(4);
  const isMissing = (address: string) => {
    const [, stack = "", type = "", name = ""] = /^(.+)\/(\w+)\.(.+)$/.exec(address) ?? [];
    return new Map(stacks).get(stack)?.resource?.[type]?.[name] === undefined;
  };
  expect(faults(named, isMissing)).toEqual([]);
});

interface Document {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function faults(
  named: (page: Page) => readonly string[],
  isWrong: (text: string, page: Page) => boolean,
): string[] {
  return pages.flatMap((page) =>
    named(page)
      .filter((text) => isWrong(text, page))
      .map((text) => `${page.file}: ${text}`),
  );
}

function leadsNowhere(target: string, { file, folder }: Page): boolean {
  const [path = "", anchor] = target.split("#");
  const to = path === "" ? join(root, file) : join(folder, path);
  if (!existsSync(to)) return true;
  if (anchor === undefined) return false;
  return !statSync(to).isFile() || !anchorsOf(readFileSync(to, "utf8")).includes(anchor);
}

/** Begins with a folder of the project, or ends as its files do; NAME is a placeholder. */
function isPath(word: string): boolean {
  if (/\bNAME\b/.test(word)) return false;
  if (!/^\.?[\w@-][\w.@-]*(\/[\w.@-]+)*\/?$/.test(word) || NOT_HERE.test(word)) return false;
  const [first = "", ...rest] = word.split("/");
  if (rest.length === 0) return false;
  return existsSync(join(root, first)) || /\.(ts|js|cjs|md|json|ya?ml|tf)$/.test(word);
}

/** Jest's patterns leave out how tests end. */
function places(word: string, folder: string): string[] {
  return [join(root, word), join(folder, word), join(root, `${word}.test.ts`)];
}

/** Of the packages around the page: some folders have packages of their own. */
function scriptsFor(folder: string): string[] {
  const file = join(folder, "package.json");
  const own = existsSync(file) ? Object.keys(JSON.parse(readFileSync(file, "utf8")).scripts ?? {}) : [];
  return folder === root ? own : [...own, ...scriptsFor(dirname(folder))];
}
