import { type ServiceCaller, serviceCaller } from "../credentials/service-caller";
import type { HttpRequest } from "../http/message";
import { ServiceError } from "../protocol/service-error";
import type { SignatureProblem } from "../sigv4/parse";
import type { StsContext } from "./sts-operation";

/** The query protocol's names of what is wrong with a signature. */
const CODES: Readonly<Record<SignatureProblem["problem"], string>> = {
  MissingAuthenticationTokenException: "MissingAuthenticationToken",
  IncompleteSignatureException: "IncompleteSignature",
  InvalidSignatureException: "SignatureDoesNotMatch",
  UnrecognizedClientException: "InvalidClientTokenId",
  ExpiredTokenException: "ExpiredToken",
};

/** @throws {ServiceError} where the request is not signed with credentials of this gate */
export function callerOf(request: HttpRequest, context: StsContext): ServiceCaller {
  const verified = serviceCaller(request, "sts", context);
  if (!("problem" in verified)) return verified.credential.caller;
  const { message, problem } = verified;
  const isMissing = problem === "MissingAuthenticationTokenException";
  const text = isMissing ? "Request is missing Authentication Token" : message;
  throw new ServiceError(CODES[problem], text, 403);
}

export interface CallerNames {
  readonly arn: string;
  /** IAM's `aws:userid`. */
  readonly userId: string;
}

/** The operator stands for an administrator of the account. */
export function namesOf(caller: ServiceCaller, { model: { accountId } }: StsContext): CallerNames {
  if (caller === "operator") return { arn: `arn:aws:iam::${accountId}:user/operator`, userId: OPERATOR_ID };
  const { role, sessionName } = caller;
  return {
    arn: assumedRoleArn(role.arn, sessionName),
    userId: `${role.uniqueId}:${sessionName}`,
  };
}

const OPERATOR_ID = "AIDAOPERATOROPERATORX";

/** `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`; a role's path is not part of it. */
export function assumedRoleArn(roleArn: string, sessionName: string): string {
  const [, partition, , , account, resource] = roleArn.split(":");
  return `arn:${partition}:sts::${account}:assumed-role/${resource?.split("/").at(-1)}/${sessionName}`;
}
