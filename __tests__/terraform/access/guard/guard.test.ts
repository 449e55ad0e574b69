import { type GuardConfig, type GuardSide, guard, rules } from "../../../../terraform/access/guard";
import type { Resources } from "../../build/people";
import { allow, policy } from "../../build/shop";
import { iam, NO_CONFIG, side } from "./side";

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
