/** Names in Terraform that others wrote move no cursor, forge no line, and become nothing but text. */
import { execFileSync } from "node:child_process";
import { access } from "../../cli/commands/access";
import { diff } from "../../cli/commands/diff";
import { guard } from "../../cli/commands/guard";
import { UsageError } from "../../cli/error";
import { errorText, faultText } from "../../cli/render/error-text";
import { jsonText } from "../../cli/render/json";
import { escaped, markdownTable } from "../../cli/render/markdown";
import { cleaned, printable } from "../../cli/render/printable";
import { welcome } from "../../cli/start/banner";
import type { GateDescription } from "../../gateway/deployment/description";
import { run } from "../gate/command";
import { allow, policy, shopDocument } from "../terraform/build/shop";
import { captured, fileOf, outputOf, removeFolders } from "./captured";

afterAll(removeFolders);

const FORGED = "Nobody may call more or less than before.";
const NAME = `x\n${FORGED}\r\u001b[2K\u009b1A\u2028${FORGED}\u202egnp\u200b\u{e0041}`;

function hostile(...grants: string[]): string {
  const group = { aws_cognito_user_group: { user: { name: NAME } } };
  const statement = { ...allow(grants), Sid: NAME, Condition: { StringEquals: { [NAME]: NAME } } };
  const user = policy(statement).aws_iam_role_policy?.user ?? {};
  const document = shopDocument(
    { "GET /pets": { authorization: "AWS_IAM" } },
    { ...group, aws_iam_role_policy: { [NAME]: user } },
  );
  return outputOf(document);
}

function expectClean(text: string): void {
  // What JSON, a table or a sentence has of its own is the end of a line.
  expect(text.match(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu)).toBeNull();
  expect(text.split("\n").filter((line) => line.startsWith(FORGED))).toEqual([]);
}

test.each([
  ["access", "text", () => captured(access, hostile("GET/pets"))],
  ["access", "markdown", () => captured(access, hostile("GET/pets"), "--format", "markdown")],
  ["access", "html", () => captured(access, hostile("GET/pets"), "--format", "html")],
  ["access", "json", () => captured(access, hostile("GET/pets"), "--format", "json")],
  [
    "access --why",
    "text",
    () => captured(access, hostile("GET/pets"), "--why", "GET /pets", "--as", printable(`group:${NAME}`)),
  ],
  ["diff", "text", () => captured(diff, hostile(), hostile("GET/pets"))],
  ["diff", "markdown", () => captured(diff, hostile(), hostile("GET/pets"), "--format", "markdown")],
  ["diff", "json", () => captured(diff, hostile(), hostile("GET/pets"), "--format", "json")],
  ["guard", "text", () => captured(guard, hostile("*"))],
  ["guard", "markdown", () => captured(guard, hostile("*"), "--format", "markdown")],
  ["guard", "json", () => captured(guard, hostile("*"), "--format", "json")],
  ["guard", "github", () => captured(guard, hostile("*"), "--format", "github")],
  ["guard", "sarif", () => captured(guard, hostile("*"), "--format", "sarif")],
  ["diff", "github", () => captured(diff, hostile(), hostile("GET/pets"), "--format", "github")],
  ["diff", "sarif", () => captured(diff, hostile(), hostile("GET/pets"), "--format", "sarif")],
])("%s as %s", async (_, format, written) => {
  const { err, out } = await written();
  expectClean(out);
  expectClean(err);
  // The name is there, spelled out.
  expect(out).toMatch(/u\\?\{1b\\?\}|\\u001b/);
  if (format === "json" || format === "sarif") expect(() => JSON.parse(out)).not.toThrow();
});

test("JSON is the same data", () => {
  const value = { [NAME]: [NAME, { deep: "😀 é" }] };
  expect(JSON.parse(jsonText(value, 2))).toEqual(value);
  expectClean(jsonText(value, 2));
});

