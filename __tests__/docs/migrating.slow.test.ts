import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readTerraform } from "../../library/terraform";
import { blocks } from "./blocks";
import { root } from "./markdown";

/** The programs of these pages compile, and what they write has the locks that the page says. */
const PAGES = ["docs/migrating.md", "docs/constructs.md", "docs/rest-or-http.md"];

jest.setTimeout(120_000);

const programs = blocks.flatMap(({ file, lines }) => {
  const name = /^\/\/ (\S+\.ts)$/.exec(lines[0] ?? "")?.[1];
  return PAGES.includes(file) && name !== undefined ? [{ name, text: lines.join("\n") }] : [];
});

const folder = mkdtempSync(join(tmpdir(), "migrating-"));
beforeAll(() => {
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const library = join(root, "library");
  for (const { name, text } of programs)
    writeFileSync(join(folder, name), text.replaceAll("@gatehouse-dev/gatehouse", library));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("they compile", () => {
  const compilerOptions = { types: ["node"] };
  const config = { extends: join(root, "tsconfig.json"), compilerOptions, include: ["*.ts"] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const compiler = join(root, "node_modules/typescript-7/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [compiler, "--noEmit"], { cwd: folder, encoding: "utf8" });
  expect(stdout).toBe("");
});

/** The folder to which a program writes. The package is the sources here. */
function synthesized(name: string): string {
  const out = join(folder, name.replace(".ts", ".out"));
  const { stderr, status } = spawnSync(process.execPath, [join(root, "cli/run.js"), join(folder, name)], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, CDKTF_OUTDIR: out },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return out;
}

test.each([
  ["least.ts", ["GET /health NONE", "GET /orders COGNITO_USER_POOLS"]],
  ["least-http.ts", ["GET /health NONE", "GET /orders JWT"]],
  ["both.ts", ["GET /health NONE", "GET /orders COGNITO_USER_POOLS", "GET /orders JWT"]],
  ["from-sam.ts", ["GET /ping NONE", "POST /pets COGNITO_USER_POOLS"]],
  ["from-serverless.ts", ["GET /stock/{id} AWS_IAM", "PUT /stock/{id} AWS_IAM"]],
  ["from-cdk.ts", ["GET /orders CUSTOM"]],
])("%s writes the locks of its declaration", async (name, locks) => {
  const { matrix } = await readTerraform(synthesized(name));
  const found = matrix.routes.map(({ authorization, method, path }) => `${method} ${path} ${authorization}`);
  expect(found.sort()).toEqual(locks);
});

test("import-api.ts writes an import block of each part", () => {
  const text = readFileSync(join(synthesized("import-api.ts"), "stacks/routes/cdk.tf.json"), "utf8");
  const { import: imported, resource } = JSON.parse(text) as {
    readonly import: readonly { readonly to: string }[];
    readonly resource: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  const made = Object.entries(resource).flatMap(([type, named]) =>
    Object.keys(named).map((name) => `${type}.${name}`),
  );
  expect(made).toHaveLength(4);
  expect(imported.map(({ to }) => to).sort()).toEqual(made.sort());
});

test("import-pool.ts writes an import block of the pool", () => {
  const text = readFileSync(join(synthesized("import-pool.ts"), "stacks/identity/cdk.tf.json"), "utf8");
  expect(JSON.parse(text).import).toEqual([
    { id: "us-east-1_AbCdEfGhI", to: expect.stringMatching(/^aws_cognito_user_pool\.users_pool/) },
  ]);
});
