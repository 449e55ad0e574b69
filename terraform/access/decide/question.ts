import type { Api } from "../../model";
import { Arn, Context, type Keys, type Principal } from "../iam";
import { contestedArn, invokeArns } from "./invoke-arn";
import type { Invocation } from "./policies";
import type { ApiRequest } from "./request";

/** A request as policies evaluate it, without its caller. */
export interface Question {
  readonly request: ApiRequest;
  /** In lower case. */
  readonly action: string;
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
    action: actionsOf(api)[0].toLowerCase(),
    ...(contested !== undefined && { contested: new Arn(contested) }),
    resources: invokeArns(api, stage, request).map((arn) => new Arn(arn)),
    keys: keysOf(request),
  };
}

/** What a caller must be allowed to do; for the URL of a function both. */
export function actionsOf({ kind }: Pick<Api, "kind">): readonly [string, ...string[]] {
  return kind === "url" ? ["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"] : ["execute-api:Invoke"];
}

/** API Gateway and Lambda answer over TLS only. */
const ALWAYS: Keys = { "aws:SecureTransport": "true" };

/** No service calls it in between. */
const OF_URL: Keys = {
  ...ALWAYS,
  "aws:SourceAccount": [],
  "aws:SourceArn": [],
  "lambda:EventSourceToken": [],
  "lambda:InvokedViaFunctionUrl": "true",
};

function keysOf({ api, context, match, sourceIp }: ApiRequest): readonly Keys[] {
  const always =
    api.kind === "url" ? { ...OF_URL, "lambda:FunctionUrlAuthType": match.method.authorization } : ALWAYS;
  const layers = context ? [always, context] : [always];
  return sourceIp === undefined ? layers : [...layers, { "aws:SourceIp": sourceIp }];
}

/** The question for policies, once for each resource. An unsigned request has no signer. */
export function invocations(
  { action, keys, request, resources }: Question,
  signer?: { readonly principal: Principal; readonly keys: readonly Keys[] },
): readonly Invocation[] {
  const context = signer
    ? new Context([...keys, ...signer.keys], request.open)
    : new Context(keys, request.open, OF_SIGNATURES);
  return resources.map((resource) => ({ action, resource, principal: signer?.principal, context }));
}

/**
 * Keys that only a signed request has.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html
 */
const OF_SIGNATURES = /^aws:(principal|multifactorauth|tokenissuetime$|userid$|username$)/;
