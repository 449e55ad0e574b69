import type { Caller } from "../../../terraform/access/decide";
import { decide } from "../../../terraform/access/decide/decide";
import { matchRoute } from "../../../terraform/access/decide/route";
import type { ApiModel } from "../../../terraform/model";
import { readTerraform } from "../../../terraform/read";
import { replacedPool, state, widening } from "./orders";

const plan = (document: object, side: "before" | "after" = "after") =>
  readTerraform({ kind: "plan", document, side });

function outcome(model: ApiModel, call: string, role?: string): string {
  const [verb = "", path = ""] = call.split(" ");
  const [api] = model.apis;
  const [stage] = api?.stages ?? [];
  const match = api && matchRoute(api, verb, path);
  if (!api || !stage || !match) throw new Error(`no ${call}`);
  const arn = model.roles.find(({ name }) => name === role)?.arn;
  const caller: Caller =
    arn === undefined ? { kind: "anonymous" } : { kind: "iam", roleArn: arn, context: {} };
  return decide(model, { api, stage, match, verb, path, caller }).outcome;
}

const calls = ["GET /orders", "POST /orders", "GET /reports", "POST /admin", "GET /admin"];

const OPEN_WAY = {
  address: 'aws_api_gateway_method.m["any"]',
  message: expect.stringContaining("every caller may call the function that is behind"),
  weight: "warning",
};

describe("a state of the pinned provider, with every attribute that it has", () => {
  const model = readTerraform({ kind: "state", document: state });

  test.each([
    ["clerks", "orders-clerk", ["allow", "deny", "deny", "deny", "allow"]],
    ["managers", "orders-manager", ["allow", "allow", "allow", "deny", "allow"]],
    // The open ANY on {proxy+} answers what /admin does not define.
    ["anonymous callers", undefined, ["deny", "deny", "deny", "deny", "allow"]],
  ])("has every route for %s", (_, role, expected) => {
    expect(calls.map((call) => outcome(model, call, role))).toEqual(expected);
  });

  test("is read with one warning, of the open way to a guarded function", () => {
    expect(model.notices).toEqual([OPEN_WAY]);
  });
});

describe("a plan of the pinned provider", () => {
  test("that widens differs between its sides in what it changes only", () => {
    const [before, after] = [plan(widening, "before"), plan(widening)];
    const of = (model: ApiModel, role?: string) => calls.map((call) => outcome(model, call, role));
    expect(of(before, "orders-clerk")).toEqual(["allow", "deny", "deny", "deny", "allow"]);
    expect(of(after, "orders-clerk")).toEqual(["allow", "allow", "allow", "deny", "allow"]);
    expect(of(before)).toEqual(["deny", "deny", "deny", "deny", "allow"]);
    expect(of(after)).toEqual(["deny", "deny", "allow", "deny", "allow"]);
    expect(after.notices).toEqual([OPEN_WAY]);
  });

  test("that replaces a user pool has new identifiers in all that hangs on it", () => {
    const [before, after] = [plan(replacedPool, "before"), plan(replacedPool)];
    const [pool] = after.userPools;
    expect(pool?.id).toMatch(/^eu-west-1_[A-Za-z0-9]{9}$/);
    expect(pool?.id).not.toBe(before.userPools[0]?.id);
    expect(pool?.groups.map(({ name }) => name)).toEqual(["clerk", "manager"]);
    expect(pool?.clients).toHaveLength(1);
    expect(outcome(after, "GET /orders", "orders-clerk")).toBe("allow");
  });
});
