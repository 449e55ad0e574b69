import {
  type GuardConfig,
  type GuardSide,
  guard,
  type Waiver,
  type Widening,
} from "../../../../terraform/access/guard";
import { allow, policy } from "../../build/shop";
import { httpSide, iam, NO_CONFIG, open, side } from "./side";

/** What a change lets callers do that they could not do before, and the entries by which that is expected. */

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
