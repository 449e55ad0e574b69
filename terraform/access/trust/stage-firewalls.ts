import { type Plain, Untold } from "./compare/plain";
import { type Estate, type Owned, REST_APIS, textsIn } from "./estate";
import { apiOf } from "./stage-variables";

/** By type, the argument that names the web ACL. */
const ASSOCIATIONS: Readonly<Record<string, string>> = {
  aws_wafv2_web_acl_association: "web_acl_arn",
  aws_wafregional_web_acl_association: "web_acl_id",
};
const STAGES = ["aws_api_gateway_stage"];

/**
 * The web ACL in front of a stage: not known where an association is for a stage of which it is not known which one it is;
 * undefined where there is none.
 */
export function firewallOf(stage: Owned, estate: Estate): Plain | undefined {
  const all = associationsIn(estate);
  const own = all.filter((one) => isFor(one, stage, estate));
  if (own.length > 0) {
    const acls = own.flatMap(({ plain, type }) => plain[ASSOCIATIONS[type] ?? ""] ?? []);
    return acls.length === 1 ? acls[0] : acls;
  }
  const [open] = all.filter((one) => mayBeForAny(one, estate));
  return open && new Untold(`whether ${open.address} is for this stage`, `${open.address} ${stage.address}`);
}

/** The addresses of associations that are for these stages. */
export function firewallsFor(stages: readonly Owned[], estate: Estate): readonly string[] {
  return associationsIn(estate)
    .filter((one) => stages.some((stage) => isFor(one, stage, estate)))
    .map(({ address }) => address);
}

function associationsIn(estate: Estate): readonly Owned[] {
  return Object.keys(ASSOCIATIONS).flatMap((type) => estate.ofType(type));
}

/** By its ARN, as the stage has it or written: `arn:aws:apigateway:REGION::/restapis/API/stages/NAME`. */
function isFor({ plain: { resource_arn: arn } }: Owned, stage: Owned, estate: Estate): boolean {
  if (estate.mentioned(arn, STAGES).includes(stage)) return true;
  const written = arn instanceof Untold ? arn.ends : arn;
  const { stage_name: name } = stage.plain;
  const isNamed = typeof written === "string" && typeof name === "string" && written.endsWith(`/${name}`);
  return isNamed && estate.mentioned(arn, REST_APIS).some(({ address }) => address === apiOf(stage, estate));
}

/** What else has a web ACL is a resource of another type: a load balancer, a user pool. */
function mayBeForAny(association: Owned, estate: Estate): boolean {
  const { resource_arn: arn } = association.plain;
  const isOther = textsIn(arn).some((text) => /\baws_(?!api_gateway)\w+\./.test(text));
  const mayBe = arn instanceof Untold || textsIn(arn).some((text) => text.includes("/restapis/"));
  if (isOther || !mayBe) return false;
  return !STAGES.some((type) => estate.ofType(type).some((stage) => isFor(association, stage, estate)));
}
