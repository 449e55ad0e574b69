import { ApiGatewayResource } from "@cdktf/provider-aws/lib/api-gateway-resource";
import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack, Testing } from "cdktf";
import type { AccessModel } from "../../../access/model";
import type { SecuredApi } from "../../../constructs/api/secured-api";
import { holdToLimits } from "../../../constructs/limits/hold-to-limits";
import { raiseLimits } from "../../../constructs/limits/limits";
import { RolePolicies } from "../../../constructs/roles/role-policies";
import { SystemRoles } from "../../../constructs/roles/system-roles";
import { environmentNamed } from "../../../stacks/environment-named";
import { petstore, terraformOf as stacksOf } from "../../stacks/synthesized";
import { refusal, terraformOf } from "../terraform";

function refused(build: () => unknown): readonly [code: string, message: string] {
  try {
    build();
  } catch (error) {
    return [(error as { code: string }).code, (error as Error).message];
  }
  return ["accepted", ""];
}

describe("names of IAM roles, in whichever stack they are created", () => {
  const dev = environmentNamed("dev");
  const prod = environmentNamed("prod");

  test.each([
    ["a system named like a function", dev, "system", "inventory", "petstore-dev-inventory"],
    ["a role named like a function of another stack", dev, "role", "account", "petstore-dev-account"],
    ["a role named like the pool's trigger", dev, "role", "token-scopes", "petstore-dev-token-scopes"],
    ["a role that differs in case only", dev, "role", "Account", "petstore-dev-Account"],
    ["a system named like the trail's role", prod, "system", "trail-logs", "petstore-prod-trail-logs"],
    [
      "a system named like the log role",
      prod,
      "system",
      "api-gateway-logs",
      "petstore-prod-api-gateway-logs",
    ],
  ])("%s", (_, environment, kind, name, roleName) => {
    const access: AccessModel =
      kind === "system"
        ? { ...petstore, systems: { ...petstore.systems, [name]: { description: "A program" } } }
        : { ...petstore, roles: { ...petstore.roles, [name]: { description: "People", precedence: 50 } } };
    const [code, message] = refused(() => stacksOf(environment, access));
    expect(code).toBe("AWS_NAME_TAKEN");
    expect(message.toLowerCase()).toContain(roleName.toLowerCase());
    expect(message.match(/aws_iam_role\./g)).toHaveLength(2);
  });

  test("stacks of different accounts may use the same names", () => {
    const build = (accounts: readonly string[]) => {
      const app = new App({ outdir: "/tmp", skipValidation: false });
      for (const [i, account] of accounts.entries()) {
        const stack = new TerraformStack(app, `stack${i}`);
        new AwsProvider(stack, "aws", {
          region: "eu-central-1",
          assumeRole: [{ roleArn: `arn:aws:iam::${account}:role/deploy` }],
        });
        new SystemRoles(stack, "systems", { name: "shop", systems: { robot: { description: "A robot" } } });
        stack.prepareStack();
      }
      for (const child of app.node.children) (child as TerraformStack).runAllValidations();
    };
    expect(refused(() => build(["111111111111", "222222222222"]))[0]).toBe("accepted");
    expect(refused(() => build(["111111111111", "111111111111"]))[0]).toBe("AWS_NAME_TAKEN");
  });
});

