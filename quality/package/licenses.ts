import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/**
 * The licences of the packages that bundles contain: most of them must be passed on with the code.
 *
 * @param root the folder that the inputs are relative to
 * @throws Error for a package that names no licence
 */
export function licensesOf(root: string, inputs: readonly string[]): string {
  const folders = new Set(
    inputs.flatMap((path) => {
      const [found] = /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(path) ?? [];
      return found === undefined ? [] : [found];
    }),
  );
  const packages = new Map<string, string[]>();
  for (const folder of [...folders].sort()) {
    const { license, name, version } = JSON.parse(
      readFileSync(join(root, folder, "package.json"), "utf8"),
    ) as PackageJson;
    if (license === undefined) throw new Error(`${folder} names no licence`);
    const file = readdirSync(join(root, folder)).find((one) => /^(licen[cs]e|copying)/i.test(one));
    const text = file === undefined ? license : readFileSync(join(root, folder, file), "utf8").trim();
    packages.set(text, [...(packages.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const notices = [...packages].map(([text, names]) => `${names.join("\n")}\n\n${text}`);
  return `The scripts beside this file contain code of these packages.\n\n${notices.join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}
