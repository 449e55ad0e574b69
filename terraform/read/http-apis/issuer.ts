import { isStandIn } from "../../language/expression";
import type { Resources } from "../resources";

const POOL = /^https:\/\/cognito-idp\.(.+)\.amazonaws\.com(?:\.cn)?\/([^/]+)$/;

/**
 * The issuer as the user pool of this Terraform has it that it names. The two may be written differently where the
 * region of one of them is not known: the pool's id tells it, which is unique in all regions.
 */
export function ownIssuer(issuer: string, resources: Resources): string {
  const [, region = "", id] = POOL.exec(issuer) ?? [];
  const pool = resources.ofType("aws_cognito_user_pool").find((one) => one.link("id") === id);
  if (!pool) return issuer;
  const own = `https://${pool.link("endpoint")}`;
  const ofPool = POOL.exec(own)?.[1] ?? "";
  return region === ofPool || isStandIn(region) || isStandIn(ofPool) ? own : issuer;
}
