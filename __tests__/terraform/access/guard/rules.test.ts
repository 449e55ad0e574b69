import { type GuardConfig, type GuardSide, guard } from "../../../../terraform/access/guard/guard";
import { type PlanAction, parsePlanActions } from "../../../../terraform/access/guard/plan-actions";
import type { Subject } from "../../../../terraform/access/guard/rule";
import { rules } from "../../../../terraform/access/guard/rules/all";
import { smsConfigurationRemoved } from "../../../../terraform/access/guard/rules/sms-configuration-removed";
import { NO_EVIDENCE } from "../../../../terraform/access/matrix/evidence";
import { resolveStacks } from "../../../../terraform/language/configuration/resolve";
import { allow, deny, type Methods, policy, type Resources, shop, shopDocument } from "../matrix/shop";

const iam = { authorization: "AWS_IAM" };
const open = { authorization: "NONE" };
const custom = { authorization: "CUSTOM", authorizer_id: "${aws_api_gateway_authorizer.lambda.id}" };
const cognito = {
  authorization: "COGNITO_USER_POOLS",
  authorizer_id: "${aws_api_gateway_authorizer.pool.id}",
};

const NOTHING: GuardConfig = { waivers: [], widenings: [] };

function side(methods: Methods, resources: Resources = {}): GuardSide {
  const document = shopDocument(methods, resources);
  const { resources: all } = resolveStacks([{ name: "shop", document }], "123456789012");
  return { model: shop(methods, resources), evidence: NO_EVIDENCE, resources: all };
}

/** `rule: resource` of all that one rule finds. */
function found(rule: string, head: GuardSide, base?: GuardSide): string[] {
  const { broken } = guard(head, { ...(base && { base }), config: NOTHING });
  return broken.filter((finding) => finding.rule.id === rule).map(({ resource }) => resource);
}

const locked: Resources = {
  aws_cognito_user_pool: { people: { deletion_protection: "ACTIVE" } },
  aws_api_gateway_stage: { live: { access_log_settings: [{ destination_arn: "arn:x", format: "x" }] } },
  aws_api_gateway_method_settings: {
    all: {
      rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
      stage_name: "live",
      method_path: "*/*",
      settings: [{ throttling_rate_limit: 10, throttling_burst_limit: 10 }],
    },
  },
  aws_wafv2_web_acl_association: {
    live: {
      resource_arn: "${aws_api_gateway_stage.live.arn}",
      web_acl_arn: "arn:aws:wafv2:us-east-1:123456789012:x",
    },
  },
};

test("an API that does all that the rules ask for passes", () => {
  const head = side({ "GET /pets": iam }, { ...policy(allow("GET/pets")), ...locked });
  expect(guard(head, { base: head, config: NOTHING })).toMatchObject({ broken: [], stale: [], skipped: [] });
});

test.each([
  ["deletion-protection-off", side({ "GET /pets": iam }), "shop/aws_cognito_user_pool.people"],
  ["stage-without-logs", side({ "GET /pets": iam }), "shop/aws_api_gateway_stage.live"],
  ["stage-without-throttle", side({ "GET /pets": iam }), "shop/aws_api_gateway_stage.live"],
  ["stage-without-waf", side({ "GET /pets": iam }), "shop/aws_api_gateway_stage.live"],
  [
    "api-key-only",
    side({ "GET /pets": { ...open, api_key_required: true } }),
    "shop/aws_api_gateway_method.GET_pets",
  ],
  ["cognito-without-scopes", side({ "GET /pets": cognito }), "shop/aws_api_gateway_method.GET_pets"],
  [
    "cached-authorizer-policy",
    side({ "GET /pets": custom, "POST /pets": custom }),
    "shop/aws_api_gateway_authorizer.lambda",
  ],
  [
    "ignored-iam-policy",
    side({ "GET /pets": cognito, "ANY /{proxy+}": iam }, policy(allow("GET/pets"))),
    "shop/aws_iam_role_policy.user",
  ],
  ["wildcard-in-policy", side({ "GET /pets": iam }, policy(allow("GET/*"))), "shop/aws_iam_role_policy.user"],
  ["wildcard-in-policy", side({ "GET /pets": iam }, policy(allow("*"))), "shop/aws_iam_role_policy.user"],
])("%s", (rule, head, resource) => {
  expect(found(rule, head)).toEqual([resource]);
});

