import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv-draft-04";
import type { Log } from "sarif";
import type { ReportedFinding } from "../../../../cli/render/findings/finding";
import { sarifOf } from "../../../../cli/render/findings/sarif";
import { finding, NARROWER, places, rule } from "./findings";

const schema = JSON.parse(readFileSync(join(__dirname, "sarif-schema/sarif-schema-2.1.0.json"), "utf8"));
const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);

function log(findings: readonly ReportedFinding[]): Log {
  const text = sarifOf(findings, { command: "diff", version: "0.1.0", places });
  const parsed = JSON.parse(text) as Log;
  expect({ valid: validate(parsed), errors: validate.errors }).toEqual({ valid: true, errors: null });
  return parsed;
}

const run = (findings: readonly ReportedFinding[]) => {
  const [first] = log(findings).runs;
  if (!first) throw new Error("There is no run");
  return first;
};

test("a finding has its rule, level, text and place, as code scanning wants them", () => {
  const { results, tool, automationDetails } = run([
    finding("GET /pets", {
      note: "by aws_iam_role_policy.x",
      position: { file: "infra/my api.tf", line: 14 },
    }),
  ]);
  expect(automationDetails).toEqual({ id: "gatehouse-diff/" });
  expect(tool.driver.rules).toEqual([
    {
      id: "access-widened",
      shortDescription: { text: "A finding" },
      fullDescription: { text: "It is one." },
      help: { text: "It is one. What to do: Mend it.", markdown: "It is one.\n\n**What to do:** Mend it." },
      defaultConfiguration: { level: "error" },
      properties: { precision: "high", tags: ["security"], "security-severity": "9.5" },
    },
  ]);
  expect(results).toEqual([
    {
      ruleId: "access-widened",
      ruleIndex: 0,
      level: "error",
      message: { text: "GET /pets: everybody may now call it, by aws_iam_role_policy.x" },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "infra/my%20api.tf", uriBaseId: "%SRCROOT%" },
            region: { startLine: 14, startColumn: 1, endLine: 14, endColumn: 2 },
          },
          logicalLocations: [{ fullyQualifiedName: "GET /pets" }],
        },
      ],
      partialFingerprints: { primaryLocationLineHash: expect.stringMatching(/^[0-9a-f]{16}:1$/) },
    },
  ]);
});

test.each([
  ["without a position", undefined],
  ["outside of the repository", { file: "../elsewhere/api.tf", line: 14 }],
])("a finding %s is at line 1 of a file of the project", (_, position) => {
  const [result] = run([finding("GET /pets", position ? { position } : {})]).results ?? [];
  expect(result?.locations?.[0]?.physicalLocation).toEqual({
    artifactLocation: { uri: "gatehouse.json", uriBaseId: "%SRCROOT%" },
    region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 },
  });
});

test("the gravest findings are first, and each rule is there once", () => {
  const { results = [], tool } = run([
    finding("a", { rule: NARROWER }),
    finding("b", { rule: rule("odd", "warning") }),
    finding("c"),
    finding("d", { rule: NARROWER }),
  ]);
  expect(results.map(({ level, ruleIndex }) => [level, ruleIndex])).toEqual([
    ["error", 0],
    ["warning", 1],
    ["note", 2],
    ["note", 2],
  ]);
  expect(tool.driver.rules?.map(({ properties }) => properties?.["problem.severity"])).toEqual([
    undefined,
    "warning",
    "recommendation",
  ]);
});

test("fingerprints differ between findings of one line, and stay when lines move", () => {
  const at = (line: number) => ({ position: { file: "api.tf", line } });
  const prints = (findings: readonly ReportedFinding[]) =>
    run(findings).results?.map((result) => result.partialFingerprints?.primaryLocationLineHash);
  const [a, b, again] =
    prints([finding("GET /a", at(3)), finding("GET /b", at(3)), finding("GET /a", at(3))]) ?? [];
  expect(new Set([a, b, again]).size).toBe(3);
  expect(prints([finding("GET /b", at(30)), finding("GET /a", at(70))])).toEqual([b, a]);
});

test("names in the Terraform make no links", () => {
  const [result] = run([finding("aws_x[pay](https://evil.example)")]).results ?? [];
  expect(result?.message.text).not.toContain("](");
});

test("no findings are a valid run without results", () => {
  expect(run([])).toMatchObject({ results: [], tool: { driver: { rules: [] } } });
});

test("more than code scanning shows is left out, the gravest kept, and said", () => {
  const many = Array.from({ length: 5_200 }, (_, index) => finding(`GET /${index}`, { rule: NARROWER }));
  const { invocations, results = [] } = run([...many, finding("GET /last")]);
  expect(results).toHaveLength(5_000);
  expect(results[0]?.message.text).toMatch(/^GET \/last:/);
  expect(invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toBe(
    "201 further findings are left out.",
  );
});
