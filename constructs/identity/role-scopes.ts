import { CognitoResourceServer } from "@cdktf/provider-aws/lib/cognito-resource-server";
import type { Construct } from "constructs";
import type { Roles } from "../../access/model";
import { literal } from "../arguments/literal";
import { checkProps, checkRoles, opaque, refWith, someText } from "../declaration";
import { holdToLimits } from "../limits/hold-to-limits";

export interface RoleScopesProps {
  /** The pool, of this stack or a reference to another. */
  readonly userPool: { readonly id: string };
  /** Identifier of the resource server, the first part of every scope: `petstore`. It is unique in the pool. */
  readonly identifier: string;
  /** The roles. Each becomes a scope. */
  readonly roles: Roles;
}

/**
 * The resource server of a user pool with a scope for each role: `petstore/admin`. `UserPool` creates one; this is
 * for an existing pool, together with `TokenScopes`, which adds the scopes to tokens.
 */
export class RoleScopes extends CognitoResourceServer {
  constructor(scope: Construct, id: string, props: RoleScopesProps) {
    checkProps(`RoleScopes "${id}"`, props, {
      userPool: refWith("id"),
      identifier: someText,
      roles: opaque,
    });
    checkRoles(props.roles);
    super(scope, id, {
      userPoolId: props.userPool.id,
      identifier: props.identifier,
      name: props.identifier,
      scope: Object.entries(props.roles).map(([scopeName, role]) => ({
        scopeName,
        scopeDescription: literal(role.description),
      })),
    });
    holdToLimits(this);
  }
}