test.each([
  [
    "wildcard-in-policy",
    "a * where the path has a parameter",
    side({ "GET /pets/{id}": iam }, policy(allow("GET/pets/*"))),
  ],
  ["wildcard-in-policy", "a * in a Deny", side({ "GET /pets": iam }, policy(deny("*")))],
  [
    "ignored-iam-policy",
    "a grant of an AWS_IAM method",
    side({ "GET /pets": iam }, policy(allow("GET/pets"))),
  ],
  ["cached-authorizer-policy", "an authorizer of one method", side({ "GET /pets": custom })],
  [
    "cognito-without-scopes",
    "a method whose authorizer names its clients",
    side(
      { "GET /pets": cognito },
      { aws_api_gateway_authorizer: { pool: { identity_validation_expression: "client" } } },
    ),
  ],
])("%s lets pass %s", (rule, _, head) => {
  expect(found(rule, head)).toEqual([]);
});

describe("an authorizer's silence", () => {
  const resourcePolicy = (...statements: object[]): Resources => ({
    aws_api_gateway_rest_api_policy: {
      shop: {
        rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: statements.map((statement) => ({ ...statement, Principal: "*" })),
        }),
      },
    },
  });

  test("is no refusal beside a resource policy that allows", () => {
    expect(
      found("silent-authorizer", side({ "GET /pets": custom }, resourcePolicy(allow("GET/pets")))),
    ).toEqual(["shop/aws_api_gateway_method.GET_pets"]);
  });

  test("is one without", () => {
    expect(found("silent-authorizer", side({ "GET /pets": custom }))).toEqual([]);
  });
});

