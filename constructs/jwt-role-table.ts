import type { AccessModel } from "../access/model";
import { grantOf, routesOf } from "./grants";

/**
 * The table that the JWT authorizer answers from, as the text of its `roles.json`:
 * `{"roles":{"admin":{"allow":["GET/partner/pets"],"deny":[]}}}`. Patterns follow the stage in an
 * execute-api ARN. It is a file of its own, so that whoever reads the Terraform can read it too.
 *
 * A caller with several roles has the union of what they allow; what one role denies and another allows is
 * open to them.
 */
export function jwtRoleTable(access: AccessModel): string {
  const names = Object.keys(access.roles);
  const grantedTo = (role: string) => routesOf(access, "jwt", { role }).granted;
  const roles = names.map((role) => {
    const { granted, others } = routesOf(access, "jwt", { role });
    const companions = names.filter((other) => other !== role).map(grantedTo);
    return [role, grantOf(`role "${role}"`, granted, others, companions)];
  });
  return `${JSON.stringify({ roles: Object.fromEntries(roles) }, null, 2)}\n`;
}