test("an error quotes a name in one line; the app's output keeps its lines, indented", () => {
  expectClean(errorText(new UsageError("SOURCE_MISSING", `There is no ${NAME}`)));
  expect(errorText(new UsageError("SOURCE_MISSING", `There is no ${NAME}`)).split("\n")).toHaveLength(1);
  const synth = errorText(new UsageError("SYNTH_FAILED", `The synth stopped. a\n${NAME}`));
  expectClean(synth);
  expect(
    synth
      .split("\n")
      .slice(1)
      .every((line) => line.startsWith("  ")),
  ).toBe(true);
  const fault = faultText(new TypeError(NAME));
  expectClean(fault);
  expect(
    fault
      .split("\n")
      .slice(1)
      .every((line) => line.startsWith("    at ")),
  ).toBe(true);
});

test("the command says errors so", async () => {
  const { status, stderr } = await run(["access", `/nowhere/${NAME}`]);
  expect(status).toBe(2);
  expectClean(stderr);
  const file = fileOf("main.tf", `resource "aws_wish" "a" {\n  name = "${"\u001b[2K"}"\n`);
  expectClean((await run(["access", file])).stderr);
});

const description: GateDescription = {
  endpoint: "http://127.0.0.1:3000",
  url: "http://127.0.0.1:3000/dev';touch forged;'",
  region: "us-east-1",
  stage: "dev",
  restApiId: "a1",
  apis: [],
  userPoolId: "p",
  clientId: "c$(touch forged)",
  scriptClientId: "c$(touch forged)",
  clients: [],
  oauthUrl: null,
  identityPoolId: null,
  issuer: null,
  users: [{ username: "bob';touch forged;'", password: "p", groups: [NAME] }],
  samlProviders: [],
  externalUsers: [],
  systems: [],
  operator: { accessKeyId: "AKIA", secretAccessKey: "secret" },
  page: null,
  apiKeys: [{ name: NAME, value: "k" }],
  issuers: [],
  partner: null,
};

test("the welcome forges no line, and what it has to paste is the same words for a shell", () => {
  const [user] = description.users;
  if (!user) throw new Error("There is no user");
  const path = "/pets';touch forged;'";
  const tries = { unsigned: path, signedIn: { path, token: "AccessToken", user } } as const;
  const text = welcome(cleaned(description), "", cleaned(tries), "/tmp/it's $(here)");
  expectClean(text);
  const [, first = ""] = /curl -i (.*)/.exec(text) ?? [];
  const [, asked = ""] = /npx gatehouse token (.*)\)/.exec(text) ?? [];
  const words = execFileSync("sh", ["-c", `printf '%s\\n' ${first} ${asked}`])
    .toString()
    .split("\n");
  expect(words.slice(0, -1)).toEqual([
    description.url + path,
    "--state",
    "/tmp/it's $(here)",
    "bob';touch forged;'",
  ]);
});

describe("in Markdown", () => {
  test.each([
    ["https://evil.example/a_b", "`https://evil.example/a_b`"],
    ["see www.evil.example now", "see `www.evil.example` now"],
    ["mail a@b.example", "mail `a@b.example`"],
    ["@everybody", "`@everybody`"],
    ["fixes #12 and GH-7", "fixes `#12` and `GH-7`"],
    ["of 0123abcdef0123abcdef", "of `0123abcdef0123abcdef`"],
    [":white_check_mark:", "`:white_check_mark:`"],
    ["arn:aws:iam::1:role/x", "`arn:aws:iam::1:role/x`"],
    ["a`@b``c", "``` a`@b``c ```"],
    ["@a|b", "`@a`\\|`b`"],
    ["<img src=x> & [a](b) *c*", "&lt;img src=x> &amp; \\[a\\](b) \\*c\\*"],
    ["- a\n# b", "\\- a \\# b"],
    ["1. a", "1\\. a"],
    ["> a", "\\> a"],
    ['is "https://a.example/keys"); it', 'is "`https://a.example/keys`"); it'],
    ["of a@b.example.", "of `a@b.example`."],
    ["[@all](x),", "\\[`@all](x`),"],
    ["plain words, as they are.", "plain words, as they are."],
  ])("%j is text", (text, expected) => {
    expect(escaped(text)).toBe(expected);
  });

  test("a cell stays one cell", () => {
    const [, , row = ""] = markdownTable(["a", "b"], [["@x|y", "a\\|b"]]).split("\n");
    expect(row).toBe("| `@x`\\|`y` | a\\\\\\|b |");
  });
});
