import type { Resolved } from "../../language/configuration";
import type { ShownResource } from "./document";

const ARN =
  /^arn:aws[\w-]*:(?:execute-api|lambda|cognito-idp|cognito-identity|iam|dynamodb|sqs|sns|logs):([\w-]*):(\d{12}):/;

/** The region and account that resources are in, as far as their ARNs tell; an API's own come first. */
export function placeOf(resources: Iterable<ShownResource>): Partial<Pick<Resolved, "accountId" | "region">> {
  let region: string | undefined;
  let accountId: string | undefined;
  for (const { type, values = {} } of resources) {
    if (type === "aws_caller_identity" && typeof values.account_id === "string")
      accountId ??= values.account_id;
    if (type === "aws_region" && typeof values.name === "string") region ??= values.name;
    for (const name of ["execution_arn", "arn"]) {
      const [, ofRegion, ofAccount] = ARN.exec(String(values[name])) ?? [];
      const isApi = type === "aws_api_gateway_rest_api";
      if (ofRegion && (isApi || region === undefined)) region = ofRegion;
      if (ofAccount && (isApi || accountId === undefined)) accountId = ofAccount;
    }
  }
  return { ...(region !== undefined && { region }), ...(accountId !== undefined && { accountId }) };
}

/** What stands for a region that the Terraform leaves to its surroundings, such as an environment variable. */
export const UNTOLD_REGION = "(region)";
