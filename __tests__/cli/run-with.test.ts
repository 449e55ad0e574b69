import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { access } from "../../cli/commands/access";
import { diff } from "../../cli/commands/diff";
import { gatehouse } from "../../cli/gatehouse";
import { captured } from "./captured";

/** --var, --var-file and --workspace: what Terraform would be run with. */

const base = mkdtempSync(join(tmpdir(), "gatehouse-run-"));
afterAll(() => rmSync(base, { recursive: true }));

function put(path: string, text: string): string {
  mkdirSync(dirname(join(base, path)), { recursive: true });
  writeFileSync(join(base, path), text);
  return join(base, path);
}

const api = (lock: string, type = "string") => `
  variable "lock" { type = ${type} }
  resource "aws_api_gateway_rest_api" "shop" { name = "shop" }
  resource "aws_api_gateway_method" "get" {
    rest_api_id   = aws_api_gateway_rest_api.shop.id
    resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
    http_method   = "GET"
    authorization = ${lock}
  }`;

const folder = (name: string, ...rest: Parameters<typeof api>) =>
  dirname(put(`${name}/main.tf`, api(...rest)));

async function lockOf(...args: readonly string[]): Promise<string> {
  const { routes } = JSON.parse((await captured(access, ...args, "--format", "json")).out);
  const [{ authorization, cells }] = routes;
  return cells[0].decision === "unknown" ? "unknown" : authorization;
}

describe("values of variables", () => {
  const plain = folder("plain", "var.lock");
  const none = put("none.tfvars", 'lock = "NONE"\n');

  test.each<[string, readonly string[], string]>([
    ["none", [], "unknown"],
    ["a text", ["--var", "lock=AWS_IAM"], "AWS_IAM"],
    ["a file", ["--var-file", none], "NONE"],
    ["a text, then a file", ["--var", "lock=AWS_IAM", "--var-file", none], "NONE"],
    ["a file, then a text", ["--var-file", none, "--var", "lock=AWS_IAM"], "AWS_IAM"],
  ])("%s", async (_, args, lock) => {
    expect(await lockOf(plain, ...args)).toBe(lock);
  });

  test("are over those that Terraform takes by itself", async () => {
    const automatic = folder("automatic", "var.lock");
    put("automatic/terraform.tfvars", 'lock = "NONE"');
    put("automatic/a.auto.tfvars", 'lock = "AWS_IAM"');
    expect(await lockOf(automatic)).toBe("AWS_IAM");
    expect(await lockOf(automatic, "--var-file", none)).toBe("NONE");
  });

  test("are expressions for a variable of a type that is not simple", async () => {
    const listed = folder("listed", "var.lock[1]", "list(string)");
    expect(await lockOf(listed, "--var", 'lock=["NONE", "AWS_IAM"]')).toBe("AWS_IAM");
  });

  test("of the environment are not taken: one commit has one answer", async () => {
    process.env.TF_VAR_lock = "NONE";
    expect(await lockOf(plain)).toBe("unknown");
    delete process.env.TF_VAR_lock;
  });

  test("that nothing declares are named", async () => {
    const { out } = await captured(access, plain, "--var", "lock=NONE", "--var", "lok=AWS_IAM");
    expect(out).toMatch(/it is given, and nothing declares it\s+var\.lok/);
  });

  test("hold for both sides of a comparison", async () => {
    const changed = folder("changed", 'var.lock == "AWS_IAM" ? "NONE" : "AWS_IAM"');
    expect((await captured(diff, plain, changed, "--var", "lock=AWS_IAM")).status).toBe(3);
    expect((await captured(diff, plain, changed, "--var", "lock=NONE")).status).toBe(0);
  });
});

test("the workspace is the one that is named", async () => {
  const spaces = folder("spaces", 'terraform.workspace == "prod" ? "AWS_IAM" : "NONE"');
  expect(await lockOf(spaces)).toBe("unknown");
  expect(await lockOf(spaces, "--workspace", "prod")).toBe("AWS_IAM");
  expect(await lockOf(spaces, "--workspace", "dev")).toBe("NONE");
});

test.each<[string, readonly string[], RegExp]>([
  ["a value without a name", ["--var", "NONE"], /--var NONE: expected NAME=VALUE/],
  [
    "a file that is not there",
    ["--var-file", "/nonexistent"],
    /--var-file \/nonexistent: there is no such file/,
  ],
  ["two workspaces", ["--workspace", "a", "--workspace", "b"], /--workspace is given twice/],
])("%s is refused", async (_, args, message) => {
  const { err, status } = await captured(gatehouse, "access", folder("refused", "var.lock"), ...args);
  expect({ status, err }).toEqual({ status: 2, err: expect.stringMatching(message) });
});

test("a state has its values already", async () => {
  const state = put("state.json", JSON.stringify({ format_version: "1.0", values: { root_module: {} } }));
  const { err, status } = await captured(gatehouse, "access", state, "--workspace", "prod");
  expect({ status, err }).toEqual({ status: 2, err: expect.stringContaining("are for folders of HCL") });
});
