import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Programs } from "./programs";
import { runnerOfEachTest } from "./runners";
import { actAction } from "./steps";

/** .github/actions/plan, acted out for a pull request with a stand-in for Terraform. */

const runner = runnerOfEachTest();
let programs: Programs;
let workspace: string;
beforeEach(() => {
  ({ programs, workspace } = runner());
});

describe("the plan of a pull request", () => {
  const plan = (env: Readonly<Record<string, string>>) =>
    actAction(
      ".github/actions/plan",
      { directory: "infra", for: "review" },
      {
        workspace,
        temp: runner().temporary(),
        contexts: {},
        env: {
          PATH: `${programs.path}:${process.env.PATH}`,
          BACKEND: "s3",
          PLAN_STATUS: "2",
          PLAN_ERROR: "",
          ...env,
        },
      },
    );

  test("locks nothing, since its role may only read", async () => {
    const { out, summary } = await plan({});
    expect(out).toMatchObject({ changes: "yes", json: "infra/plan.json" });
    expect(programs.calls()).toContainEqual(expect.stringContaining(" -lock=false "));
    expect(summary).toContain("# a plan in words");
    expect(readFileSync(join(workspace, "infra/plan.json"), "utf8")).toBe("{}\n");
  });

  test("names each address that changes, also where the plan is cut off, and says how much is missing", async () => {
    const change = (address: string, ...actions: string[]) => ({ address, change: { actions } });
    const changes = [
      change("aws_iam_role.kept", "no-op"),
      change('aws_api_gateway_method.list["GET /pets"]', "update"),
      change("aws_cognito_user_pool.users", "delete", "create"),
    ];
    const json = JSON.stringify({ resource_changes: changes });
    const whole = await plan({ PLAN_JSON: json });
    expect(whole.summary).toMatch(
      /^2 resources change in `infra`:\n\n~+\nupdate aws_api_gateway_method\.list\["GET \/pets"\]\ndelete\/create aws_cognito_user_pool\.users\n/,
    );
    expect(whole.summary).not.toContain("Cut off");
    const { failed, log, summary } = await plan({ PLAN_JSON: json, PLAN_BYTES: "700000" });
    expect(failed).toBe(false);
    expect(summary).toContain("delete/create aws_cognito_user_pool.users");
    expect(summary).toContain("**Cut off: 100018 of 700018 bytes are missing at the end of the plan.");
    expect(summary.indexOf("Cut off")).toBeLessThan(summary.indexOf("# a plan in words"));
    expect(summary.length).toBeLessThan(1024 * 1024);
    expect(log).toContain("::warning title=Plan::the plan is cut off");
  });

  test.each([
    "Error: Unsupported attribute\n on data.terraform_remote_state.cross-stack-reference-input-identity",
    "Error: Unable to find remote state\n with data.terraform_remote_state.cross-stack-reference-input-identity",
  ])("that adds a role is put off, and not red: %s", async (said) => {
    const { failed, out, summary } = await plan({ PLAN_ERROR: said });
    expect({ failed, out }).toEqual({ failed: false, out: { changes: "later", json: "", sha256: "" } });
    expect(summary).toContain("it is planned once that one is deployed");
  });

  test("that fails otherwise is red", async () => {
    expect(await plan({ PLAN_ERROR: "Error: Unsupported attribute" })).toMatchObject({ failed: true });
  });
});
