import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DeclarationError } from "../../../constructs/declaration/errors";
import { bundle } from "../../../constructs/functions/bundle";

const root = join(__dirname, "../../..");

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "bundle-"));
  mkdirSync(join(project, "functions/hello"), { recursive: true });
  mkdirSync(join(project, "node_modules"));
});
afterEach(() => rmSync(project, { recursive: true }));

const write = (text: string) => writeFileSync(join(project, "functions/hello/index.ts"), text);
const text = () => Buffer.from(bundle(join(project, "functions/hello")).code).toString();

test("a function without a handler file stops the synth, and is named", () => {
  const missing = join(project, "functions/nobody");
  expect(() => bundle(missing)).toThrow(DeclarationError);
  expect(() => bundle(missing)).toThrow(`No handler at ${missing}/index.ts`);
});

test("a changed source is bundled anew, an unchanged one gives the same bytes", () => {
  write("export const handler = async () => 'first';");
  expect(text()).toContain("first");
  expect(text()).toBe(text());
  write("export const handler = async () => 'second';");
  expect(text()).toContain("second");
});

test("the same sources in another folder give the same bytes", () => {
  write("export const handler = async (event: object) => JSON.stringify(event);");
  const here = text();
  const other = mkdtempSync(join(tmpdir(), "elsewhere-"));
  symlinkSync(join(project, "functions"), join(other, "functions"));
  const there = Buffer.from(bundle(join(other, "functions/hello")).code).toString();
  rmSync(other, { recursive: true });
  expect(createHash("sha256").update(there).digest("hex")).toBe(
    createHash("sha256").update(here).digest("hex"),
  );
});

test("a project that was installed as a package makes the same bytes as a clone", () => {
  // With strict settings, as the project's own tsconfig.json has them, esbuild would write "use strict" in a clone only.
  const settings = JSON.stringify({ compilerOptions: { strict: true, target: "es2015" } });
  write(`class Counter { count = 1; }
    export const handler = async () => JSON.stringify(new Counter());`);
  writeFileSync(join(project, "tsconfig.json"), settings);
  const installed = join(project, "node_modules/gatehouse");
  cpSync(join(project, "functions"), join(installed, "functions"), { recursive: true });
  writeFileSync(join(installed, "tsconfig.json"), settings);
  const there = Buffer.from(bundle(join(installed, "functions/hello")).code).toString();
  expect(there).toContain("count");
  expect(there).toBe(text());
});

test.each(["authorizer", "token-scopes", "account"])(
  "%s of the project makes the same bytes below node_modules, its packages beside it",
  (name) => {
    // Packages are found as npm lays them out: beside the installed project.
    const modules = join(project, "node_modules");
    for (const each of readdirSync(join(root, "node_modules")))
      symlinkSync(join(root, "node_modules", each), join(modules, each));
    const installed = join(modules, "gatehouse");
    for (const folder of ["functions", "contract", "tsconfig.json", "package.json"])
      cpSync(join(root, folder), join(installed, folder), { recursive: true });
    const there = bundle(join(installed, "functions", name)).code;
    expect(Buffer.from(there).equals(bundle(join(root, "functions", name)).code)).toBe(true);
  },
);

const ALLOWED =
  /^(functions|access|contract)\/|^node_modules\/(aws-jwt-verify|@aws-sdk|@smithy|@aws-crypto|@aws|@aws-lambda-powertools|valibot|tslib|bowser|fast-xml-parser|strnum|mnemonist|obliterator|uuid)\//;

test.each(["authorizer", "token-scopes", "pets", "products", "account", "inventory", "health"])(
  "%s carries its own code and allowed packages only",
  (name) => {
    const { inputs } = bundle(join(root, "functions", name));
    expect(inputs.length).toBeGreaterThan(0);
    expect(inputs.filter((path) => !ALLOWED.test(path))).toEqual([]);
    const folders = inputs.filter((path) => path.startsWith("functions/"));
    expect(
      folders.filter(
        (path) => !new RegExp(`^functions/(${name}|handler|runtime|token-verifier)/`).test(path),
      ),
    ).toEqual([]);
  },
);
