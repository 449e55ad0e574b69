import type { Caller } from "../../../../../terraform/access/decide/request";
import { attached, EXECUTION_ARN } from "../../../build/model";
import {
  allow,
  anonymous,
  arn,
  dated,
  decided,
  decidedInFull,
  everyone,
  roleArn,
  signed,
  type Text,
} from "../decided";

describe("a signed request", () => {
  test("that a statement allows", () => {
    expect(decided(signed(), { role: [allow] })).toEqual({
      outcome: "allow",
      reason: `statement 0 of own allows ${arn}`,
      source: { address: "own", statement: 0 },
    });
  });

  test("that a statement denies", () => {
    expect(decided(signed(), { role: [allow, { ...allow, Effect: "Deny" }] })).toEqual({
      outcome: "deny",
      reason: `statement 1 of own denies ${arn}`,
      source: { address: "own", statement: 1 },
      explicit: true,
      refusal: "ACCESS_DENIED",
    });
  });

  test("that nothing allows", () => {
    expect(decided(signed())).toEqual({
      outcome: "deny",
      reason: `No policy of role allows ${arn}`,
      source: { address: "role" },
      refusal: "ACCESS_DENIED",
    });
  });

  test("that the permissions boundary does not let through", () => {
    const boundary = [{ ...allow, Action: "s3:*" }];
    expect(decided(signed(), { role: [allow], boundary })).toMatchObject({
      outcome: "deny",
      reason: `No policy of the permissions boundary of role allows ${arn}`,
    });
  });

  test("whose role's policy is not known", () => {
    expect(decided(signed(), { role: "unknown" })).toEqual({
      outcome: "unknown",
      reason: "The text of own is not known: known after apply",
      source: { address: "own" },
    });
  });

  test.each([
    [{ Condition: { IpAddress: { "aws:SourceIp": "::/0" } } }, "aws:SourceIp"],
    [
      {
        Condition: {
          IpAddress: { "aws:SourceIp": "::/0" },
          Bool: { "aws:x": "true" },
          Null: { "aws:x": "true" },
        },
      },
      "aws:SourceIp, aws:x",
    ],
    [{ Resource: `${EXECUTION_ARN}/v1/GET/\${aws:x}` }, "its policy variables"],
  ])("whose answer depends on what is not said of it: %j", (change, what) => {
    const given = {
      role: [
        { ...allow, Action: "s3:*" },
        { ...allow, ...change },
      ],
      call: { open: true },
    };
    expect(decided(signed(), given)).toEqual({
      outcome: "unknown",
      reason: `It depends on ${what}: statement 1 of own`,
      source: { address: "own", statement: 1 },
    });
  });

  test.each<[string, string, Text, string]>([
    ["another policy", "second", "unknown", "The text of second is not known: known after apply"],
    ["another policy's condition", "second", [dated], "It depends on aws:x: statement 0 of second"],
    ["a policy of the same place", "own", "unknown", "The text of own is not known: known after apply"],
  ])("whose answer depends on %s", (_, address, text, reason) => {
    const silent = { ...allow, Action: "s3:*" };
    const given = { role: [silent, silent], further: [attached(address, text)], call: { open: true } };
    expect(decided(signed(), given)).toMatchObject({ outcome: "unknown", reason, source: { address } });
  });

  test("is asked about with what is said of it, and comes over TLS", () => {
    const Condition = { Bool: { "aws:SecureTransport": "true" }, StringEquals: { "aws:SourceVpc": "vpc-1" } };
    const role = [{ ...allow, Condition }];
    const under = (vpc: string) => decided(signed(), { role, call: { context: { "aws:SourceVpc": vpc } } });
    expect(under("vpc-1").outcome).toBe("allow");
    expect(under("vpc-2").outcome).toBe("deny");
    expect(decided(signed(), { role }).outcome).toBe("deny");
  });

  test("that is none", () => {
    expect(decided(anonymous)).toEqual({
      outcome: "deny",
      reason: "m takes signed requests (AWS_IAM)",
      source: { address: "m" },
      refusal: "MISSING_AUTHENTICATION_TOKEN",
    });
  });

  test.each<[string, Caller, string]>([
    ["role", { kind: "iam", roleArn: `${roleArn}2`, context: {} }, `${roleArn}2`],
    [
      "user",
      { kind: "iam-user", userArn: "arn:aws:iam::111111111111:user/u", context: {} },
      "arn:aws:iam::111111111111:user/u",
    ],
  ])("by a %s that is not in the Terraform", (kind, caller, who) => {
    const refused = {
      outcome: "deny",
      reason: `The Terraform has no ${kind} ${who}`,
      source: { address: "m" },
      refusal: "ACCESS_DENIED",
    };
    expect(decided(caller)).toEqual(refused);
    expect(decided(caller, { policy: [{ ...everyone, Resource: "arn:aws:s3:::x" }] })).toEqual(refused);
    expect(decided(caller, { policy: [everyone] })).toEqual({
      outcome: "unknown",
      reason: `The policies of ${who} are not in this Terraform`,
      source: { address: "resource", statement: 0 },
    });
    expect(decided(caller, { policy: [{ ...everyone, Effect: "Deny" }] })).toEqual({
      outcome: "deny",
      reason: `statement 0 of resource denies ${arn}`,
      source: { address: "resource", statement: 0 },
      explicit: true,
      refusal: "ACCESS_DENIED",
    });
  });

  test("from another account, which no resource policy lets in", () => {
    expect(decided(signed("222222222222"), { role: [allow], account: "222222222222" })).toEqual({
      outcome: "deny",
      reason: "api has no resource policy that lets another account in",
      source: { address: "api" },
      refusal: "ACCESS_DENIED",
    });
  });

  test("to a private API without a resource policy", () => {
    expect(decided(signed(), { role: [allow], api: { private: true } })).toEqual({
      outcome: "deny",
      reason: "api is private and has no resource policy",
      source: { address: "api" },
      explicit: true,
      refusal: "ACCESS_DENIED",
    });
  });
});

