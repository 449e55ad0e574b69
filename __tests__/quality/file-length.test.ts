import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Files of code are short enough to be read at once. */

const root = join(__dirname, "../..");
const MOST = 250;

/** Tables of named cases, which are read case by case; their runners are other files. */
const TABLES: Readonly<Record<string, string>> = {
  "__tests__/cases/terraform/combinations.ts": "policies of callers and of the API together",
  "__tests__/cases/terraform/policies.ts": "single policies, requests and what they decide",
  "__tests__/gateway/data-plane/conformance/cases.ts": "answers of REST APIs",
  "__tests__/gateway/http-api/cases.ts": "answers of HTTP APIs",
  "__tests__/gateway/lambda/hostile/corpus.js": "functions that break what is around them",
  "__tests__/terraform/language/expression/conformance/expressions.ts": "expressions of Terraform",
  "__tests__/terraform/read/http-apis/decision-cases.ts": "HTTP APIs and who may call them",
  "__tests__/terraform/read/refused.ts": "Terraform that the gate refuses",
  "contract/aws-limits.ts": "limits of AWS",
};

const files = execFileSync("git", ["ls-files", "-z", "*.ts", "*.js", "*.mjs", "*.cjs", "*.py", "*.sh"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\0")
  .slice(0, -1);

const linesOf = (file: string) => readFileSync(join(root, file), "utf8").split("\n").length - 1;

test(`no file but a table of cases has more than ${MOST} lines`, () => {
  expect(files.length).toBeGreaterThan(2_000);
  const long = files.flatMap((file) => (linesOf(file) > MOST ? [file] : []));
  expect(long.sort()).toEqual(Object.keys(TABLES).sort());
});
