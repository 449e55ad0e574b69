import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { decide } from "../../terraform/access/decide/decide";
import type { Caller } from "../../terraform/access/decide/request";
import { matchRoute } from "../../terraform/access/decide/route";
import type { ApiModel } from "../../terraform/model";
import { readTerraform } from "../../terraform/read";
import { detect } from "../../terraform/sources";

const samples = resolve(__dirname, "../../../shared/terraform-samples");
const present = existsSync(samples);
const load = (path: string): unknown => JSON.parse(readFileSync(join(samples, path), "utf8"));

const title = present ? "real plans and states" : `real plans and states (skipped: ${samples} is not here)`;

(present ? describe : describe.skip)(title, () => {
  const read = (path: string, side?: "before" | "after"): ApiModel => {
    const document = load(path);
    const kind = detect(document);
    if (kind === "plan") return readTerraform({ kind, document, ...(side && { side }) });
    if (kind === "state") return readTerraform({ kind, document });
    return readTerraform({ kind: "stacks", stacks: [{ name: "petstore", document }] });
  };

  const outcome = (model: ApiModel, call: string, role?: string): string => {
    const [verb = "", path = ""] = call.split(" ");
    const [api] = model.apis;
    const [stage] = api?.stages ?? [];
    const match = api && matchRoute(api, verb, path);
    if (!api || !stage || !match) throw new Error(`no ${call}`);
    const arn = model.roles.find(({ name }) => name === role)?.arn;
    const caller: Caller =
      arn === undefined ? { kind: "anonymous" } : { kind: "iam", roleArn: arn, context: {} };
    return decide(model, { api, stage, match, verb, path, caller }).outcome;
  };

  test("a state: every route, for every role", () => {
    const model = read("orders-hcl/state.json");
    const calls = ["GET /orders", "POST /orders", "GET /reports", "POST /admin", "GET /admin"];
    const of = (role?: string) => calls.map((call) => outcome(model, call, role));
    expect(of("orders-clerk")).toEqual(["allow", "deny", "deny", "deny", "allow"]);
    expect(of("orders-manager")).toEqual(["allow", "allow", "allow", "deny", "allow"]);
    // The open ANY on {proxy+} answers what /admin does not define.
    expect(of()).toEqual(["deny", "deny", "deny", "deny", "allow"]);
  });

  test("both sides of a plan that widens", () => {
    const before = read("orders-hcl/plan-widen.json", "before");
    const after = read("orders-hcl/plan-widen.json");
    expect([
      outcome(before, "POST /orders", "orders-clerk"),
      outcome(after, "POST /orders", "orders-clerk"),
    ]).toEqual(["deny", "allow"]);
    expect([outcome(before, "GET /reports"), outcome(after, "GET /reports")]).toEqual(["deny", "allow"]);
  });

  test("a plan that replaces a user pool: new ids, and everything that hangs on it", () => {
    const before = read("orders-hcl/plan-replace-pool.json", "before");
    const after = read("orders-hcl/plan-replace-pool.json");
    expect(after.userPools[0]?.id).not.toBe(before.userPools[0]?.id);
    expect(after.userPools[0]?.groups.map(({ name }) => name)).toEqual(["clerk", "manager"]);
    expect(outcome(after, "GET /orders", "orders-clerk")).toBe("allow");
  });

  test("a plan before the API exists: policies are unknown, and say what they are made from", () => {
    const model = read("orders-hcl/plan-create.json");
    const clerk = model.roles.find(({ name }) => name === "orders-clerk");
    expect(clerk?.policies[0]?.document).toEqual({
      unknown: expect.stringContaining("it is made from aws_api_gateway_rest_api.api.execution_arn"),
    });
    expect(outcome(model, "GET /anything")).toBe("allow");
    expect(model.userPools[0]?.groups.map(({ roleArn }) => roleArn)).toContain(clerk?.arn);
  });

  test("a plan whose routes are in a body known after apply: no routes, and a notice", () => {
    const model = read("catalog-openapi/plan-create.json");
    expect(model.apis[0]).toMatchObject({
      methods: [],
      unknown: expect.stringContaining("aws_cognito_user_pool.p"),
    });
    expect(model.users?.[0]).toMatchObject({ name: "batch", groups: ["writers"] });
  });

  test("the synthesized stack and the state that came of it say the same", () => {
    const [synthesized, applied] = [read("petstore-cdktf/cdk.tf.json"), read("petstore-cdktf/state.json")];
    for (const call of ["GET /pets", "POST /pets"])
      for (const role of ["petstore-admin", "petstore-user", undefined])
        expect([call, role, outcome(synthesized, call, role)]).toEqual([
          call,
          role,
          outcome(applied, call, role),
        ]);
  });
});