describe("inline policies, as they are written", () => {
  /** 30 routes that `GET /{any}` opens are closed again by a Deny, which is written twice: with a slash at the end, and without. */
  const withDeny = (length: number): AccessModel => ({
    roles: {
      user: { description: "Customers", precedence: 1 },
      admin: { description: "All", precedence: 0 },
    },
    systems: {},
    limits: { rate: 1, burst: 1, daily: 1 },
    routes: Object.fromEntries([
      ["GET /{any}", { lock: "iam", roles: ["user"], handler: "app" }],
      ...Array.from({ length: 30 }, (_, i) => [
        `GET /${i === 0 ? "x".repeat(length) : `a${i}${"x".repeat(60)}`}`,
        { lock: "iam", roles: ["admin"], handler: "app" },
      ]),
    ]),
  });
  const policyOf = (length: number): string => {
    const terraform = terraformOf((stack) => build(stack, length));
    const policies = Object.values(terraform.resource.aws_iam_role_policy ?? {});
    return policies.find(({ role }) => role === "customers")?.policy;
  };
  const build = (stack: TerraformStack, length: number) => {
    const access = withDeny(length);
    const rest = new ApiGatewayRestApi(stack, "rest", { name: "shop" });
    const api = { executionArn: rest.executionArn, stageName: "live" } as SecuredApi;
    const roleNames = { user: "customers", admin: "administrators" };
    new RolePolicies(stack, "policies", { api, access, roleNames, systemNames: {} });
  };
  /** The same by hand: every reference in its longest form. */
  const longest = (policy: string) =>
    policy.replaceAll(
      /\$\{[^}]+execution_arn\}/g,
      "arn:aws-us-gov:execute-api:us-isof-south-1:123456789012:a1b2c3d4e5",
    ).length;

  test("a policy with a Deny is counted with both of its forms, in its longest partition and region", () => {
    const short = longest(policyOf(10));
    // The path stands twice in the Deny.
    const fits = 10 + Math.floor((10_240 - short) / 2);
    expect(longest(policyOf(fits))).toBeLessThanOrEqual(10_240);
    expect(longest(policyOf(fits))).toBeGreaterThan(10_238);
    const [code, message] = refusal((scope) => build(scope as TerraformStack, fits + 1));
    expect([code, message]).toEqual([
      "LIMIT_EXCEEDED",
      expect.stringMatching(/IAM role "customers".*inline policies of one IAM role may be 10,240 characters/),
    ]);
  });
});

describe("limits that AWS raises", () => {
  const build = (resources: number, raised?: number) => {
    const write = jest.spyOn(process.stderr, "write").mockReturnValue(true);
    try {
      terraformOf((stack) => {
        if (raised !== undefined) raiseLimits(stack, { resourcesPerApi: raised });
        for (let i = 0; i < resources; i++)
          new ApiGatewayResource(stack, `r${i}`, { restApiId: "a", parentId: "b", pathPart: `p${i}` });
        holdToLimits(stack);
        holdToLimits(stack);
      });
      return write.mock.calls.map(([text]) => String(text));
    } finally {
      write.mockRestore();
    }
  };

  test("one more is one warning on stderr, which names the setting", () => {
    expect(build(300)).toEqual([]);
    const [warning, ...others] = build(301);
    expect(others).toEqual([]);
    expect(warning).toMatch(
      /^warning: .*300 items; found 301.*raisedLimits: \{ resourcesPerApi: 301 \}.*\n$/,
    );
    expect(build(301)).toEqual([warning]);
  });

  test("a raised number holds", () => {
    expect(build(310, 310)).toEqual([]);
    expect(refused(() => build(311, 310))[0]).toBe("LIMIT_EXCEEDED");
  });

  test.each([
    ["a limit that is fixed", { groupsPerUserPool: 20_000 }],
    ["a limit that there is not", { resources: 600 }],
    ["a number that everybody has", { resourcesPerApi: 300 }],
    ["half a resource", { resourcesPerApi: 300.5 }],
    ["more than AWS ever gives", { trustPolicyCharacters: 8_193 }],
  ])("%s is refused", (_, raised) => {
    const stack = new TerraformStack(Testing.app(), "stack");
    expect(refused(() => raiseLimits(stack, raised as never))[0]).toBe("RAISED_LIMIT_INVALID");
  });

  test("an environment has the raised quotas", () => {
    const dev = environmentNamed("dev", { raisedLimits: { resourcesPerApi: 600 } });
    expect(refused(() => stacksOf(dev))[0]).toBe("accepted");
    const wrong = environmentNamed("dev", { raisedLimits: { resourcesPerApi: 200 } });
    expect(refused(() => stacksOf(wrong))[0]).toBe("RAISED_LIMIT_INVALID");
  });
});
