import { Arn, Context, type Keys, type Principal } from "../iam";
import { invokeArns } from "./invoke-arn";
import type { Invocation } from "./policies";
import type { ApiRequest } from "./request";

/** A request as policies are asked about it, with what is the same whoever makes it. */
export interface Question {
  readonly request: ApiRequest;
  /** What it is authorized for: each of these must be allowed. */
  readonly resources: readonly Arn[];
  /** Its condition keys, in layers: what a later one says goes before. */
  readonly keys: readonly Keys[];
}

export function questionOf(request: ApiRequest): Question {
  const { api, stage } = request;
  return {
    request,
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

/** The question as it is put to policies, once for each resource; without a signature it has no signer. */
export function invocations(
  { keys, request, resources }: Question,
  signer?: { readonly principal: Principal; readonly keys: readonly Keys[] },
): readonly Invocation[] {
  const context = new Context(signer ? [...keys, ...signer.keys] : keys, request.open);
  return resources.map((resource) => ({ action: INVOKE, resource, principal: signer?.principal, context }));
}

const INVOKE = "execute-api:invoke";
