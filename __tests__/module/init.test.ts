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
import type { ApiKind } from "../../cli/init/stack";
import { type Document, modelled } from "../order/model";

/**
 * The modules of the stacks that `gatehouse init` writes, wired together in one root as their descriptions say. As in
 * module.test.ts, every resource is a `terraform_data`; variables, locals and outputs are the modules' own.
 */

jest.setTimeout(300_000);

const root = join(__dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "init-modules-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Written {
  /** The two stacks, in the order of their deployment. */
  readonly stacks: readonly [first: string, second: string];
  /** How many values the second takes from the first. */
  readonly taken: number;
  readonly waived: number;
  readonly locks: string;
  readonly address: string;
  readonly stage: string;
}

const KINDS: Readonly<Record<ApiKind, Written>> = {
  rest: {
    stacks: ["routes", "api"],
    taken: 5,
    waived: 2,
    locks: "2 iam, 1 cognito",
    address: "https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com/live",
    stage: "live",
  },
  http: {
    stacks: ["users", "api"],
    taken: 4,
    waived: 1,
    locks: "2 iam, 1 jwt",
    address: "https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com",
    stage: "$default",
  },
};

describe.each(Object.entries(KINDS) as [ApiKind, Written][])("for %s", (kind, expected) => {
  const place = join(folder, kind);
  const [first, second] = expected.stacks;
  const run = (program: string, ...args: readonly string[]) =>
    execFileSync(program, args, {
      cwd: place,
      encoding: "utf8",
      stdio: "pipe",
      env: { ...process.env, CHECKPOINT_DISABLE: "1", TF_CLI_ARGS: "-no-color" },
    });
  const gatehouse = (...args: readonly string[]) => run(process.execPath, join(root, "cli/bin.js"), ...args);
  const read = (file: string) => readFileSync(join(place, file), "utf8");
  const write = (file: string, content: unknown) =>
    writeFileSync(join(place, file), typeof content === "string" ? content : JSON.stringify(content));

  beforeAll(() => {
    mkdirSync(join(place, ".git"), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(place, "node_modules"));
    write("cdktf.json", { language: "typescript", app: `node ${join(root, "cli/run.js")} main.ts` });
    write("package.json", { name: "shop", dependencies: { cdktf: "0.21.0" } });
    write("main.ts", 'import { App } from "cdktf";\n\nconst app = new App();\napp.synth();\n');
    gatehouse("init", "--api", kind);
    // From source, since the package is not built.
    write(
      "secured-api.ts",
      read("secured-api.ts").replaceAll("@gatehouse-dev/gatehouse/", `${root}/library/`),
    );
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
    const modules = Object.fromEntries(expected.stacks.map((name) => [name, written(name)]));
    const outputs = JSON.parse(read(`${first}/main.tf.json`)).output as Readonly<Record<string, unknown>>;
    const taken = Object.entries<{ description: string }>(modules[second] as never).filter(
      ([name]) => name !== "tags",
    );
    expect(taken).toHaveLength(expected.taken);
    expect(Object.keys(outputs)).toEqual(expect.arrayContaining(taken.map(([name]) => name)));
    for (const [name, { description }] of taken)
      expect(description).toContain(`output \`${name}\` of ${first}`);
    write("root.tf.json", {
      module: {
        [first]: { source: `./${first}` },
        [second]: {
          source: `./${second}`,
          ...Object.fromEntries(taken.map(([name]) => [name, `\${module.${first}.${name}}`])),
        },
      },
    });
    run("terraform", "init", "-input=false");
    expect(run("terraform", "validate")).toContain("The configuration is valid");
    expect(run("terraform", "plan", "-input=false")).toMatch(/Plan: \d+ to add, 0 to change, 0 to destroy/);
  });

  /** Writes the module with modelled resources, and returns its variables. */
  function written(name: string): Readonly<Record<string, unknown>> {
    rmSync(join(place, name), { recursive: true, force: true });
    gatehouse("module", name, "--stack", name);
    const part = (file: string): Document =>
      existsSync(join(place, name, file)) ? JSON.parse(read(`${name}/${file}`)) : {};
    write(
      `${name}/main.tf.json`,
      modelled({ ...part("main.tf.json"), ...part("outputs.tf.json") }, () => ""),
    );
    for (const file of ["versions", "outputs"]) rmSync(join(place, name, `${file}.tf.json`), { force: true });
    return JSON.parse(read(`${name}/variables.tf.json`)).variable;
  }

  test("the rules of the guard hold, with the waivers that init writes", () => {
    gatehouse("synth");
    expect(gatehouse("guard", "cdktf.out", "--base", "none")).toContain(`${expected.waived} waived`);
  });

  test("the routes are behind their locks", () => {
    expect(gatehouse("access")).toContain(`4 routes: 1 open, 3 locked (${expected.locks}); 0 warnings`);
  });

  test("gatehouse client takes their outputs beside the Terraform", () => {
    write("outputs.json", {
      [first]: {
        region: "eu-central-1",
        user_pool_id: "eu-central-1_AbCdEf123",
        issuer: "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEf123",
        client_id: "4abcdefghijklmnop",
        identity_pool_id: "eu-central-1:00000000-0000-4000-8000-000000000000",
      },
      [second]: { url: expected.address, stage: expected.stage },
    });
    const written = gatehouse("client", "--for", "env", "cdktf.out", "outputs.json");
    for (const value of ["eu-central-1_AbCdEf123", "4abcdefghijklmnop", expected.address])
      expect(written).toContain(value);
    // Every output that the file has is one that the stacks write.
    const outputs = expected.stacks.map(
      (name) => JSON.parse(read(`cdktf.out/stacks/${name}/cdk.tf.json`)).output,
    );
    for (const [at, of] of Object.values(JSON.parse(read("outputs.json"))).entries())
      expect(Object.keys(outputs[at])).toEqual(expect.arrayContaining(Object.keys(of as object)));
  });
});
