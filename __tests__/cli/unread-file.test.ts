import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { diff } from "../../cli/commands/diff";
import { captured, removeFolders, temporaryFolder } from "./captured";

/** A file that is not read may declare whatever another file or a value says: that one differs is said at it. */

afterAll(removeFolders);

type Files = Readonly<Record<string, string>>;

const LARGE = "# a comment\n".repeat(170_000);
const METHOD = `
variable "auth" {}
resource "aws_api_gateway_rest_api" "a" { name = "a" }
resource "aws_api_gateway_method" "m" {
  rest_api_id   = aws_api_gateway_rest_api.a.id
  resource_id   = aws_api_gateway_rest_api.a.root_resource_id
  http_method   = "GET"
  authorization = var.auth
}`;
const BROKEN = `resource "x" "y" { a { b {} } }${METHOD}`;
const values = (auth: string) => `auth = "${auth}"\n`;

function sideOf(files: Files): string {
  const folder = temporaryFolder("side-");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const cases: Readonly<Record<string, readonly [unread: string, common: Files, from: Files, to: Files]>> = {
  "a value": [
    "main.tf",
    { "main.tf": BROKEN },
    { "terraform.tfvars": values("AWS_IAM") },
    { "terraform.tfvars": values("NONE") },
  ],
  "a value of which only the unread file has the variable": [
    "main.tf",
    { "main.tf": LARGE + METHOD },
    { "terraform.tfvars": values("AWS_IAM") },
    { "terraform.tfvars": values("NONE") },
  ],
  "a text": [
    "main.tf",
    { "main.tf": LARGE + METHOD.replace("var.auth", 'file("lock.conf")') },
    { "lock.conf": "AWS_IAM" },
    { "lock.conf": "NONE" },
  ],
  "a text in the repository": [
    "main.tf",
    { ".git/HEAD": "", "infra/main.tf": LARGE + METHOD.replace("var.auth", 'file("../lock.txt")') },
    { "lock.txt": "AWS_IAM" },
    { "lock.txt": "NONE" },
  ],
  "a default in another file": [
    "b.tf",
    { "b.tf": BROKEN.replace('variable "auth" {}', "") },
    { "a.tf": 'variable "auth" { default = "AWS_IAM" }' },
    { "a.tf": 'variable "auth" { default = "NONE" }' },
  ],
  "the file of values itself": [
    "terraform.tfvars",
    { "main.tf": METHOD },
    { "terraform.tfvars": values("AWS_IAM") + values("AWS_IAM") },
    { "terraform.tfvars": values("AWS_IAM") + values("NONE") },
  ],
};

test.each(Object.entries(cases))("%s differs", async (_, [unread, common, from, to]) => {
  const rootOf = (folder: string) => ("infra/main.tf" in common ? join(folder, "infra") : folder);
  const [base, head] = [sideOf({ ...common, ...from }), sideOf({ ...common, ...to })].map(rootOf);
  const { out, status } = await captured(diff, base as string, head as string);
  expect(out).toMatch(new RegExp(`^Cannot tell\n {2}${unread}: it .* differs\\)`));
  expect(status).toBe(4);
});

test.each(Object.entries(cases))(
  "where %s is equal, nothing but the unread file is said",
  async (_, [unread, common, from]) => {
    const base = sideOf({ ...common, ...from });
    const head = temporaryFolder("side-");
    cpSync(base, head, { recursive: true });
    const rootOf = (folder: string) => ("infra/main.tf" in common ? join(folder, "infra") : folder);
    const { out, status } = await captured(diff, rootOf(base), rootOf(head));
    expect(status).toBe(0);
    expect(out).toMatch(/^Nobody may call more or less than before\.\n/);
    expect(out).toContain(`New warnings\n  ${unread}: it `);
  },
);

test("outside of a repository, what a path further up leads to may differ", async () => {
  const files = { "main.tf": BROKEN.replace("var.auth", 'file("../lock.txt")') };
  const { out, status } = await captured(diff, sideOf(files), sideOf(files));
  expect(out).toMatch(/^Cannot tell\n {2}main\.tf: it does not parse: .* \(what it may read differs\)/);
  expect(status).toBe(4);
});
