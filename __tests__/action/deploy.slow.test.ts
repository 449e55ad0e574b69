import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type GitHub, startGitHub } from "./github";
import type { Programs } from "./programs";
import { runnerOfEachTest } from "./runners";
import {
  type Acted,
  act,
  actAction,
  isDue,
  type Job,
  outputsOf,
  type Values,
  type WorkflowJob,
  yamlOf,
} from "./steps";

/** plan-and-apply.yml, acted out with stand-ins for Terraform, S3 and GitHub: plan, review, apply of that very plan. */

const { jobs, on } = yamlOf<{
  jobs: { plan: WorkflowJob; apply: WorkflowJob };
  on: { workflow_call: { inputs: Record<string, { default?: string; required?: boolean }> } };
}>(".github/workflows/plan-and-apply.yml");

const runner = runnerOfEachTest();
let github: GitHub;
let programs: Programs;
let workspace: string;
beforeEach(async () => {
  github = await startGitHub();
  ({ programs, workspace } = runner());
});
afterEach(() => github.stop());

const INPUTS = {
  ...Object.fromEntries(
    Object.entries(on.workflow_call.inputs).map(([name, { default: text = "" }]) => [name, text]),
  ),
  name: "api",
  directory: "infra",
  environment: "prod",
  "plan-role": "arn:aws:iam::111111111111:role/plan",
  "deploy-role": "arn:aws:iam::111111111111:role/deploy",
  "aws-region": "eu-west-1",
  "state-bucket": "states",
  prepare: "npm ci && npx synth",
};
const PLACE = "s3://states/plans/42-1/api.tfplan";
const COMMIT = "c".repeat(40);

interface Given {
  readonly inputs?: Values;
  /** For Terraform's stand-in. */
  readonly env?: Readonly<Record<string, string>>;
  readonly needs?: Values;
  /** Whether the review passes. */
  readonly passes?: boolean;
}

const roles: string[] = [];
const reviews: Values[] = [];
beforeEach(() => {
  roles.length = 0;
  reviews.length = 0;
});

function run(
  job: WorkflowJob,
  { env = {}, inputs = {}, needs = {}, passes = true }: Given = {},
): Promise<Acted> {
  const given: Job = {
    workspace,
    temp: runner().temporary(),
    contexts: {
      inputs: { ...INPUTS, ...inputs },
      needs: { plan: { outputs: needs } },
      github: { token: "t" },
    },
    env: {
      PATH: `${programs.path}:${process.env.PATH}`,
      GITHUB_API_URL: github.url,
      GITHUB_REPOSITORY: "shop/infra",
      GITHUB_REF_NAME: "main",
      GITHUB_REF_TYPE: "branch",
      GITHUB_RUN_ATTEMPT: "1",
      GITHUB_RUN_ID: "42",
      GITHUB_SHA: COMMIT,
      BACKEND: "s3",
      PLAN_STATUS: "2",
      PLAN_ERROR: "",
      ...env,
    },
  };
  const composite = (path: string) => async (inputsOf: Values) => {
    const { failed, log, out } = await actAction(path, inputsOf, {
      ...given,
      temp: runner().temporary(),
    });
    if (failed) throw new Error(log);
    return out;
  };
  return act(job.steps, {
    ...given,
    uses: {
      "actions/checkout": ({ "persist-credentials": kept }) => {
        expect(kept).toBe("false");
        return {};
      },
      "actions/setup-node": () => ({}),
      "hashicorp/setup-terraform": () => ({}),
      "aws-actions/configure-aws-credentials": ({ "role-to-assume": role = "" }) => {
        roles.push(role);
        return {};
      },
      "$/.github/actions/review-plan": (review) => {
        reviews.push(review);
        if (!passes) throw new Error("a rule is broken");
        return {};
      },
      "$/.github/actions/plan": composite(".github/actions/plan"),
      "$/.github/actions/apply": composite(".github/actions/apply"),
    },
  });
}

const kept = () => existsSync(join(programs.buckets, PLACE.slice("s3://".length)));

