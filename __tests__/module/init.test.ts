import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Document, modelled } from "../order/model";

/**
 * The modules of the stacks that `gatehouse init` writes, wired together in one root as their descriptions say. As in
 * module.test.ts, every resource is a `terraform_data`; variables, locals and outputs are the modules' own.
 */

jest.setTimeout(300_000);

const root = join(__dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "init-modules-"));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (program: string, ...args: readonly string[]) =>
  execFileSync(program, args, {
    cwd: folder,
    encoding: "utf8",
    stdio: "pipe",
    env: { ...process.env, CHECKPOINT_DISABLE: "1", TF_CLI_ARGS: "-no-color" },
  });
const gatehouse = (...args: readonly string[]) => run(process.execPath, join(root, "cli/bin.js"), ...args);
const read = (file: string) => readFileSync(join(folder, file), "utf8");
const write = (file: string, content: unknown) =>
  writeFileSync(join(folder, file), typeof content === "string" ? content : JSON.stringify(content));

beforeAll(() => {
  mkdirSync(join(folder, ".git"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  write("cdktf.json", { language: "typescript", app: `node ${join(root, "cli/run.js")} main.ts` });
  write("package.json", { name: "shop", dependencies: { cdktf: "0.21.0" } });
  write("main.ts", 'import { App } from "cdktf";\n\nconst app = new App();\napp.synth();\n');
  gatehouse("init");
  // From source, since the package is not built.
  write("secured-api.ts", read("secured-api.ts").replaceAll("@gatehouse-dev/gatehouse/", `${root}/library/`));
});

test.each([
  ["with the outputs that init writes", true],
  ["without outputs of their own", false],
])("they are valid together, %s", (_, hasOutputs) => {
  const text = read("secured-api.ts");
  write(
    "secured-api.ts",
    hasOutputs ? text : text.replace(/new TerraformOutput\(.*\)/, "void [stack, id, value, description]"),
  );
  gatehouse("synth");
  write("secured-api.ts", text);
  const modules = Object.fromEntries(["routes", "api"].map((name) => [name, written(name)]));
  const outputs = JSON.parse(read("routes/main.tf.json")).output as Readonly<Record<string, unknown>>;
  const taken = Object.entries<{ description: string }>(modules.api as never).filter(
    ([name]) => name !== "tags",
  );
  expect(taken).toHaveLength(5);
  expect(Object.keys(outputs)).toEqual(expect.arrayContaining(taken.map(([name]) => name)));
  for (const [name, { description }] of taken) expect(description).toContain(`output \`${name}\` of routes`);
  write("root.tf.json", {
    module: {
      routes: { source: "./routes" },
      api: {
        source: "./api",
        ...Object.fromEntries(taken.map(([name]) => [name, `\${module.routes.${name}}`])),
      },
    },
  });
  run("terraform", "init", "-input=false");
  expect(run("terraform", "validate")).toContain("The configuration is valid");
  expect(run("terraform", "plan", "-input=false")).toMatch(/Plan: \d+ to add, 0 to change, 0 to destroy/);
});

/** Writes the module with modelled resources, and returns its variables. */
function written(name: string): Readonly<Record<string, unknown>> {
  rmSync(join(folder, name), { recursive: true, force: true });
  gatehouse("module", name, "--stack", name);
  const part = (file: string): Document =>
    existsSync(join(folder, name, file)) ? JSON.parse(read(`${name}/${file}`)) : {};
  write(
    `${name}/main.tf.json`,
    modelled({ ...part("main.tf.json"), ...part("outputs.tf.json") }, () => ""),
  );
  for (const file of ["versions", "outputs"]) rmSync(join(folder, name, `${file}.tf.json`), { force: true });
  return JSON.parse(read(`${name}/variables.tf.json`)).variable;
}

test("the rules of the guard hold, with the waivers that init writes", () => {
  gatehouse("synth");
  expect(gatehouse("guard", "cdktf.out", "--base", "none")).toContain("2 waived");
});

test("gatehouse client takes their outputs beside the Terraform", () => {
  write("outputs.json", {
    routes: {
      region: "eu-central-1",
      user_pool_id: "eu-central-1_AbCdEf123",
      issuer: "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEf123",
      client_id: "4abcdefghijklmnop",
      identity_pool_id: "eu-central-1:00000000-0000-4000-8000-000000000000",
    },
    api: { url: "https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com/live", stage: "live" },
  });
  const written = gatehouse("client", "--for", "env", "cdktf.out", "outputs.json");
  for (const value of ["eu-central-1_AbCdEf123", "4abcdefghijklmnop", "https://a1b2c3d4e5.execute-api"])
    expect(written).toContain(value);
  // Every output that the file has is one that the stacks write.
  const outputs = ["routes", "api"].map(
    (name) => JSON.parse(read(`cdktf.out/stacks/${name}/cdk.tf.json`)).output,
  );
  for (const [at, of] of Object.values(JSON.parse(read("outputs.json"))).entries())
    expect(Object.keys(outputs[at])).toEqual(expect.arrayContaining(Object.keys(of as object)));
});
