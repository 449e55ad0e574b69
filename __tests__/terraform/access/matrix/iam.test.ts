import { mapping, type Resources, text, trust } from "../../build/people";
import { allow, cell, deny, policy, shop } from "../../build/shop";

const iam = { authorization: "AWS_IAM" };

describe("a route with a parameter, signed by the group's role", () => {
  const asked = (...statements: object[]) => {
    const methods = { "GET /pets/{petId}": iam, "GET /pets/export": iam };
    const { decision, reason } = cell(
      shop(methods, policy(...statements)),
      "GET /pets/{petId}",
      "group:user",
    );
    return `${decision}: ${reason}`;
  };

  test("is allowed where a wildcard covers every value", () => {
    expect(asked(allow("GET/pets/*"))).toMatch(/^allow: statement 0 .*\/live\/GET\/pets\/\{petId\}$/);
  });

  test("is not allowed by a policy that names one value, and the answer says which", () => {
    expect(asked(allow("GET/pets/7"))).toMatch(/^unknown: Only GET \/pets\/7: statement 0 /);
  });

  test("is not allowed where a Deny names one value", () => {
    expect(asked(allow("GET/pets/*"), deny("GET/pets/secret"))).toMatch(
      /^unknown: All but GET \/pets\/secret: statement 1 .* denies /,
    );
  });

  test("is not allowed where a Deny names the beginning of values", () => {
    expect(asked(allow("GET/pets/*"), deny("GET/pets/s*"))).toMatch(
      /^unknown: All but GET \/pets\/s\{petId\}: /,
    );
  });

  test("is allowed where a Deny names a literal sibling, which is another route", () => {
    expect(asked(allow("GET/pets/*"), deny("GET/pets/export"))).toMatch(/^allow: /);
  });

  test("is denied where only the literal sibling is allowed", () => {
    expect(asked(allow("GET/pets/export"))).toMatch(/^deny: /);
  });

  test.each(["GET/pets/?", "GET/pets/??*"])(
    "is not allowed by a policy that counts characters, %s",
    (resource) => {
      expect(asked(allow(resource))).toMatch(/^unknown: /);
    },
  );

  test("is allowed where characters are counted and none are left out", () => {
    expect(asked(allow("GET/pets/?*"))).toMatch(/^allow: /);
  });

  test("is not allowed where NotResource leaves out a value", () => {
    const { Resource: _, ...rest } = allow("*") as { Resource: unknown };
    expect(asked({ ...rest, NotResource: "arn:aws:execute-api:*:*:*/live/GET/pets/7" })).toMatch(
      /^unknown: All but GET \/pets\/7: /,
    );
  });

  test("is not allowed by a resource with a policy variable, whose value only the session has", () => {
    expect(asked(allow("GET/pets/$${cognito-identity.amazonaws.com:sub}"))).toMatch(/^unknown: /);
  });
});

describe("a condition", () => {
  const asked = (...statements: object[]) =>
    cell(shop({ "GET /pets": iam }, policy(...statements)), "GET /pets", "group:user");
  const office = { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } };

  test("on the caller's address is what an Allow requires", () => {
    expect(asked(allow("GET/pets", { Condition: office }))).toMatchObject({
      decision: "allow",
      requires: ["address-range:203.0.113.0/24"],
      source: { address: "shop/aws_iam_role_policy.user", statement: 0 },
    });
  });

  test("on the caller's address is what a Deny leaves", () => {
    const elsewhere = { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } };
    expect(asked(allow("GET/pets"), deny("GET/pets", { Condition: elsewhere }))).toMatchObject({
      decision: "allow",
      requires: ["address-range:203.0.113.0/24"],
      source: { statement: 0 },
    });
  });

  test("on what only the session has leaves an Allow open", () => {
    const factor = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
    expect(asked(allow("GET/pets", { Condition: factor }))).toMatchObject({
      decision: "unknown",
      reason: expect.stringContaining("aws:MultiFactorAuthPresent"),
    });
  });

  test("changes nothing where an Allow holds without it", () => {
    expect(asked(allow("GET/pets", { Condition: office }), allow("GET/pets"))).toMatchObject({
      decision: "allow",
      source: { statement: 1 },
    });
  });

  test("on TLS is met: API Gateway takes nothing else", () => {
    expect(
      asked(allow("GET/pets", { Condition: { Bool: { "aws:SecureTransport": "true" } } })).decision,
    ).toBe("allow");
  });
});

