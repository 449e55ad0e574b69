import {
  type GuardConfig,
  type GuardSide,
  guard,
  rules,
  type Waiver,
  type Widening,
} from "../../../../terraform/access/guard";
import type { Resources } from "../../build/people";
import { allow, policy } from "../../build/shop";
import { httpSide, iam, NO_CONFIG, open, side } from "./side";

const protections: Resources = {
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

test("an API that satisfies all rules passes", () => {
  const head = side({ "GET /pets": iam }, { ...policy(allow("GET/pets")), ...protections });
  expect(guard(head, { base: head, config: NO_CONFIG })).toMatchObject({
    broken: [],
    stale: [],
    skipped: [],
  });
});

describe("a widening that is expected", () => {
  const before = side({ "GET /pets": iam, "POST /pets": iam }, policy(allow("GET/pets")));
  const after = side({ "GET /pets": iam, "POST /pets": iam }, policy(allow(["GET/pets", "POST/pets"])));
  const widening = { route: "POST /pets", principal: "group:user", reason: "they sell now" };
  const config: GuardConfig = { waivers: [], widenings: [widening] };

  test("passes", () => {
    const { broken, stale } = guard(after, { base: before, config });
    expect(broken.map(({ rule }) => rule.id)).not.toContain("unexpected-widening");
    expect(stale).toEqual([]);
  });

  test("stays expected for as long as the access is there", () => {
    expect(guard(after, { base: after, config }).stale).toEqual([]);
    expect(guard(before, { base: before, config }).stale).toEqual([widening]);
  });
});

test("a base without an API, of which a part is not read, is compared with", () => {
  const head = side({ "GET /pets": iam }, policy(allow("GET/pets")));
  const none = { apis: [], httpApis: [], webSocketApis: [], functionUrls: [] };
  const empty = { ...head, resources: [], model: { ...head.model, ...none, notices: [] } };
  const notice = {
    address: "module.api",
    message: "not available",
    unread: { says: {}, hides: true as const },
  };
  const hidden = { ...empty, model: { ...empty.model, notices: [notice] } };
  const idsOf = (base: GuardSide) =>
    guard(head, { base, config: NO_CONFIG }).broken.map(({ rule }) => rule.id);
  expect(idsOf(empty)).not.toContain("unexpected-widening");
  expect(idsOf(hidden)).toContain("unexpected-widening");
});

describe("an expected widening where two APIs have the route", () => {
  const of = (authorization: string) =>
    side(
      { "GET /orders": { authorization } },
      {
        aws_api_gateway_rest_api: { admin: { name: "admin" } },
        aws_api_gateway_resource: {
          admin: {
            rest_api_id: "${aws_api_gateway_rest_api.admin.id}",
            parent_id: "${aws_api_gateway_rest_api.admin.root_resource_id}",
            path_part: "orders",
          },
        },
        aws_api_gateway_method: {
          admin: {
            rest_api_id: "${aws_api_gateway_rest_api.admin.id}",
            resource_id: "${aws_api_gateway_resource.admin.id}",
            http_method: "GET",
            authorization,
          },
        },
      },
    );
  const entry = { route: "GET /orders", principal: "*", reason: "a public catalogue" };
  const [before, after] = [of("AWS_IAM"), of("NONE")];
  const unexpected = (widening: Widening) =>
    new Set(
      guard(after, { base: before, config: { waivers: [], widenings: [widening] } }).broken.flatMap((one) =>
        one.rule.id === "unexpected-widening" ? [one.entry?.api] : [],
      ),
    );

  test.each([
    ["lets its API pass alone", { ...entry, api: "shop" }, ["admin"]],
    ["lets nothing pass without an API", entry, ["shop", "admin"]],
    ["lets nothing pass with another API", { ...entry, api: "other" }, ["shop", "admin"]],
  ])("%s", (_, widening, expected) => {
    expect(unexpected(widening)).toEqual(new Set(expected));
  });

  test.each<readonly [string, Pick<Waiver, "resource"> & Partial<Waiver>, readonly string[]]>([
    ["of its API lets that pass alone", { resource: "GET /orders *", api: "shop" }, ["admin"]],
    ["without an API lets nothing pass", { resource: "GET /orders *" }, ["shop", "admin"]],
    ["without an API, of any verb", { resource: "* /orders anonymous" }, ["shop", "admin"]],
    ["of another API lets nothing pass", { resource: "GET /orders *", api: "other" }, ["shop", "admin"]],
    ["of the rule switches it off", { resource: "*" }, []],
  ])("and a waiver %s", (_, entry, expected) => {
    const waiver = { rule: "unexpected-widening", reason: "a public catalogue", ...entry };
    const { broken, stale } = guard(after, { base: before, config: { waivers: [waiver], widenings: [] } });
    const left = broken.filter(({ rule }) => rule.id === "unexpected-widening");
    expect(new Set(left.map((one) => one.entry?.api))).toEqual(new Set(expected));
    const isAsked = left.some(({ message }) =>
      message.endsWith(`; the waiver of ${entry.resource} names no "api", and fits routes of shop and admin`),
    );
    expect({ isAsked, stale }).toEqual({ isAsked: !entry.api && entry.resource !== "*", stale: [] });
  });

  test("and a waiver without an API of a route that one of them has", () => {
    const of = (authorization: string) => {
      const { model, ...more } = side({ "GET /pets": { authorization }, "GET /orders": iam });
      const other = {
        ...(model.apis[0] as (typeof model.apis)[number]),
        name: "other",
        address: "shop/other",
      };
      const methods = other.methods.filter(({ path }) => path === "/orders");
      return { ...more, model: { ...model, apis: [...model.apis, { ...other, methods }] } };
    };
    const waiver = { rule: "unexpected-widening", resource: "GET /pets *", reason: "a public catalogue" };
    const config = { waivers: [waiver], widenings: [] };
    const { broken, waived } = guard(of("NONE"), { base: of("AWS_IAM"), config });
    expect(broken.map(({ rule }) => rule.id)).not.toContain("unexpected-widening");
    expect(waived.map(({ rule }) => rule.id)).toContain("unexpected-widening");
  });

  test("is stale where its API is read without the route, and not where its API is not read", () => {
    const staleAt = (api: string) =>
      guard(before, { config: { waivers: [], widenings: [{ ...entry, api, route: "GET /gone" }] } }).stale
        .length;
    expect([staleAt("shop"), staleAt("shop-prod")]).toEqual([1, 0]);
  });

  test("may name the API where it is the only one", () => {
    const [was, is] = [{ "GET /pets": iam }, { "GET /pets": { authorization: "NONE" } }].map((one) =>
      side(one),
    );
    const config = { waivers: [], widenings: [{ ...entry, api: "shop", route: "GET /pets" }] };
    const { broken, stale } = guard(is as GuardSide, { base: was as GuardSide, config });
    expect(broken.map(({ rule }) => rule.id)).not.toContain("unexpected-widening");
    expect(stale).toEqual([]);
  });
});

describe("a first API", () => {
  const { evidence, model } = side({});
  const nothing: GuardSide = { evidence, resources: [], model: { ...model, apis: [] } };
  const found = (head: GuardSide, widenings: readonly Widening[] = []) =>
    guard(head, { base: nothing, config: { waivers: [], widenings } }).broken.flatMap(
      ({ entry, resource, rule }) => (rule.id === "unexpected-widening" ? [{ resource, entry }] : []),
    );
  const entry = { route: "GET /health", principal: "anonymous", reason: "monitors have no credentials" };
  const opened = { resource: "GET /health anonymous", entry: { ...entry, reason: "" } };
  const methods = { "GET /health": open, "GET /pets": iam };

  test.each<readonly [string, GuardSide, readonly unknown[]]>([
    [
      "an open route is reported once, and what callers with credentials gain is not",
      side(methods, policy(allow("GET/pets"))),
      [opened],
    ],
    [
      "an open route of an HTTP API is reported",
      httpSide({ "GET /health": { authorization_type: "NONE" } }),
      [opened],
    ],
    [
      "a route with an API key is left to the rule about those",
      side({ "GET /health": { ...open, api_key_required: true } }),
      [],
    ],
    ["a signed route is none", side({ "GET /health": iam }), []],
  ])("%s", (_, head, expected) => {
    expect(found(head)).toEqual(expected);
  });

  test("an open route that the configuration expects passes", () => {
    expect(found(side(methods), [entry])).toEqual([]);
  });

  test("an open route is not reported again where the API was there before", () => {
    const head = side(methods);
    const { broken } = guard(head, { base: head, config: NO_CONFIG });
    expect(broken.map(({ rule }) => rule.id)).not.toContain("unexpected-widening");
  });
});

describe("a waiver", () => {
  const head = side({ "GET /pets": iam });
  const waiver = {
    rule: "stage-without-waf",
    resource: "shop/aws_api_gateway_stage.*",
    reason: "costs too much here",
  };
  const staleOf = (one: typeof waiver) => guard(head, { config: { waivers: [one], widenings: [] } }).stale;

  test("lets a finding pass, with its reason", () => {
    const { broken, waived } = guard(head, { config: { waivers: [waiver], widenings: [] } });
    expect(broken.map(({ rule }) => rule.id)).not.toContain("stage-without-waf");
    expect(waived.map((finding) => finding.waiver.reason)).toEqual(["costs too much here"]);
  });

  test("that matches nothing is reported as stale", () => {
    const unused = { ...waiver, resource: "shop/aws_api_gateway_stage.gone" };
    expect(staleOf(unused)).toEqual([unused]);
  });

  test("of a change of trust lasts while its resource is there, and no longer", () => {
    const config = (resource: string): GuardConfig => ({
      waivers: [{ rule: "trust-changed", resource, reason: "its code is reviewed" }],
      widenings: [],
    });
    const code = config("shop/aws_lambda_function.authorizer.source_code_hash");
    expect(guard(head, { base: head, config: code }).stale).toEqual([]);
    const gone = config("shop/aws_lambda_function.gone.source_code_hash");
    expect(guard(head, { base: head, config: gone }).stale).toEqual(gone.waivers);
    const everywhere = config("*aws_lambda_function.gone.source_code_hash");
    expect(guard(head, { base: head, config: everywhere }).stale).toEqual([]);
  });

  test("of a change of trust lets that argument pass, and no other", () => {
    const asking = {
      "GET /pets": { authorization: "CUSTOM", authorizer_id: "${aws_api_gateway_authorizer.lambda.id}" },
    };
    const changed = side(asking, {
      aws_lambda_function: { authorizer: { source_code_hash: "b", handler: "other.handler" } },
    });
    const waivers = [
      {
        rule: "trust-changed",
        resource: "shop/aws_lambda_function.authorizer.source_code_hash",
        reason: "its code is reviewed",
      },
    ];
    const { broken, waived } = guard(changed, { base: side(asking), config: { waivers, widenings: [] } });
    const of = (all: readonly { readonly resource: string; readonly rule: { readonly id: string } }[]) =>
      all.filter(({ rule }) => rule.id === "trust-changed").map(({ resource }) => resource);
    expect(of(waived)).toEqual(["shop/aws_lambda_function.authorizer.source_code_hash"]);
    expect(of(broken)).toEqual(["shop/aws_lambda_function.authorizer.handler"]);
  });

  test("for a stack that is not read is not stale", () => {
    expect(staleOf({ ...waiver, resource: "shop-dev/aws_api_gateway_stage.gone" })).toEqual([]);
  });

  test("of a rule that was skipped is not stale", () => {
    expect(staleOf({ ...waiver, rule: "pool-destroyed" })).toEqual([]);
  });
});

describe("an update of a user pool", () => {
  const pool = (people: object) =>
    side({ "GET /pets": iam }, { aws_cognito_user_pool: { people: { ...people } } });

  test("is noted, since it removes what was set outside of Terraform", () => {
    const { notes } = guard(pool({ mfa_configuration: "ON" }), { base: pool({}), config: NO_CONFIG });
    expect(notes).toEqual([
      {
        address: "shop/aws_cognito_user_pool.people",
        message: expect.stringContaining("such as a trigger for inbound federation"),
      },
    ]);
  });

  test.each([
    ["that is not updated", pool({})],
    ["that is replaced", pool({ name: "others" })],
  ])("one %s is not noted", (_, head) => {
    expect(guard(head, { base: pool({}), config: NO_CONFIG }).notes).toEqual([]);
  });
});

describe("rules that compare", () => {
  const api = side({ "GET /pets": iam });
  const withoutApi = (people: object, name = "people") => {
    const { evidence, model, resources } = side(
      {},
      { aws_cognito_user_pool: { people: { name, ...people } } },
    );
    return {
      evidence,
      model: { ...model, apis: [] },
      resources: resources.filter(({ type }) => type.startsWith("aws_cognito_")),
    };
  };
  const unrunIn = (head: GuardSide, base?: GuardSide) => {
    const { inapplicable, skipped } = guard(head, { ...(base && { base }), config: NO_CONFIG });
    return { inapplicable: inapplicable.map(({ id }) => id), skipped: skipped.map(({ id }) => id) };
  };

  test("are skipped where there is no base", () => {
    const skipped = rules.filter(({ needs }) => needs).map(({ id }) => id);
    expect(unrunIn(api)).toEqual({ inapplicable: [], skipped });
  });

  test("compare resources, and not access, where the change makes the first API", () => {
    const inapplicable = ["lock-removed", "trust-changed"];
    expect(unrunIn(api, withoutApi({}))).toEqual({ inapplicable, skipped: [] });
  });

  test("compare a root that has no API", () => {
    const [base, head] = [withoutApi({}), withoutApi({}, "others")];
    expect(unrunIn(head, base)).toEqual({ inapplicable: [], skipped: [] });
    const { broken } = guard(head, { base, config: NO_CONFIG });
    expect(broken.map(({ rule }) => rule.id)).toContain("pool-destroyed");
  });
});
