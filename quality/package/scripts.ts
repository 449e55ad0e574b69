import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { build, type Plugin } from "esbuild";
import { ARCHIVED, inFork } from "./fork";

export const ROOT = join(__dirname, "../..");
export const DIST = join(ROOT, "dist");
const LIBRARY = join(ROOT, "library");

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** What the package's own places are relative to, in each script. */
const PACKAGE = "gatehousePackage";

/**
 * `__dirname` of each source, as it would be if the sources were in the package. Files that are read when a program runs
 * stand there at the same place as in a clone.
 */
const ownPlace: Plugin = {
  name: "own-place",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8");
      if (
        !path.startsWith(ROOT + sep) ||
        path.includes(`${sep}node_modules${sep}`) ||
        !/\b__dirname\b/.test(text)
      )
        return undefined;
      const place = relative(ROOT, dirname(path)).split(sep).join("/");
      return { contents: `const __dirname = ${PACKAGE} + "/${place}";${text}`, loader: "ts" };
    });
  },
};

/** An entry that another one imports is loaded as it is, once. */
const otherEntries: Plugin = {
  name: "other-entries",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/terraform$/ }, ({ importer, path }) =>
      dirname(importer) === LIBRARY ? { path: `${path}.js`, external: true } : undefined,
    );
  },
};

/** The same script for projects on the fork of cdktf. */
const onFork: Plugin = {
  name: "on-fork",
  setup({ onResolve }) {
    onResolve({ filter: ARCHIVED }, ({ path }) => ({ path: inFork(path), external: true }));
  },
};

interface Entry {
  readonly source: string;
  readonly name: string;
  readonly external: readonly string[];
  /** @default none */
  readonly plugins?: readonly Plugin[];
}

/**
 * One script for the command and one for each subpath of the package.
 *
 * @returns the paths of all inputs, from the project's folder
 */
export async function bundleEntries(): Promise<string[]> {
  const { dependencies, peerDependencies } = JSON.parse(
    readFileSync(join(ROOT, "package.json"), "utf8"),
  ) as Manifest;
  const peers = Object.keys(peerDependencies);
  const external = [...peers, ...Object.keys(dependencies)];
  const library = readdirSync(LIBRARY).filter((file) => file !== "read.ts");
  const entries: readonly Entry[] = [
    // One file is loaded faster than several. The parser of HCL reads a file of its own package.
    { source: "cli/main.ts", name: "gatehouse", external: [...peers, "@cdktf/hcl2json"] },
    ...library.map((file) => ({ source: `library/${file}`, name: basename(file, ".ts"), external })),
    { source: "library/constructs.ts", name: "constructs-cdktn", external, plugins: [onFork] },
  ];
  const inputs = await Promise.all(entries.map(bundleEntry));
  return [...new Set(inputs.flat())];
}

async function bundleEntry({ external, name, plugins = [], source }: Entry): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [join(ROOT, source)],
    absWorkingDir: ROOT,
    bundle: true,
    external: [...external],
    outfile: join(DIST, `${name}.js`),
    platform: "node",
    target: "node20",
    format: "cjs",
    metafile: true,
    // Names stay and lines are short, for stacks of errors: Node.js prints the line of one that is not caught.
    lineLimit: 160,
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    banner: { js: `const ${PACKAGE} = require("node:path").join(__dirname, "..");` },
    plugins: [...plugins, otherEntries, ownPlace],
    tsconfigRaw: { compilerOptions: {} },
    logLevel: "warning",
  });
  return Object.keys(metafile.inputs);
}
