import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { COMMANDS } from "../../cli/commands";
import { gatehouse } from "../../cli/gatehouse";
import { captured, outputOf, removeFolders } from "./captured";

/** `--json`: captured() holds what it prints to the command's schema. */

afterAll(removeFolders);

const root = join(__dirname, "../..");
const [before, after] = ["before", "after"].map((side) => join(root, "examples/review", side)) as [
  string,
  string,
];

/** Commands that print no data, and why. */
const WITHOUT: Readonly<Record<string, string>> = {
  client: "each of its formats is a client's own",
  completion: "it prints a script",
};

test.each(COMMANDS.map(({ help }) => help))(
  "$name gives its data as JSON, by a schema",
  ({ name, options }) => {
    const hasJson = Object.hasOwn(options, "json");
    expect(hasJson).toBe(!Object.hasOwn(WITHOUT, name));
    expect(existsSync(join(root, `schemas/${name}.schema.json`))).toBe(hasJson);
  },
);

test("the package has every schema", () => {
  const { files } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(files).toContain("schemas");
});

test.each([
  ["access", [before]],
  ["diff", [before, after]],
  ["guard", [after, "--base", before]],
])("%s --json is --format json", async (command, args) => {
  const asJson = await captured(gatehouse, command, ...args, "--json");
  expect(asJson).toEqual(await captured(gatehouse, command, ...args, "--format", "json"));
  expect(JSON.parse(asJson.out)).toMatchObject({ version: 1 });
  const { err, status } = await captured(gatehouse, command, ...args, "--json", "--format", "sarif");
  expect({ status, err }).toEqual({
    status: 2,
    err: "gatehouse: --json and --format sarif: expected one of them.\n",
  });
});

test("one answer of access, with its place and its words", async () => {
  const args = [before, "--why", "POST /orders", "--as", "group:clerk"] as const;
  const { out } = await captured(gatehouse, "access", ...args, "--json");
  const answer = JSON.parse(out);
  expect(answer).toMatchObject({
    kind: "rest",
    method: "POST",
    path: "/orders",
    principal: "group:clerk",
    decision: "deny",
    position: { file: expect.stringMatching(/api\.tf$/), line: expect.any(Number) },
  });
  expect((await captured(gatehouse, "access", ...args)).out).toBe(answer.text);
});

test("the stacks of synth, and the files of module", async () => {
  const project = mkdtempSync(join(tmpdir(), "json-"));
  const cwd = jest.spyOn(process, "cwd").mockReturnValue(project);
  try {
    const app = `mkdir -p cdktf.out/stacks/shop && echo '{}' > cdktf.out/stacks/shop/cdk.tf.json && echo 'warning: no keys' >&2`;
    writeFileSync(join(project, "cdktf.json"), JSON.stringify({ app }));
    const missing = await captured(gatehouse, "module", join(project, "none"), "--stack", "shop");
    expect(missing.err).toMatch(/There is no Terraform in .* Write the stacks of its environment first/);
    const { err, out } = await captured(gatehouse, "synth", "--json");
    expect(JSON.parse(out)).toEqual({
      version: 1,
      output: "cdktf.out",
      stacks: [{ name: "shop", file: "cdktf.out/stacks/shop/cdk.tf.json" }],
      warnings: ["no keys"],
    });
    expect(err).toBe("warning: no keys\n");
    const folder = join(project, "module");
    const made = await captured(
      gatehouse,
      "module",
      folder,
      "--stack",
      "shop",
      "--from",
      outputOf({}),
      "--json",
    );
    const { archives, files } = JSON.parse(made.out);
    expect(archives).toEqual([]);
    for (const file of files) expect(existsSync(join(folder, file))).toBe(true);
    expect(files).toContain("README.md");
  } finally {
    cwd.mockRestore();
    rmSync(project, { recursive: true });
  }
});
