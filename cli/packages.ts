/** Packages that only some commands need. They are optional peers, so that a reviewer's installation stays small. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "./error";
import { manifest } from "./version";

const GATE = [
  "@peculiar/x509",
  "@simplewebauthn/server",
  "@xmldom/xmldom",
  "ajv",
  "ajv-draft-04",
  "aws4fetch",
  "dynalite",
  "level",
  "reflect-metadata",
  "xml-crypto",
];

/** By command; the others need none. */
export const NEEDED: Readonly<Record<string, readonly string[]>> = {
  start: GATE,
  demo: [...GATE, "@aws-sdk/client-cognito-identity", "@aws-sdk/client-cognito-identity-provider", "esbuild"],
};

/** @throws UsageError `PACKAGES_MISSING` with the line that installs them */
export function requirePackages(command: string, find = isInstalled, isNamed = isNamedHere): void {
  const missing = (NEEDED[command] ?? []).filter((name) => !find(name));
  if (missing.length === 0) return;
  const { name, peerDependencies, version } = manifest();
  // A project that names this package has it already, maybe from a file and not from a registry.
  const wanted = [
    ...(isNamed(name) ? [] : [`'${name}@${version}'`]),
    ...missing.map((one) => `'${one}@${peerDependencies[one]}'`),
  ];
  throw new UsageError(
    "PACKAGES_MISSING",
    `"gatehouse ${command}" needs ${missing.join(", ")}, not installed here. Install them beside this package:\nnpm install --save-dev ${wanted.join(" ")}`,
  );
}

/** Whether the nearest package.json, from the working directory upwards, names a package or is its own. */
function isNamedHere(name: string): boolean {
  for (let here = process.cwd(); ; here = dirname(here)) {
    const file = join(here, "package.json");
    if (existsSync(file)) {
      const { dependencies, devDependencies, name: own } = JSON.parse(readFileSync(file, "utf8"));
      return own === name || name in { ...dependencies, ...devDependencies };
    }
    if (here === dirname(here)) return false;
  }
}

function isInstalled(name: string): boolean {
  // Not require.resolve(): some packages export neither their package.json nor a CommonJS entry.
  return (require.resolve.paths(name) ?? []).some((folder) => existsSync(join(folder, name)));
}
