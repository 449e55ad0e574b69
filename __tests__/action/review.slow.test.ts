import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CHECKOUT } from "../../cli/action/base";
import { markerOf } from "../../cli/action/report";
import { COMMENTS, type GitHub, startGitHub } from "./github";
import { PLANS } from "./plans";
import { repositoryOf } from "./repositories";
import { type Acted, actAction, root } from "./steps";

/** action.yml, acted out step by step in repositories that are not this one. */

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), "action-"));
const uploads: Readonly<Record<string, string>>[] = [];
let github: GitHub;
beforeEach(async () => {
  uploads.length = 0;
  github = await startGitHub();
});
afterEach(() => github.stop());
afterAll(() => rmSync(folder, { recursive: true }));

/** A copy of what the action needs, as a runner downloads it; packages are linked, which spares their installation. */
const actionPath = join(folder, "actions/gatehouse");
beforeAll(() => {
  const parts = [
    "cli",
    "contract",
    "terraform",
    "gateway",
    "package.json",
    "package-lock.json",
    "action.yml",
  ];
  for (const part of parts) cpSync(join(root, part), join(actionPath, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(actionPath, "node_modules"));
});

interface Run {
  readonly base?: string;
  readonly fork?: boolean;
  readonly token?: string;
}

async function run(
  workspace: string,
  given: Readonly<Record<string, string>>,
  { base = "a".repeat(40), fork = false, token = "secret-token" }: Run = {},
): Promise<Acted & { readonly out: Readonly<Record<string, string>> }> {
  const temp = mkdtempSync(join(folder, "temp-"));
  const event = {
    pull_request: {
      number: 7,
      base: { sha: base },
      head: { sha: "b", repo: { full_name: fork ? "mallory/infra" : "shop/infra" } },
    },
  };
  writeFileSync(join(temp, "event.json"), JSON.stringify(event));
  return actAction(
    ".",
    { token, ...given },
    {
      workspace,
      temp,
      contexts: { github: { event, repository: "shop/infra" } },
      env: {
        GITHUB_ACTION_PATH: actionPath,
        GITHUB_API_URL: github.url,
        GITHUB_EVENT_PATH: join(temp, "event.json"),
        GITHUB_REPOSITORY: "shop/infra",
        GITHUB_RUN_ID: "42",
        GITHUB_SERVER_URL: "https://github.test",
      },
      uses: {
        "actions/checkout": ({ "persist-credentials": kept, path = "", ref = "" }) => {
          expect({ kept, path }).toEqual({ kept: "false", path: CHECKOUT });
          execFileSync("git", ["worktree", "add", "--quiet", "--detach", path, ref], { cwd: workspace });
          return {};
        },
        "github/codeql-action/upload-sarif": (upload) => {
          uploads.push(upload);
          return {};
        },
      },
    },
  );
}

const side = (name: string) => ({
  "infra/api.tf": readFileSync(join(root, `examples/review/${name}/api.tf`), "utf8"),
  "infra/people.tf": readFileSync(join(root, `examples/review/${name}/people.tf`), "utf8"),
});
const [before, after] = [side("before"), side("after")];

describe.each([
  ["rest", "GET /orders"],
  ["http", "GET /tickets"],
  ["openapi", "GET /products"],
] as const)("a plan: %s", (name, route) => {
  test("is compared with the state before, commented, annotated, and stops the merge", async () => {
    const { dir } = repositoryOf(folder, { "README.md": "" });
    writeFileSync(join(dir, "plan.json"), JSON.stringify(PLANS[name]));
    const { failed, log, out, ran, summary } = await run(dir, { paths: "plan.json", sarif: "true" });
    expect(failed).toBe(true);
    expect(ran).not.toContain("Check the base out");
    expect(out).toMatchObject({ status: "3", "diff-status": "3", "guard-status": "3", routes: "1" });
    expect(Number(out.wider)).toBeGreaterThan(0);
    expect(Number(out.broken)).toBeGreaterThan(1);
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toContain(route);
    expect(github.comments[0]?.body).toContain("lock-removed");
    expect(summary).toContain(route);
    expect(log).toMatch(/^::error title=lock-removed::/m);
    expect(uploads).toEqual([{ sarif_file: out.sarif, category: "gatehouse" }]);
    const sarif = JSON.parse(readFileSync(out.sarif ?? "", "utf8")) as { runs: { results: object[] }[] };
    expect(sarif.runs[0]?.results.length).toBeGreaterThan(1);
  });
});

test("HCL is compared with the base commit, and the second run changes the comment of the first", async () => {
  const { dir, shas } = repositoryOf(folder, before, after);
  const first = await run(dir, { paths: "infra" }, { base: shas[0] ?? "" });
  expect(first.ran).toContain("Check the base out");
  expect(first.out).toMatchObject({ status: "3", "comment-url": "https://github.test/comment-1" });
  expect(first.log).toMatch(/^::error file=infra\/api\.tf,line=31,title=lock-removed::/m);
  expect(github.comments[0]?.body).toMatch(/^<!-- gatehouse review: gatehouse -->\n/);
  execFileSync("git", ["worktree", "prune"], { cwd: dir });
  for (const [file, text] of Object.entries(before)) writeFileSync(join(dir, file), text);
  const config = { guard: { waivers: [{ rule: "stage-without-waf", resource: "*", reason: "internal" }] } };
  writeFileSync(join(dir, "gatehouse.json"), JSON.stringify(config));
  const second = await run(dir, { paths: "infra" }, { base: shas[0] ?? "" });
  expect(second.out).toMatchObject({
    "diff-status": "0",
    wider: "0",
    "comment-url": "https://github.test/comment-1",
  });
  expect(github.comments).toHaveLength(1);
  expect(github.comments[0]?.body).toContain("Nobody may call more or less than before.");
  expect(github.asked.map(({ method, path }) => `${method} ${path.split("?")[0]}`)).toEqual([
    `GET ${COMMENTS}`,
    `POST ${COMMENTS}`,
    `GET ${COMMENTS}`,
    "PATCH /repos/shop/infra/issues/comments/1",
  ]);
});

test("a cdktf.out is compared with the one of the base that the workflow synthesized", async () => {
  const { dir, shas } = repositoryOf(folder, { "README.md": "" });
  const stackOf = (authorization: string) => ({
    resource: {
      aws_apigatewayv2_api: { tickets: { name: "tickets", protocol_type: "HTTP" } },
      aws_apigatewayv2_route: {
        list: {
          api_id: "${aws_apigatewayv2_api.tickets.id}",
          route_key: "GET /tickets",
          authorization_type: authorization,
        },
      },
    },
  });
  for (const [side, authorization] of [
    ["base", "AWS_IAM"],
    ["head", "NONE"],
  ] as const) {
    mkdirSync(join(dir, side, "cdktf.out/stacks/api"), { recursive: true });
    writeFileSync(
      join(dir, side, "cdktf.out/stacks/api/cdk.tf.json"),
      JSON.stringify(stackOf(authorization)),
    );
  }
  const { out, ran } = await run(dir, { paths: "head/cdktf.out", base: "base/cdktf.out" });
  expect(ran).not.toContain("Check the base out");
  expect(out).toMatchObject({ status: "3", routes: "1", "diff-status": "3" });
  const alone = await run(dir, { paths: "head/cdktf.out", name: "alone" }, { base: shas[0] ?? "" });
  expect(alone.failed).toBe(true);
  expect(alone.out).toMatchObject({ status: "2" });
  expect(github.comments[1]?.body).toContain("synthesize the base too");
});

test("the first adoption: there was no Terraform, and no comment", async () => {
  const { dir, shas } = repositoryOf(folder, { "README.md": "" }, before);
  const { out, summary } = await run(dir, { paths: "infra" }, { base: shas[0] ?? "" });
  expect(out).toMatchObject({ routes: "3", "comment-url": "https://github.test/comment-1" });
  // Rules about resources hold from the first day on: the example has no firewall.
  expect(out["guard-status"]).toBe("3");
  expect(summary).toContain("stage-without-waf");
  expect(summary).toContain("Not applicable, because no API was there before: lock-removed, trust-changed.");
});

test("a fork's token may not comment: the report is in the summary, and the verdict is the same", async () => {
  const { dir, shas } = repositoryOf(folder, before, after);
  github.refuse(403);
  const denied = await run(dir, { paths: "infra", sarif: "true" }, { base: shas[0] ?? "", fork: true });
  expect(denied.out).toMatchObject({ status: "3", "comment-url": "" });
  expect(denied.summary).toContain("lock-removed");
  expect(denied.log).toMatch(/^::warning title=Gatehouse::The report is in the summary of the run only/m);
  expect([github.comments, uploads]).toEqual([[], []]);
});

test("without a token nothing is asked of GitHub", async () => {
  const { dir } = repositoryOf(folder, { "README.md": "" });
  writeFileSync(join(dir, "plan.json"), JSON.stringify(PLANS.http));
  const { failed, log, summary } = await run(dir, { paths: "plan.json" }, { fork: true, token: "" });
  expect(failed).toBe(true);
  expect(summary).toContain("GET /tickets");
  expect(log).toContain("::notice title=Gatehouse::No pull request or no token");
  expect(github.asked).toEqual([]);
});

test("what cannot be read is commented too, so that no old report stands", async () => {
  const { dir } = repositoryOf(folder, { "README.md": "" });
  writeFileSync(join(dir, "plan.json"), '{"planned_values": [');
  const { failed, out } = await run(dir, { paths: "plan.json", sarif: "true" });
  expect(failed).toBe(true);
  expect(out).toMatchObject({ status: expect.stringMatching(/^[12]$/), sarif: "" });
  expect(github.comments[0]?.body).toContain("could not read the Terraform");
  expect(uploads).toEqual([]);
});

test("inputs are no script and no workflow command", async () => {
  const { dir } = repositoryOf(folder, { "README.md": "" });
  const paths = '$(touch pwned) "; touch pwned; #`touch pwned`';
  const { failed, log } = await run(dir, { paths });
  expect(failed).toBe(true);
  expect(log).toContain("There is no file or folder $(touch pwned)");
  expect(execFileSync("git", ["status", "--porcelain"], { cwd: dir, encoding: "utf8" })).toBe("");
});

test("a report of an earlier job is commented, and nothing is reviewed", async () => {
  const { dir } = repositoryOf(folder, { "README.md": "" });
  writeFileSync(join(dir, "report.md"), `${markerOf("gatehouse")}\n${"x".repeat(80_000)}`);
  const { failed, ran } = await run(dir, { report: "report.md" });
  expect({ failed, ran }).toEqual({ failed: false, ran: ["Install Gatehouse", "Comment"] });
  expect(github.comments[0]?.body.length).toBeLessThanOrEqual(65_000);
  expect(github.comments[0]?.body).toContain("The report is cut off");
  await run(dir, { report: "missing.md" });
  expect(github.comments[0]?.body).toContain("The review did not finish");
});