describe("the role that a person gets", () => {
  const grants = policy(allow("GET/pets"));
  const asked = (principal: string, resources: Resources) =>
    cell(shop({ "GET /pets": iam }, { ...grants, ...resources }), "GET /pets", principal);
  const attachment = (of: object): Resources => ({
    aws_cognito_identity_pool_roles_attachment: { people: of as Record<string, unknown> },
  });
  const userRole = "${aws_iam_role.user.arn}";

  test("is the group's, through a mapping by token", () => {
    expect(asked("group:user", {}).decision).toBe("allow");
    expect(asked("signed-in", {}).decision).toBe("deny");
    expect(asked("anonymous", {}).decision).toBe("deny");
  });

  test("is none where the role does not trust this identity pool", () => {
    const role = { aws_iam_role: { user: { assume_role_policy: trust(undefined, "us-east-1:another") } } };
    expect(asked("group:user", role)).toMatchObject({
      decision: "deny",
      reason:
        "The trust policy of shop/aws_iam_role.user does not allow sts:AssumeRoleWithWebIdentity by cognito-identity.amazonaws.com",
    });
  });

  test("is not known where the trust asks for one value of a key that has several", () => {
    const single = trust().replace("ForAnyValue:StringLike", "StringEquals");
    expect(single).not.toBe(trust());
    const role = { aws_iam_role: { user: { assume_role_policy: single } } };
    expect(asked("group:user", role).decision).toBe("unknown");
  });

  test("is none where the group has no role", () => {
    const group = { aws_cognito_user_group: { user: { role_arn: null } } };
    expect(asked("group:user", group).decision).toBe("deny");
  });

  test("is assigned to every user where the mapping falls back on it", () => {
    const resolution = {
      role_mapping: [mapping({ type: "Token", ambiguous_role_resolution: "AuthenticatedRole" })],
    };
    expect(
      asked("signed-in", attachment({ roles: { authenticated: userRole }, ...resolution })).decision,
    ).toBe("allow");
  });

  test("is assigned to every user where there is no mapping", () => {
    expect(
      asked("signed-in", attachment({ roles: { authenticated: userRole }, role_mapping: [] })).decision,
    ).toBe("allow");
  });

  test("is the guests' where the pool has guests", () => {
    const pool = { aws_cognito_identity_pool: { people: { allow_unauthenticated_identities: true } } };
    const guests = attachment({ roles: { unauthenticated: userRole } });
    const trusting = {
      aws_iam_role: { user: { assume_role_policy: trust(undefined, undefined, "unauthenticated") } },
    };
    expect(asked("anonymous", { ...pool, ...guests, ...trusting }).decision).toBe("allow");
    expect(asked("anonymous", { ...pool, ...guests }).decision).toBe("deny");
  });

  test("is open where a rule looks at a claim that the Terraform does not know", () => {
    const rule = { claim: "custom:kind", match_type: "Equals", value: "vip", role_arn: userRole };
    const rules = attachment({ role_mapping: [mapping({ type: "Rules", mapping_rule: [rule] })] });
    expect(asked("signed-in", rules)).toMatchObject({
      decision: "unknown",
      reason: expect.stringContaining("custom:kind"),
    });
  });

  test.each([
    ["Contains", "user", "allow"],
    ["Contains", "use", "unknown"],
    ["Contains", "admin", "deny"],
    ["Equals", "user", "unknown"],
    ["NotEqual", "admin", "unknown"],
  ])("of the group user by a rule on cognito:groups that %s %s: %s", (match_type, value, decision) => {
    const rule = { claim: "cognito:groups", match_type, value, role_arn: userRole };
    const rules = attachment({ role_mapping: [mapping({ type: "Rules", mapping_rule: [rule] })] });
    expect(asked("group:user", rules).decision).toBe(decision);
  });

  test("is any that trusts the pool where the classic flow lets the caller name it", () => {
    expect(
      asked("signed-in", { aws_cognito_identity_pool: { people: { allow_classic_flow: true } } }).decision,
    ).toBe("allow");
  });

  test("is not known where it is of another Terraform", () => {
    const group = {
      aws_cognito_user_group: { user: { role_arn: "arn:aws:iam::123456789012:role/elsewhere" } },
    };
    expect(asked("group:user", group)).toMatchObject({
      decision: "unknown",
      reason: expect.stringContaining("not in this Terraform"),
    });
  });
});

describe("IAM principals", () => {
  const account = text([
    { Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "sts:AssumeRole" },
  ]);
  const grant = text([allow("GET/pets")]);
  const model = shop(
    { "GET /pets": { ...iam, api_key_required: true }, "GET /health": { authorization: "NONE" } },
    {
      aws_iam_role: {
        robot: { name: "robot", assume_role_policy: account },
        other: { name: "other", assume_role_policy: account },
      },
      aws_iam_role_policy: { robot: { name: "p", role: "${aws_iam_role.robot.name}", policy: grant } },
      aws_iam_user: { batch: { name: "batch" }, idle: { name: "idle" } },
      aws_iam_group: { readers: { name: "readers" } },
      aws_iam_group_policy: { readers: { name: "p", group: "${aws_iam_group.readers.name}", policy: grant } },
      aws_iam_user_group_membership: {
        batch: { user: "${aws_iam_user.batch.name}", groups: ["${aws_iam_group.readers.name}"] },
      },
    },
  );

  test.each(["iam:robot", "iam:batch", "iam:readers"])("%s may call, with an API key", (principal) => {
    expect(cell(model, "GET /pets", principal)).toMatchObject({ decision: "allow", requires: ["api-key"] });
  });

  test.each(["iam:other", "iam:idle"])("%s has nothing to do with the API and no column", (principal) => {
    expect(() => cell(model, "GET /health", principal)).toThrow("no cell");
  });

  test("a refused caller needs no API key", () => {
    expect(cell(model, "GET /pets", "anonymous").requires).toBeUndefined();
  });
});
