import type { GuardConfig, GuardSide } from "../../../../terraform/access/guard";
import type { PlanAction } from "../../../../terraform/access/guard/plan-actions";
import { NO_EVIDENCE } from "../../../../terraform/access/matrix/evidence";
import { resolveTerraform } from "../../../../terraform/sources";
import { httpDocument, httpShop, type Routes } from "../../build/http-shop";
import type { Resources } from "../../build/people";
import { type Methods, shop, shopDocument } from "../../build/shop";

/** What one rule finds in a change; by the case's name. */
export type RuleCases = Readonly<Record<string, RuleCase>>;

export interface RuleCase {
  readonly head: GuardSide;
  readonly base?: GuardSide;
  /** What a plan does; without it, what the two sides show. */
  readonly changes?: readonly PlanAction[];
  /** The resources that the rule names; none where it passes. */
  readonly finds: readonly string[];
  /** The messages, where they matter. */
  readonly messages?: readonly string[];
}

export const NO_CONFIG: GuardConfig = { waivers: [], widenings: [] };

export const iam = { authorization: "AWS_IAM" };
export const open = { authorization: "NONE" };
export const custom = {
  authorization: "CUSTOM",
  authorizer_id: "${aws_api_gateway_authorizer.lambda.id}",
};
export const cognito = {
  authorization: "COGNITO_USER_POOLS",
  authorizer_id: "${aws_api_gateway_authorizer.pool.id}",
};

/** One side of a comparison: the shop with these methods and resources. */
export function side(methods: Methods, resources: Resources = {}): GuardSide {
  const document = shopDocument(methods, resources);
  const { resources: all } = resolveTerraform(
    { kind: "stacks", stacks: [{ name: "shop", document }] },
    { strict: true },
  );
  return { model: shop(methods, resources), evidence: NO_EVIDENCE, resources: all };
}

/** A side with an HTTP API of these routes. */
export function httpSide(routes: Routes, resources: Resources = {}): GuardSide {
  const document = httpDocument(routes, resources);
  const { resources: all } = resolveTerraform(
    { kind: "stacks", stacks: [{ name: "shop", document }] },
    { strict: true },
  );
  return { model: httpShop(routes, resources), evidence: NO_EVIDENCE, resources: all };
}

/** A side whose user pool has these arguments. */
export function withPool(people: Readonly<Record<string, unknown>>): GuardSide {
  return side({ "GET /pets": iam }, { aws_cognito_user_pool: { people } });
}

/** A new deployment of the shop. */
export const redeployed: Resources = { aws_api_gateway_deployment: { shop: { triggers: { hash: "new" } } } };
