import { IamGroupPolicy } from "@cdktf/provider-aws/lib/iam-group-policy";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamUserPolicy } from "@cdktf/provider-aws/lib/iam-user-policy";
import { Construct } from "constructs";
import * as v from "valibot";
import type { AccessModel } from "../../access/model";
import { closing } from "../../contract/authorizer-policy";
import { type PolicyStatement, policyDocument } from "../arguments/policy";
import {
  anyText,
  checkPropNames,
  checkProps,
  type Entries,
  fields,
  mapOfKnown,
  opaque,
  refWith,
} from "../declaration";
import { DeclarationError } from "../declaration/errors";
import type { InvokedStage } from "../endpoint/served-routes";
import { holdToLimits } from "../limits/hold-to-limits";
import { checkDeclaration } from "../locks/check-declaration";
import { type Grant, grantOf, type Holder, routesOf } from "./grants";

/** Name of the IAM role, user or group that a policy is given to. */
export type InvokeHolder = { readonly role: string } | { readonly user: string } | { readonly group: string };

export interface RolePoliciesProps {
  /** The API whose methods the policies name. */
  readonly api: InvokedStage;
  /** The declaration: which role and system may call which route behind the lock `iam`. */
  readonly access: AccessModel;
  /** IAM role names of the declared roles. */
  readonly roleNames: Readonly<Record<string, string>>;
  /** IAM role names of the declared systems; a system may also be an IAM user or group. */
  readonly systemNames: Readonly<Record<string, string | InvokeHolder>>;
  /** Further IAM roles, of users who sign in by SAML. @default none */
  readonly samlRoleNames?: Readonly<Record<string, string>>;
}

/** Gives each IAM role a policy with `execute-api:Invoke` on exactly its methods. */
export class RolePolicies extends Construct {
  constructor(scope: Construct, id: string, props: RolePoliciesProps) {
    super(scope, id);
    holdToLimits(this);
    checkPropNames(this, props, {
      ...{ api: true, access: true, roleNames: true, systemNames: true, samlRoleNames: true },
    });
    checkDeclaration(props.access);
    checkProps(this, props, propsOf(props.access));
    for (const role of Object.keys(props.access.roles)) {
      this.policy(props, role, { role }, props.roleNames[role]);
      const saml = props.samlRoleNames?.[role];
      if (saml !== undefined) this.policy(props, `saml-${role}`, { role }, saml);
    }
    for (const system of Object.keys(props.access.systems)) {
      this.policy(props, system, { system }, props.systemNames[system]);
    }
  }

  private policy(
    props: RolePoliciesProps,
    name: string,
    holder: Holder,
    iamHolder: string | InvokeHolder | undefined,
  ): void {
    const { granted, others } = routesOf(props.access, "iam", holder);
    if (granted.length === 0) return;
    if (iamHolder === undefined)
      throw new DeclarationError(
        "IAM_ROLE_MISSING",
        `No IAM role was given for "${name}", which may call "${granted[0]}".`,
      );
    const grant = grantOf(`"${name}"`, granted, others);
    attachPolicy(this, idOf(name, holder), typeof iamHolder === "string" ? { role: iamHolder } : iamHolder, {
      name: "invoke-api",
      policy: policyDocument(...statements(grant, `${props.api.executionArn}/${props.api.stageName}`)),
    });
  }
}

const HOLDERS = ["role", "user", "group"];
const holder = v.lazy((value) => {
  if (typeof value === "string") return anyText;
  if (typeof value === "object" && value !== null && "user" in value)
    return fields({ user: anyText }, HOLDERS);
  if (typeof value === "object" && value !== null && "group" in value)
    return fields({ group: anyText }, HOLDERS);
  return fields({ role: anyText }, HOLDERS);
});

function propsOf({ roles, systems }: AccessModel) {
  const ofRoles = mapOfKnown(Object.keys(roles), anyText, "a declared role");
  return {
    api: refWith("executionArn", "stageName"),
    access: opaque,
    roleNames: ofRoles,
    systemNames: mapOfKnown(Object.keys(systems), holder, "a declared system"),
    samlRoleNames: v.exactOptional(ofRoles),
  } satisfies Entries<RolePoliciesProps>;
}

/** The id of a role or system whose name begins with `saml-` must differ from that of a SAML role's policy. */
function idOf(name: string, holder: Holder): string {
  const own = "role" in holder ? holder.role : holder.system;
  return name === own && own.startsWith("saml-") ? `holder.${name}` : name;
}

function statements(grant: Grant, stageArn: string): PolicyStatement[] {
  const arns = (patterns: readonly string[]) => patterns.map((pattern) => `${stageArn}/${pattern}`);
  const allow: PolicyStatement = {
    Effect: "Allow",
    Action: "execute-api:Invoke",
    Resource: arns(grant.allow),
  };
  if (grant.deny.length === 0) return [allow];
  return [allow, { Effect: "Deny", Action: "execute-api:Invoke", Resource: arns(closing(grant.deny)) }];
}

/** Attaches an inline policy. Each of these resources manages one policy and leaves others alone. */
function attachPolicy(
  scope: Construct,
  id: string,
  holder: InvokeHolder,
  policy: { readonly name: string; readonly policy: string },
): void {
  if ("role" in holder) new IamRolePolicy(scope, id, { ...policy, role: holder.role });
  else if ("user" in holder) new IamUserPolicy(scope, id, { ...policy, user: holder.user });
  else new IamGroupPolicy(scope, id, { ...policy, group: holder.group });
}
