import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Construct } from "constructs";
import * as v from "valibot";
import type { Systems } from "../../access/model";
import { literal } from "../arguments/literal";
import { policyDocument } from "../arguments/policy";
import {
  checkPropNames,
  checkProps,
  checkSystems,
  data,
  type Entries,
  listOf,
  mapOfKnown,
  opaque,
  someText,
  text,
} from "../declaration";
import { holdToLimits } from "../limits/hold-to-limits";

export interface SystemRolesProps {
  /** Prefix of the roles' names. */
  readonly name: string;
  /** The declared systems. Each gets a role. */
  readonly systems: Systems;
  /**
   * ARNs that may assume a system's role.
   * @default principals of this account, as their IAM policies allow
   */
  readonly principals?: Readonly<Record<string, readonly string[]>>;
}

/** Never `*`, which is every principal of every account. */
const principal = text(
  /^(\d{12}|arn:aws[a-z-]*:(iam|sts)::\d{12}:(root|(user|role|assumed-role)\/[\w+=,.@/-]+)|.*\$\{.*)$/,
  "the ARN of an account, a role or a user, and no pattern",
);

/** One IAM role for each program that calls the API. */
export class SystemRoles extends Construct {
  /** The name of each system's role, by the system's name; `RolePolicies` takes it as `systemNames`. */
  readonly names: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: SystemRolesProps) {
    super(scope, id);
    holdToLimits(this);
    checkPropNames(this, props, { name: true, systems: true, principals: true });
    checkSystems(props.systems);
    checkProps(this, props, {
      name: someText,
      systems: opaque,
      // IAM refuses an empty list.
      principals: v.exactOptional(
        data(mapOfKnown(Object.keys(props.systems), listOf(principal, 1), "a declared system")),
      ),
    } satisfies Entries<SystemRolesProps>);
    // Names of systems have no dot, so that these ids are free.
    const account = new DataAwsCallerIdentity(this, "data.account");
    const partition = new DataAwsPartition(this, "data.partition");
    const roles = Object.entries(props.systems).map(([name, system]) => {
      const role = new IamRole(this, name, {
        name: `${props.name}-${name}`,
        description: literal(system.description),
        maxSessionDuration: 3600,
        // Another stack may attach the policy with the methods that it may invoke.
        forceDetachPolicies: true,
        assumeRolePolicy: policyDocument({
          Effect: "Allow",
          Principal: {
            AWS: props.principals?.[name] ?? `arn:${partition.partition}:iam::${account.accountId}:root`,
          },
          Action: "sts:AssumeRole",
        }),
      });
      return [name, role.name] as const;
    });
    this.names = Object.fromEntries(roles);
  }
}
