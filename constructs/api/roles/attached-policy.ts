import { IamGroupPolicy } from "@cdktf/provider-aws/lib/iam-group-policy";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamUserPolicy } from "@cdktf/provider-aws/lib/iam-user-policy";
import type { Construct } from "constructs";

/** Name of the IAM role, user or group that a policy is given to. */
export type InvokeHolder = { readonly role: string } | { readonly user: string } | { readonly group: string };

/** Gives an inline policy to whichever it is; one of these resources manages that one policy and no other. */
export function attachPolicy(
  scope: Construct,
  id: string,
  holder: InvokeHolder,
  policy: { readonly name: string; readonly policy: string },
): void {
  if ("role" in holder) new IamRolePolicy(scope, id, { ...policy, role: holder.role });
  else if ("user" in holder) new IamUserPolicy(scope, id, { ...policy, user: holder.user });
  else new IamGroupPolicy(scope, id, { ...policy, group: holder.group });
}