describe("compared with what is there", () => {
  const before = side({ "GET /pets": iam, "POST /pets": iam }, policy(allow("GET/pets")));

  test("a lock that becomes NONE, and what it widens", () => {
    const after = side({ "GET /pets": open, "POST /pets": iam }, policy(allow("GET/pets")));
    expect(found("lock-removed", after, before)).toEqual(["shop/aws_api_gateway_method.GET_pets"]);
    expect(found("unexpected-widening", after, before)).toContain("GET /pets anonymous");
  });

  test("a widening that is expected passes, and stays expected while the access is there", () => {
    const after = side({ "GET /pets": iam, "POST /pets": iam }, policy(allow(["GET/pets", "POST/pets"])));
    const widening = { route: "POST /pets", principal: "group:user", reason: "they sell now" };
    const config = { waivers: [], widenings: [widening] };
    expect(found("unexpected-widening", after, before)).toEqual(["POST /pets group:user"]);
    const first = guard(after, { base: before, config });
    expect(first.broken.map(({ rule }) => rule.id)).not.toContain("unexpected-widening");
    expect(first.stale).toEqual([]);
    expect(guard(after, { base: after, config }).stale).toEqual([]);
    expect(guard(before, { base: before, config }).stale).toEqual([widening]);
  });

  test("a pool that is renamed is replaced, one that is gone is deleted", () => {
    const renamed = side({ "GET /pets": iam }, { aws_cognito_user_pool: { people: { name: "another" } } });
    expect(found("pool-destroyed", renamed, before)).toEqual(["shop/aws_cognito_user_pool.people"]);
  });

  const sender = { email_sending_account: "DEVELOPER", from_email_address: "shop@example.com" };
  const recovery = { recovery_mechanism: [{ name: "verified_email", priority: 1 }] };
  const factor = { message: "{####}", subject: "code" };
  const pools = (...each: Readonly<Record<string, unknown>>[]) =>
    each.map((people) => side({ "GET /pets": iam }, { aws_cognito_user_pool: { people } })) as [
      GuardSide,
      GuardSide,
      GuardSide,
    ];

  test("e-mail as a second factor together with its sender, which needs two deployments", () => {
    const [plain, prepared, done] = pools(
      { account_recovery_setting: recovery },
      { account_recovery_setting: recovery, email_configuration: sender },
      {
        account_recovery_setting: recovery,
        email_configuration: sender,
        email_mfa_configuration: factor,
      },
    );
    expect(found("email-mfa-in-one-step", done, plain)).toEqual(["shop/aws_cognito_user_pool.people"]);
    expect(found("email-mfa-in-one-step", prepared, plain)).toEqual([]);
    expect(found("email-mfa-in-one-step", done, prepared)).toEqual([]);
  });

  test("text messages that are taken away, and stay", () => {
    const sms_configuration = { external_id: "x", sns_caller_arn: "arn:aws:iam::123456789012:role/texts" };
    const [texts, none, off] = pools(
      { sms_configuration },
      {},
      { sms_configuration, mfa_configuration: "OFF" },
    );
    expect(found("sms-configuration-removed", none, texts)).toEqual(["shop/aws_cognito_user_pool.people"]);
    expect(found("sms-configuration-removed", off, texts)).toEqual([]);
    // A plan carries the block along, and deletes the role that it names.
    const role = { address: "aws_iam_role.texts", type: "aws_iam_role", after: {} } as const;
    const pool = { address: "aws_cognito_user_pool.people", type: "aws_cognito_user_pool" } as const;
    const kept = { sms_configuration: [sms_configuration] };
    const changes = [
      { ...role, change: "delete", before: { arn: sms_configuration.sns_caller_arn } },
      { ...pool, change: "update", before: kept, after: kept },
    ] as const;
    const check = (all: readonly PlanAction[]) =>
      smsConfigurationRemoved
        .check({ base: { changes: all } } as unknown as Subject)
        .map(({ message }) => message);
    expect(check(changes)).toEqual(["it goes on to send texts as arn:aws:iam::123456789012:role/texts"]);
    expect(check(changes.slice(1))).toEqual([]);
  });

  test("a change without a new deployment", () => {
    const changed: Methods = { "GET /pets": { ...iam, api_key_required: true }, "POST /pets": iam };
    expect(found("stale-deployment", side(changed), before)).toContain(
      "shop/aws_api_gateway_method.GET_pets",
    );
    const redeployed = { aws_api_gateway_deployment: { shop: { triggers: { hash: "new" } } } };
    expect(found("stale-deployment", side(changed, redeployed), before)).toEqual([]);
  });

  test("a deployment of another root is not asked for here", () => {
    const bare = { "GET /pets": iam };
    const without = side(bare);
    const noDeployment = (one: GuardSide) => ({
      ...one,
      resources: one.resources.filter(({ type }) => type !== "aws_api_gateway_deployment"),
    });
    const changed = side({ "GET /pets": { ...iam, api_key_required: true } });
    expect(found("stale-deployment", noDeployment(changed), noDeployment(without))).toEqual([]);
  });

  describe("a removed route", () => {
    const api = { rest_api_id: "api" };
    const plan = (deployment: readonly string[], change: object = {}) => ({
      resource_changes: [
        {
          address: "aws_api_gateway_method.old",
          type: "aws_api_gateway_method",
          change: { actions: ["delete"], before: api, after: null, ...change },
        },
        {
          address: "aws_api_gateway_deployment.live",
          type: "aws_api_gateway_deployment",
          change: { actions: deployment, before: api, after: api },
        },
      ],
    });
    const said = (document: object) => {
      const changes = parsePlanActions(document);
      const { broken } = guard(before, { base: before, changes, config: NOTHING });
      return broken
        .filter(({ rule }) => rule.id === "removed-part-stays-live")
        .map(({ resource }) => resource);
    };

    test("stays live where its deployment is made first, in the same root", () => {
      expect(said(plan(["create", "delete"]))).toEqual(["aws_api_gateway_method.old"]);
    });

    test("does not where the deployment stands in another root, or is another API's", () => {
      expect(said({ resource_changes: plan([]).resource_changes.slice(0, 1) })).toEqual([]);
      expect(said(plan(["create", "delete"], { before: { rest_api_id: "other" } }))).toEqual([]);
    });

    test("two folders show it by their stacks", () => {
      const redeployed = { aws_api_gateway_deployment: { shop: { triggers: { hash: "new" } } } };
      expect(found("removed-part-stays-live", side({ "GET /pets": iam }, redeployed), before)).toContain(
        "shop/aws_api_gateway_method.POST_pets",
      );
    });
  });

  test("without a base, the rules that compare are named as not checked", () => {
    expect(guard(before, { config: NOTHING }).skipped.map(({ id }) => id)).toEqual(
      rules.filter(({ needs }) => needs === "base").map(({ id }) => id),
    );
  });

  test("an API that is new has nothing to compare with", () => {
    const empty = { ...before, model: { ...before.model, apis: [] } };
    expect(guard(before, { base: empty, config: NOTHING }).skipped.length).toBeGreaterThan(0);
  });
});

