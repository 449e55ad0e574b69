import { CognitoIdentityPool } from "@cdktf/provider-aws/lib/cognito-identity-pool";
import { CognitoIdentityPoolRolesAttachment } from "@cdktf/provider-aws/lib/cognito-identity-pool-roles-attachment";
import { CognitoUserGroup } from "@cdktf/provider-aws/lib/cognito-user-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Construct } from "constructs";
import * as v from "valibot";
import type { Roles } from "../../access/model";
import { kept, type Protection, protectionSchema } from "../arguments/lifecycle";
import { literal } from "../arguments/literal";
import { policyDocument } from "../arguments/policy";
import {
  checkProps,
  checkRoles,
  data,
  type Entries,
  listOf,
  opaque,
  refWith,
  someText,
} from "../declaration";
import { DeclarationError } from "../declaration/errors";
import { holdToLimits } from "../limits/hold-to-limits";
import { loginArguments, loginsSchema, type OtherLogins, otherMappings } from "./other-logins";
import type { UserPoolRef } from "./user-pool";

/** An identity pool of this stack, or a reference to another. */
export interface IdentityPoolRef {
  /** `REGION:UUID` */
  readonly id: string;
}

export interface IdentityPoolProps {
  /** Name of the pool, and the first part of its roles' names. */
  readonly name: string;
  /** The pool whose ID tokens are exchanged for credentials. */
  readonly userPool: UserPoolRef;
  /** The clients whose users may assume a role. */
  readonly clients: readonly { readonly id: string }[];
  /** The roles. Each becomes a group of the user pool and an IAM role. */
  readonly roles: Roles;
  /** Identity providers beside the user pool. @default none */
  readonly logins?: OtherLogins;
  /**
   * An identity pool that exists already, with these clients and logins, without guests and without the classic flow. This
   * construct must be the only one that attaches roles to it: Cognito keeps one attachment for each pool.
   *
   * @default a new one is created
   */
  readonly existing?: IdentityPoolRef;
  /** Whether a plan may destroy the pool, and with it the identities. @default "on" */
  readonly protection?: Protection;
}

const PROPS = {
  name: someText,
  userPool: refWith("id", "arn", "endpoint"),
  clients: listOf(refWith("id")),
  roles: opaque,
  logins: v.exactOptional(data(loginsSchema)),
  existing: v.exactOptional(refWith("id")),
  protection: protectionSchema,
} satisfies Entries<IdentityPoolProps>;

/** The last part of the name of the role without rights. No declared role can have it. */
const WITHOUT_RIGHTS = "authenticated";

/**
 * Gives signed-in users the IAM role of their group. The token names the role; a user whose token names none, or leaves
 * the choice open, gets none. Guests get no credentials.
 *
 * @throws DeclarationError `NAME_TAKEN` where a role has the name of the role without rights, and those of `otherMappings`
 */
export class IdentityPool extends Construct implements IdentityPoolRef {
  /** `REGION:UUID` */
  readonly id: string;
  /** Names of the IAM roles by declared role. The API's stack attaches the policies with the methods that they may invoke. */
  readonly roleNames: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: IdentityPoolProps) {
    super(scope, id);
    holdToLimits(this);
    checkProps(this, props, PROPS);
    checkRoles(props.roles);
    checkNames(props);
    const pool = props.existing ?? this.pool(props);
    const roles = Object.entries(props.roles).map(([name]) => [name, this.role(name, props, pool)] as const);
    for (const [name, role] of roles) this.group(name, props, role);
    this.mapping(props, pool, Object.fromEntries(roles.map(([name, role]) => [name, role.arn])));
    this.id = pool.id;
    this.roleNames = Object.fromEntries(roles.map(([name, role]) => [name, role.name]));
  }

  private pool(props: IdentityPoolProps): CognitoIdentityPool {
    return new CognitoIdentityPool(this, "pool", {
      identityPoolName: props.name,
      allowUnauthenticatedIdentities: false,
      // The classic flow lets the caller name the role.
      allowClassicFlow: false,
      cognitoIdentityProviders: props.clients.map((client) => ({
        clientId: client.id,
        providerName: props.userPool.endpoint,
        // Cognito asks the user pool whether the user has been disabled or signed out since.
        serverSideTokenCheck: true,
      })),
      ...loginArguments(props.logins ?? {}),
      ...kept(props.protection),
    });
  }

  private role(name: string, props: IdentityPoolProps, pool: IdentityPoolRef): IamRole {
    return new IamRole(this, `role-${name}`, {
      name: `${props.name}-${name}`,
      description: literal(props.roles[name]?.description ?? name),
      maxSessionDuration: 3600,
      assumeRolePolicy: trustOf(pool),
      // The role's policy belongs to the API's stack, which is applied later. Without this argument, IAM refuses to delete
      // a removed role. It must be in the state before the role is removed, so it is always written.
      forceDetachPolicies: true,
    });
  }

  /**
   * The role of signed-in users for whom no mapping decides; it has no policy. The provider requires one in the attachment.
   * Every mapping here says Deny, so no user gets it.
   */
  private roleWithoutRights(props: IdentityPoolProps, pool: IdentityPoolRef): IamRole {
    return new IamRole(this, "authenticated", {
      name: `${props.name}-${WITHOUT_RIGHTS}`,
      description: "Signed in, and given no role: may do nothing",
      maxSessionDuration: 3600,
      assumeRolePolicy: trustOf(pool),
    });
  }

  private group(name: string, props: IdentityPoolProps, role: IamRole): void {
    const declared = props.roles[name];
    new CognitoUserGroup(this, `group-${name}`, {
      userPoolId: props.userPool.id,
      name,
      ...(declared && { description: literal(declared.description), precedence: declared.precedence }),
      roleArn: role.arn,
    });
  }

  private mapping(
    props: IdentityPoolProps,
    pool: IdentityPoolRef,
    roleArns: Readonly<Record<string, string>>,
  ): void {
    const { mappings, authenticated } = otherMappings(props.logins ?? {}, roleArns);
    new CognitoIdentityPoolRolesAttachment(this, "roles", {
      identityPoolId: pool.id,
      roles: { authenticated: authenticated ?? this.roleWithoutRights(props, pool).arn },
      roleMapping: [
        ...props.clients.map((client) => ({
          identityProvider: `${props.userPool.endpoint}:${client.id}`,
          type: "Token",
          ambiguousRoleResolution: "Deny",
        })),
        ...mappings,
      ],
    });
  }
}

/** A trust policy for signed-in users of this identity pool only. */
function trustOf(pool: IdentityPoolRef): string {
  return policyDocument({
    Effect: "Allow",
    Principal: { Federated: "cognito-identity.amazonaws.com" },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      // Without the condition on `aud`, any identity pool of any account could give this role.
      StringEquals: { "cognito-identity.amazonaws.com:aud": pool.id },
      "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
    },
  });
}

function checkNames({ name, roles }: IdentityPoolProps): void {
  if (!Object.hasOwn(roles, WITHOUT_RIGHTS)) return;
  throw new DeclarationError(
    "NAME_TAKEN",
    `The role "${WITHOUT_RIGHTS}" would have the IAM name ${name}-${WITHOUT_RIGHTS}, which is the name of the identity pool's role without rights; name the role otherwise.`,
  );
}
