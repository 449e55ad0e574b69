import type { Caller } from "../../../../../terraform/access/decide/request";
import { attached, EXECUTION_ARN } from "../../../build/model";
import { allow, anonymous, arn, dated, decided, everyone, roleArn, signed, type Text } from "../decided";

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