describe("a waiver", () => {
  const head = side({ "GET /pets": iam });
  const waiver = {
    rule: "stage-without-waf",
    resource: "shop/aws_api_gateway_stage.*",
    reason: "costs too much here",
  };

  test("lets a finding pass, with its reason", () => {
    const { broken, waived } = guard(head, { config: { waivers: [waiver], widenings: [] } });
    expect(broken.map(({ rule }) => rule.id)).not.toContain("stage-without-waf");
    expect(waived.map((finding) => finding.waiver.reason)).toEqual(["costs too much here"]);
  });

  test("that matches nothing is told of", () => {
    const idle = { ...waiver, resource: "shop/aws_api_gateway_stage.gone" };
    expect(guard(head, { config: { waivers: [idle], widenings: [] } }).stale).toEqual([idle]);
  });

  test("about a stack that is not read is not idle", () => {
    const elsewhere = { ...waiver, resource: "shop-dev/aws_api_gateway_stage.gone" };
    expect(guard(head, { config: { waivers: [elsewhere], widenings: [] } }).stale).toEqual([]);
  });

  test("of a rule that was not checked is not idle", () => {
    const unchecked = { ...waiver, rule: "pool-destroyed" };
    expect(guard(head, { config: { waivers: [unchecked], widenings: [] } }).stale).toEqual([]);
  });
});

test("every rule has an id of its own, a reason and a fix", () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  for (const { fix, reason } of rules) expect([reason.length > 20, fix.length > 10]).toEqual([true, true]);
});

describe("a plan's actions", () => {
  const plan = (actions: unknown) => ({
    resource_changes: [
      { address: "a.b", type: "a", mode: "managed", change: { actions, before: null, after: {} } },
    ],
  });

  test.each([
    [["no-op"], "none"],
    [["create"], "create"],
    [["update"], "update"],
    [["delete"], "delete"],
    [["delete", "create"], "replace"],
    [["create", "delete"], "replace"],
    [["forget"], "none"],
  ])("%j: %s", (actions, change) => {
    expect(parsePlanActions(plan(actions))).toEqual([
      {
        address: "a.b",
        type: "a",
        change,
        ...(actions.length === 2 && { createdFirst: actions[0] === "create" }),
        before: {},
        after: {},
      },
    ]);
  });

  test.each([[["explode"]], [undefined]])("%j is refused", (actions) => {
    expect(() => parsePlanActions(plan(actions))).toThrow(
      expect.objectContaining({ code: "document-malformed" }),
    );
  });
});

test("a way in beside the locks stops a merge, where it is", () => {
  const guests = { aws_cognito_identity_pool: { people: { allow_unauthenticated_identities: true } } };
  expect(found("lock-bypass", side({ "GET /pets": iam }, guests))).toEqual([
    "shop/aws_cognito_identity_pool.people",
  ]);
  expect(found("lock-bypass", side({ "GET /pets": iam }))).toEqual([]);
});
