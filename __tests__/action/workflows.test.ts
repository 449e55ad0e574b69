import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environmentNamed } from "../../stacks/environment-named";
import { stacksOf } from "../stacks/synthesized";
import { programsIn } from "./programs";
import { type Action, act, isDue, root, type Step, yamlOf } from "./steps";

/** The workflows of this repository: which role is used where, what calls what, and the steps of a pull request. */

interface Job {
  readonly if?: string;
  readonly needs?: string;
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: object;
  readonly concurrency?: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = ".github/workflows";
const files = readdirSync(join(root, folder)).sort();
const workflows = files.map((file) => ({ file, ...yamlOf<Workflow>(join(folder, file)) }));
const jobs = workflows.flatMap(({ file, jobs: of }) =>
  Object.entries(of).map(([id, job]) => ({ file, id, ...job })),
);
const [deploy, pullRequest] = ["deploy.yml", "pull-request.yml"].map((name) =>
  yamlOf<Workflow>(join(folder, name)),
) as [Workflow, Workflow];

const temp = mkdtempSync(join(tmpdir(), "workflows-"));
afterAll(() => rmSync(temp, { recursive: true }));

test("nobody has a right that a job does not name", () => {
  for (const { permissions } of workflows) expect(permissions).toEqual({});
  for (const { permissions } of jobs) expect(permissions).toBeDefined();
});

const callers = [
  ...jobs.flatMap(({ steps = [], uses, with: given }) => [...steps, { uses, with: given }]),
  ...["plan", "review-plan", "apply"].flatMap(
    (name) => yamlOf<Action>(`.github/actions/${name}/action.yml`).runs.steps,
  ),
  ...yamlOf<Action>("action.yml").runs.steps,
].flatMap((one) => (one.uses === undefined ? [] : [{ uses: one.uses, given: one.with ?? {} }]));

test("actions of others are pinned by commit, with the version beside it", () => {
  const texts = [...files.map((file) => join(folder, file)), "action.yml"].map((file) =>
    readFileSync(join(root, file), "utf8"),
  );
  const pins = texts.flatMap((text) => [...text.matchAll(/uses: ([^\s$.]\S*)(.*)$/gm)]);
  expect(pins.length).toBeGreaterThan(15);
  for (const [, uses, rest] of pins) {
    expect(uses).toMatch(/@[0-9a-f]{40}$/);
    expect(rest).toMatch(/^ # v\d+\.\d+\.\d+$/);
  }
});

test.each(callers.filter(({ uses }) => /^[$.]\//.test(uses)))(
  "$uses is there, and takes what it is given",
  ({ given, uses }) => {
    const path = uses.replace(/^(\$\/|\.\/(base|head)?)/, "");
    const { inputs = {} } = path.endsWith(".yml")
      ? (yamlOf<{ on: { workflow_call: Partial<Action> | null } }>(path).on.workflow_call ?? {})
      : yamlOf<Action>(join(path, "action.yml"));
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
    const required = Object.keys(inputs).filter((name) => inputs[name]?.required);
    expect(Object.keys(given)).toEqual(expect.arrayContaining(required));
  },
);

test("no action in the root is named by $/, which the runner takes for no reference", () => {
  expect(callers.filter(({ uses }) => uses === "$/")).toEqual([]);
});

test("the deploy role is taken in its environment only, and the others outside of it", () => {
  const taken = jobs.flatMap(({ environment, file, id, steps = [] }) =>
    steps.flatMap(({ with: given }) =>
      given?.["role-to-assume"] === undefined
        ? []
        : [`${file} ${id} ${environment ?? "-"}: ${given["role-to-assume"]}`],
    ),
  );
  expect(taken).toEqual([
    "plan-and-apply.yml plan -: ${{ inputs.plan-role }}",
    "plan-and-apply.yml apply ${{ inputs.environment }}: ${{ inputs.deploy-role }}",
    "pull-request.yml plan -: ${{ vars.AWS_REVIEW_ROLE_ARN }}",
  ]);
});

test("what is deployed are the stacks of production, each after the one that its plan needs", () => {
  const made = stacksOf(environmentNamed("prod")).map(({ node }) => node.id);
  const stacks = made.filter((name) => !name.startsWith("bootstrap"));
  const called = Object.values(deploy.jobs).map(({ with: given = {} }) => given);
  expect(called.map(({ directory }) => directory).sort()).toEqual(
    stacks.map((name) => `cdktf.out/stacks/${name}`).sort(),
  );
  expect(new Set(called.map(({ environment }) => environment))).toEqual(new Set(["prod"]));
  expect(Object.entries(deploy.jobs).map(([id, { needs }]) => [id, needs])).toEqual([
    ["identity", undefined],
    ["routes", "identity"],
    ["api", "routes"],
  ]);
  const planned = (pullRequest.jobs.plan as unknown as { strategy: { matrix: { stack: string[] } } }).strategy
    .matrix;
  expect(planned.stack.map((name) => `${name}-prod`).sort()).toEqual([...stacks].sort());
});

test("a deployment waits for no other one", () => {
  expect(deploy.concurrency).toBeUndefined();
});

test.each([
  ["nothing is set", {}, false],
  ["one setting is there, and the workflow names the others", { STATE_BUCKET: "states" }, true],
])("a deployment, where %s", (_, vars, due) => {
  expect(isDue(deploy.jobs.identity?.if, { contexts: { vars } })).toBe(due);
});

describe("a pull request", () => {
  /** What the job does on a machine of its own, by the base's files. */
  const compared = async (...ofBase: readonly string[]) => {
    const workspace = mkdtempSync(join(temp, "workspace-"));
    const programs = programsIn(workspace);
    const reviews: Readonly<Record<string, string>>[] = [];
    const reports: string[] = [];
    const reviewedBy = (action: string) => (given: Readonly<Record<string, string>>) => {
      reviews.push({ action, ...given });
      return { report: "report.md" };
    };
    const { failed } = await act(pullRequest.jobs.access?.steps ?? [], {
      workspace,
      temp: join(workspace, "temp"),
      contexts: { github: { event: { pull_request: { base: { sha: "b" } } } } },
      env: { PATH: `${programs.path}:${process.env.PATH}`, ENVIRONMENT: "prod" },
      uses: {
        "actions/checkout": ({ path = "", ref }) => {
          expect({ path, ref }).toEqual(path === "base" ? { path, ref: "b" } : { path: "head" });
          mkdirSync(join(workspace, path));
          for (const file of path === "base" ? ofBase : ["action.yml", "cdktf.json"])
            writeFileSync(join(workspace, path, file), "");
          return {};
        },
        "actions/setup-node": () => ({}),
        "actions/download-artifact": () => ({}),
        "actions/upload-artifact": ({ path = "" }) => {
          reports.push(path);
          return {};
        },
        "./base": reviewedBy("base"),
        "./head": reviewedBy("head"),
      },
    });
    return { failed, reviews, reports, calls: programs.calls() };
  };
  const review = { paths: "output", config: "head/gatehouse.json", comment: "false" };

  test("that brings the project has nothing to be compared with", async () => {
    expect(await compared("README.md")).toEqual({
      failed: false,
      reviews: [{ action: "head", base: "none", ...review }],
      reports: ["report.md"],
      calls: [],
    });
  });

  test("to the project is compared with the base, by the base's action", async () => {
    expect(await compared("cdktf.json", "action.yml")).toEqual({
      failed: false,
      reviews: [{ action: "base", base: "base/cdktf.out", ...review }],
      reports: ["report.md"],
      calls: ["npm ci", "npx gatehouse synth --environment prod"],
    });
  });

  test("is synthesized on another machine than its base", () => {
    const { head, access } = pullRequest.jobs;
    expect(access?.needs).toBe("head");
    expect(head?.permissions).toEqual({ contents: "read" });
    expect((head?.steps ?? []).flatMap(({ with: given }) => given?.ref ?? [])).toEqual([]);
    // What the first job could have left for the second is its artifact alone.
    const setups = (access?.steps ?? []).filter(({ uses }) => uses?.startsWith("actions/setup-node@"));
    expect(setups.map(({ with: given }) => given?.["package-manager-cache"])).toEqual([false]);
    for (const { run, "working-directory": folder } of access?.steps ?? [])
      if (run !== undefined) expect(folder).toBe("base");
  });

  const { steps = [], ...comment } = pullRequest.jobs.comment ?? {};
  const commented = (workspace: string, hasReport: boolean) => {
    const calls: Readonly<Record<string, string>>[] = [];
    const uses = {
      "actions/checkout": () => ({}),
      "actions/download-artifact": () => {
        if (!hasReport) throw new Error("Artifact not found for name: report");
        return {};
      },
      "./base": (given: Readonly<Record<string, string>>) => {
        calls.push(given);
        return {};
      },
    };
    return act(steps, { workspace, temp: join(workspace, "temp"), contexts: {}, uses }).then(
      ({ failed }) => ({
        failed,
        calls,
      }),
    );
  };

  test("is commented by the base's action, also if the report is missing, and not at all before the base has one", async () => {
    const workspace = mkdtempSync(join(temp, "workspace-"));
    expect(await commented(workspace, true)).toEqual({ failed: false, calls: [] });
    mkdirSync(join(workspace, "base"));
    writeFileSync(join(workspace, "base/action.yml"), "");
    for (const hasReport of [true, false])
      expect(await commented(workspace, hasReport)).toEqual({
        failed: false,
        calls: [{ report: "report/report.md" }],
      });
  });

  test("of a fork is not commented, and the job that runs its code may only read", () => {
    const of = (name: string) => ({
      failed: true,
      contexts: {
        github: {
          repository: "shop/infra",
          event: { pull_request: { head: { repo: { full_name: name } } } },
        },
      },
    });
    expect(isDue(comment.if, of("shop/infra"))).toBe(true);
    expect(isDue(comment.if, of("mallory/infra"))).toBe(false);
    expect(pullRequest.jobs.access?.permissions).toEqual({ contents: "read" });
  });
});
