import type { Decision } from "../decision";
import { invokeArns } from "../invoke-arn";
import { type Call, refuse } from "./call";
import { decidePolicies } from "./policies";

/** CUSTOM: the policy that the Lambda authorizer answered must allow the request's ARN. */
export function decideLambda(call: Call): Decision {
  const { api, caller, match, sourceIp, stage } = call;
  const { address, authorizerId } = match.method;
  const authorizer = api.authorizers.find(({ id }) => id === authorizerId);
  if (!authorizer || authorizer.type === "COGNITO_USER_POOLS")
    return refuse("AUTHORIZER_CONFIGURATION_ERROR", `${address} has no Lambda authorizer`, address);
  if (caller.kind !== "policy")
    return refuse("UNAUTHORIZED", `${address} takes who ${authorizer.address} admits`, authorizer.address);
  const policy = { address: authorizer.address, name: authorizer.name, document: caller.document };
  return decidePolicies([policy], invokeArns(api, stage, call), {
    subject: authorizer.address,
    context: sourceIp === undefined ? {} : { "aws:SourceIp": sourceIp },
  });
}
