import { userPoolIssuer } from "../../../contract/user-pool-issuer";
import { isStandIn } from "../../language/expression";
import type { Resources } from "../resources";

/**
 * The issuer as the user pool of this Terraform has it that it names. The two may be written differently where the
 * region of one of them is not known: the pool's id tells it, which is unique in all regions.
 */
export function ownIssuer(issuer: string, resources: Resources): string {
  const named = userPoolIssuer(issuer);
  // Terraform names the issuer of a pool in its original form: whether its tokens have the updated one is not known.
  if (named?.form !== "original") return issuer;
  const pool = resources.ofType("aws_cognito_user_pool").find((one) => one.link("id") === named.id);
  if (!pool) return issuer;
  const own = `https://${pool.link("endpoint")}`;
  const region = userPoolIssuer(own)?.region ?? "";
  return named.region === region || isStandIn(named.region) || isStandIn(region) ? own : issuer;
}
