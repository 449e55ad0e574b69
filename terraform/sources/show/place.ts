import { isApi } from "../../types";
import type { ShownResource } from "./format";

/** Where resources are, as far as it is known. */
export interface Place {
  readonly region: string;
  readonly accountId: string;
}

const ARN =
  /^arn:aws[\w-]*:(?:execute-api|lambda|cognito-idp|cognito-identity|iam|dynamodb|sqs|sns|logs):([\w-]*):(\d{12}):/;

/** The region and account of resources, as far as their ARNs contain them. The ARN of an API takes precedence. */
export function placeOf(resources: Iterable<ShownResource>): Partial<Place> {
  let region: string | undefined;
  let accountId: string | undefined;
  for (const { type, values } of resources) {
    if (type === "aws_caller_identity" && typeof values?.account_id === "string")
      accountId ??= values.account_id;
    if (type === "aws_region" && typeof values?.name === "string") region ??= values.name;
    for (const name of ["execution_arn", "arn"]) {
      const [, ofRegion, ofAccount] = ARN.exec(String(values?.[name])) ?? [];
      const takesPrecedence = isApi(type);
      if (ofRegion && (takesPrecedence || region === undefined)) region = ofRegion;
      if (ofAccount && (takesPrecedence || accountId === undefined)) accountId = ofAccount;
    }
  }
  return { ...(region !== undefined && { region }), ...(accountId !== undefined && { accountId }) };
}
