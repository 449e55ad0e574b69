import { Arn, Context, type Keys, type Principal } from "../iam";
import { contestedArn, invokeArns } from "./invoke-arn";
import type { Invocation } from "./policies";
import type { ApiRequest } from "./request";

/** A request as policies evaluate it, without its caller. */
export interface Question {
  readonly request: ApiRequest;
  /** The ARNs that it is authorized for: each must be allowed. */
  readonly resources: readonly Arn[];
  /** Another ARN that policies may see in their place: which of them is not documented. */
  readonly contested?: Arn;
  /** Its condition keys, in layers: a later layer overrides an earlier one. */
  readonly keys: readonly Keys[];
}

export function questionOf(request: ApiRequest): Question {
  const { api, match, stage } = request;
  const contested = contestedArn(api, stage, match.method);
  return {
    request,
    ...(contested !== undefined && { contested: new Arn(contested) }),
    resources: invokeArns(api, stage, request).map((arn) => new Arn(arn)),
    keys: keysOf(request),
  };
}

/** Execute-api answers over TLS only. */
const ALWAYS: Keys = { "aws:SecureTransport": "true" };

function keysOf({ context, sourceIp }: ApiRequest): readonly Keys[] {
  const layers = context ? [ALWAYS, context] : [ALWAYS];
  return sourceIp === undefined ? layers : [...layers, { "aws:SourceIp": sourceIp }];
}

/** The question for policies, once for each resource. An unsigned request has no signer. */
export function invocations(
  { keys, request, resources }: Question,
  signer?: { readonly principal: Principal; readonly keys: readonly Keys[] },
): readonly Invocation[] {
  const context = signer
    ? new Context([...keys, ...signer.keys], request.open)
    : new Context(keys, request.open, OF_SIGNATURES);
  return resources.map((resource) => ({ action: INVOKE, resource, principal: signer?.principal, context }));
}

/**
 * Keys that only a signed request has.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html
 */
const OF_SIGNATURES = /^aws:(principal|multifactorauth|tokenissuetime$|userid$|username$)/;

const INVOKE = "execute-api:invoke";
