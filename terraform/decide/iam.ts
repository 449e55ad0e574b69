import type { Decision } from "../decision";
import { invokeArns } from "../invoke-arn";
import type { ApiModel } from "../model";
import { type Call, refuse } from "./call";
import { decidePolicies } from "./policies";

/** AWS_IAM: the caller's role must allow execute-api:Invoke on the request's ARN. */
export function decideIam(model: ApiModel, call: Call): Decision {
  const { api, caller, match, stage } = call;
  const { address } = match.method;
  if (caller.kind !== "iam")
    return refuse("MISSING_AUTHENTICATION_TOKEN", `${address} takes signed requests (AWS_IAM)`, address);
  const role = model.roles.find(({ arn }) => arn === caller.roleArn);
  if (!role) return refuse("ACCESS_DENIED", `The Terraform has no role ${caller.roleArn}`, address);
  return decidePolicies(role.policies, invokeArns(api, stage, call), {
    subject: role.address,
    context: {
      "aws:PrincipalArn": role.arn,
      ...(call.sourceIp !== undefined && { "aws:SourceIp": call.sourceIp }),
      ...caller.context,
    },
  });
}