test("a change is planned by one role, kept, and after the approval applied by the other one", async () => {
  const planned = await run(jobs.plan);
  expect(planned.failed).toBe(false);
  expect(roles).toEqual([INPUTS["plan-role"]]);
  expect(reviews).toEqual([{ name: "api", json: "infra/plan.json", "stop-at": "anything", config: "" }]);
  expect(kept()).toBe(true);
  const needs = outputsOf(jobs.plan, planned);
  expect(needs).toEqual({ changes: "yes", place: PLACE, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });

  rmSync(join(workspace, "infra/tfplan"));
  expect(isDue(jobs.apply.if, { contexts: { needs: { plan: { outputs: needs } } } })).toBe(true);
  const applied = await run(jobs.apply, { needs });
  expect(applied.log).toBe("");
  expect(applied.failed).toBe(false);
  expect(roles[1]).toBe(INPUTS["deploy-role"]);
  expect(kept()).toBe(false);
  expect(programs.calls()).toEqual([
    "npm ci",
    "npx synth",
    "terraform -chdir=infra init -input=false",
    "terraform -chdir=infra plan -input=false -no-color -lock-timeout=10m -out=tfplan -detailed-exitcode",
    "terraform -chdir=infra show -no-color tfplan",
    "terraform -chdir=infra show -json tfplan",
    `aws s3 cp --only-show-errors infra/tfplan ${PLACE}`,
    "npm ci",
    "npx synth",
    `aws s3 cp --only-show-errors ${PLACE} infra/tfplan`,
    "terraform -chdir=infra init -input=false",
    "terraform -chdir=infra apply -input=false -lock-timeout=10m tfplan",
    `aws s3 rm --only-show-errors ${PLACE}`,
  ]);
});

test("every missing setting is named before anything else is done", async () => {
  const inputs = { "plan-role": "", "deploy-role": "", "aws-region": "", "state-bucket": "" };
  const { failed, log, ran } = await run(jobs.plan, { inputs });
  expect({ failed, ran }).toEqual({ failed: true, ran: ["Settings"] });
  expect(log).toContain("Not set: plan-role deploy-role aws-region state-bucket.");
  expect(programs.calls()).toEqual([]);
});

test("a name that leads to another place in the bucket is refused", async () => {
  expect(await run(jobs.plan, { inputs: { name: "../../states/api" } })).toMatchObject({
    failed: true,
    ran: ["Settings"],
  });
});

test("inputs are no script, but for the one that is", async () => {
  const { failed } = await run(jobs.plan, { inputs: { directory: "$(touch pwned)" } });
  expect({ failed, pwned: existsSync(join(workspace, "pwned")) }).toEqual({ failed: true, pwned: false });
});

test("where nothing changes, nothing is kept, and nobody is asked to approve", async () => {
  const planned = await run(jobs.plan, { env: { PLAN_STATUS: "0" } });
  const needs = outputsOf(jobs.plan, planned);
  expect({ failed: planned.failed, kept: kept(), changes: needs.changes }).toEqual({
    failed: false,
    kept: false,
    changes: "no",
  });
  expect(isDue(jobs.apply.if, { contexts: { needs: { plan: { outputs: needs } } } })).toBe(false);
});

test("a plan that the review stops is not kept", async () => {
  expect(await run(jobs.plan, { passes: false })).toMatchObject({ failed: true });
  expect(kept()).toBe(false);
});

interface Refused {
  readonly what: string;
  readonly env: Readonly<Record<string, string>>;
  readonly says: string;
}
const REFUSED: readonly Refused[] = [
  {
    what: "a state on the runner",
    env: { BACKEND: "local" },
    says: "The state of infra would stay on this runner",
  },
  { what: "a plan that fails", env: { PLAN_ERROR: "Error: no credentials" }, says: "Error: no credentials" },
  {
    what: "an output that is not deployed yet",
    env: { PLAN_ERROR: "Unsupported attribute on data.terraform_remote_state.identity" },
    says: "Unsupported attribute",
  },
];
test.each(REFUSED)("$what stops a deployment", async ({ env, says }) => {
  const { failed, log } = await run(jobs.plan, { env });
  expect({ failed, kept: kept() }).toEqual({ failed: true, kept: false });
  expect(log).toContain(says);
});

describe("an approval", () => {
  let needs: Values;
  beforeEach(async () => {
    needs = outputsOf(jobs.plan, await run(jobs.plan));
  });
  const applied = () => programs.calls().some((call) => / apply /.test(call));

  test("of a plan that was replaced is refused", async () => {
    writeFileSync(join(programs.buckets, PLACE.slice("s3://".length)), "another plan");
    const { failed, log } = await run(jobs.apply, { needs });
    expect({ failed, applied: applied() }).toEqual({ failed: true, applied: false });
    expect(log).toContain("is not the one that was approved");
  });

  test("that comes after the branch went on is refused", async () => {
    github.main = "d".repeat(40);
    const { failed, log } = await run(jobs.apply, { needs });
    expect({ failed, applied: applied() }).toEqual({ failed: true, applied: false });
    expect(log).toContain(`main is at ${github.main} by now, and this plan is of ${COMMIT}`);
  });

  test("that comes after the plan has expired is refused", async () => {
    rmSync(join(programs.buckets, PLACE.slice("s3://".length)));
    const { failed, log } = await run(jobs.apply, { needs });
    expect({ failed, applied: applied() }).toEqual({ failed: true, applied: false });
    expect(log).toContain("it has expired, or was applied");
  });
});
