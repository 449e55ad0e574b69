import type { AccessModel } from "../../access/model";
import { closing, MAX_ANSWER_BYTES } from "../../contract/authorizer-policy";
import { writeRoleTable } from "../../contract/role-table";
import { DeclarationError } from "../declaration/errors";
import { checkDeclaration } from "../locks/check-declaration";
import { type Grant, grantOf, routesOf } from "./grants";

/** Reserved for what is known per call only: the token's subject, user name and scopes, and the stage's name. */
const CALLER_BYTES = 1_024;
/** The longest execution ARN of a stage, with the JSON around an entry of a statement. */
const ENTRY_BYTES = '"arn:aws-us-gov:execute-api:us-gov-east-1:123456789012:a1b2c3d4e5/prod/",'.length;
/** The policy without its entries, and the response around it. */
const FRAME_BYTES = 300;

/**
 * The role table of the JWT authorizer, as the text of its `roles.json`:
 * `{"roles":{"admin":{"allow":["GET/partner/pets"],"deny":[]}}}`. Patterns follow the stage in an
 * execute-api ARN. It is a file of its own, so that a reader of the Terraform can read it too.
 *
 * A caller with several roles has all routes that one of them allows, also where another role denies them.
 *
 * @throws DeclarationError those of `checkDeclaration`; `OVER_GRANT`, see grants.ts; `AUTHORIZER_ANSWER_TOO_LARGE` where the response
 * for a caller with every role may exceed what API Gateway accepts: that caller would get a 500
 */
export function jwtRoleTable(access: AccessModel): string {
  checkDeclaration(access);
  const names = Object.keys(access.roles);
  const routes = names.map((role) => ({ role, ...routesOf(access, "jwt", { role }) }));
  const roles = routes.map(({ role, granted, others }): [string, Grant] => {
    const companions = routes.filter((other) => other.role !== role).map((other) => other.granted);
    return [role, grantOf(`role "${role}"`, granted, others, companions)];
  });
  checkSize(roles.map(([, grant]) => grant));
  return writeRoleTable(Object.fromEntries(roles));
}

/** For any combination of roles, each entry is in the response at most once, as an Allow or as a Deny. */
function checkSize(grants: readonly Grant[]): void {
  const entries = new Set(grants.flatMap(({ allow, deny }) => [...allow, ...closing(deny)]));
  const bytes = [...entries].reduce(
    (sum, entry) => sum + ENTRY_BYTES + Buffer.byteLength(entry),
    FRAME_BYTES,
  );
  const most = MAX_ANSWER_BYTES - CALLER_BYTES;
  if (bytes <= most) return;
  throw new DeclarationError(
    "AUTHORIZER_ANSWER_TOO_LARGE",
    `The ${entries.size} methods behind the lock "jwt" may take ${bytes} bytes of a Lambda authorizer's answer, which ` +
      `has room for ${most}: every answer covers all of the caller's methods, so that it can be cached. Expected ` +
      'fewer or shorter paths, or the lock "cognito" or "iam" for some of them.',
  );
}