describe("the URL of a function", () => {
  const api = { kind: "url" } as never;
  const url = { ...allow, Action: "lambda:InvokeFunctionUrl" };
  const invoke = { ...allow, Action: "lambda:InvokeFunction" };
  const asked = (...role: readonly unknown[]) => {
    const { outcome, reason } = decided(signed(), { api, role });
    return [outcome, reason];
  };

  test("needs both permissions", () => {
    const allowed = `statement 0 of own allows ${EXECUTION_ARN}`;
    expect(asked(url, invoke)).toEqual(["allow", allowed]);
    expect(asked(invoke)).toEqual(["deny", `No policy of role allows ${EXECUTION_ARN}`]);
    expect(asked()).toEqual(["deny", `No policy of role allows ${EXECUTION_ARN}`]);
  });

  test("is not known to answer with the first of them alone, as it did before", () => {
    const since = "URLs that AWS made since October 2025 need lambda:InvokeFunction too, and there";
    const first = `statement 0 of own allows ${EXECUTION_ARN} for lambda:InvokeFunctionUrl`;
    expect(asked(url)).toEqual(["unknown", `${first}; ${since} no policy of role allows ${EXECUTION_ARN}`]);
    expect(asked(url, { ...invoke, Effect: "Deny" })).toEqual([
      "unknown",
      `${first}; ${since} statement 1 of own denies ${EXECUTION_ARN}`,
    ]);
  });

  test("is not known where either depends on what is not said", () => {
    const of = (statement: object) => ({ ...statement, Condition: dated.Condition });
    const open = { open: true };
    const outcome = (...role: readonly unknown[]) => decided(signed(), { api, role, call: open });
    const depends = (statement: number) => `It depends on aws:x: statement ${statement} of own`;
    expect(outcome(url, of(invoke))).toMatchObject({ outcome: "unknown", reason: depends(1) });
    expect(outcome(of(url), invoke)).toMatchObject({ outcome: "unknown", reason: depends(0) });
  });
});

describe("the route $default of an HTTP API, of which policies may see the request or the route", () => {
  const at = (...paths: readonly string[]) => {
    const role = paths.map((path) => ({ ...allow, Resource: `{api}/${path}` }));
    return decidedInFull(signed(), {
      api: { kind: "http" } as never,
      method: { path: "$default", verb: "ANY" },
      role,
    });
  };
  const route = `${EXECUTION_ARN}/v1/$default`;

  test("is decided where both have one answer", () => {
    expect(at("v1/GET/pets", "v1/$default")).toMatchObject({ outcome: "allow", source: { statement: 0 } });
    expect(at()).toMatchObject({ outcome: "deny" });
  });

  test.each<[string, string]>([
    ["v1/GET/pets", `statement 0 of own allows ${arn}, and No policy of role allows ${route}`],
    ["v1/$default", `No policy of role allows ${arn}, and statement 0 of own allows ${route}`],
  ])("is not known where %s alone is allowed", (path, both) => {
    const { dependsOn, source, ...decision } = at(path);
    expect(decision).toEqual({
      outcome: "unknown",
      reason: `AWS does not document by which ARN policies decide about $default: ${both}`,
    });
    expect(source).toEqual(path === "v1/GET/pets" ? { address: "own", statement: 0 } : { address: "role" });
    expect(dependsOn?.()).toHaveLength(2);
  });
});

test("the policies of a session limit what its role may do", () => {
  const within = (...statements: readonly unknown[]) =>
    decided(
      { kind: "iam", roleArn, context: {}, sessionPolicies: [attached("s", statements)] },
      { role: [allow] },
    );
  expect(within(allow)).toMatchObject({ outcome: "allow" });
  expect(within()).toMatchObject({ outcome: "deny", reason: `No policy of the session allows ${arn}` });
});
