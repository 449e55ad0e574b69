import { isBuiltin } from "node:module";
import { join, relative } from "node:path";
import { buildSync, type Metafile } from "esbuild";

/** What each command loads before it does anything, in counts: they grow with the time that it takes, on any machine. */

const root = join(__dirname, "../..");
const { metafile } = buildSync({
  absWorkingDir: root,
  entryPoints: ["cli/main.ts"],
  bundle: true,
  packages: "external",
  platform: "node",
  write: false,
  metafile: true,
});

/** The files that these load at once, and the packages among them; what a function requires when it is called is neither. */
function loaded(...files: readonly string[]): {
  readonly files: number;
  readonly packages: readonly string[];
} {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const { external, kind, path } of importsOf(metafile, file)) {
      if (kind !== "import-statement") continue;
      if (!external) visit(path);
      else if (!isBuiltin(path)) packages.add(path);
    }
  };
  for (const file of files) visit(file);
  return { files: seen.size, packages: [...packages].sort() };
}

function importsOf({ inputs }: Metafile, file: string): Metafile["inputs"][string]["imports"] {
  const found = inputs[file];
  if (!found) throw new Error(`${file} is no part of the command`);
  return found.imports;
}

interface Budget {
  readonly loads: readonly string[];
  readonly files: number;
  readonly packages: readonly string[];
}

const GATE = ["cli/commands/start.ts", "cli/start/users.ts", "cli/start/serve.ts", "cli/sources/served.ts"];

const BUDGETS: Readonly<Record<string, Budget>> = {
  "--version": { loads: [], files: 35, packages: [] },
  synth: { loads: ["cli/commands/synth.ts"], files: 45, packages: [] },
  access: { loads: ["cli/commands/access.ts"], files: 600, packages: ["fflate/browser"] },
  "start, before the app synthesizes": { loads: ["cli/commands/start.ts"], files: 60, packages: [] },
  "start, while it does": { loads: GATE, files: 1_150, packages: ["fflate", "fflate/browser", "valibot"] },
};

test.each(Object.entries(BUDGETS))("gatehouse %s", (_, { loads, files, packages }) => {
  const found = loaded("cli/main.ts", ...loads);
  expect(found.packages.filter((name) => !packages.includes(name))).toEqual([]);
  expect(found.files).toBeLessThanOrEqual(files);
});

test("the app of the project loads its own files and those of cdktf as one script, and no other package", async () => {
  const { bundle } = jest.requireActual<{
    bundle(entry: string): Promise<{ readonly text: string; readonly sources: ReadonlyMap<string, string> }>;
  }>("../../cli/bundle.js");
  const { sources, text } = await bundle(join(root, "main.ts"));
  const required = [...text.matchAll(/\b(?:require|__require)\("([^"]+)"\)/g)].map(([, name = ""]) => name);
  // Where a function is bundled, and where cdktf zips a folder.
  const late = /^esbuild(\/|$)|\/archiver$/;
  expect(required.filter((name) => !isBuiltin(name) && !late.test(name))).toEqual([]);
  const ofPackages = [...sources.keys()].filter((file) => relative(root, file).includes("node_modules"));
  expect(ofPackages.length).toBeLessThanOrEqual(270);
  expect(sources.size - ofPackages.length).toBeLessThanOrEqual(180);
});
