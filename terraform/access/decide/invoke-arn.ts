import type { Api, Operation, Stage } from "../../model";
import { DEFAULT_ROUTE } from "./http-route";
import { readingsOf } from "./path-readings";

/** A request as its ARN tells it. */
interface Invoked {
  readonly verb: string;
  /** Of a WebSocket API the route key: `$connect`. */
  readonly path: string;
}

/**
 * The ARNs that a request is authorized for, `execution ARN/STAGE/VERB/path`, one for each reading of its path: as it
 * was sent first, and never replaced by the resource's template. The root ends in the verb's slash. A request must be
 * allowed under all of them. A WebSocket API's is `execution ARN/STAGE/$connect`, that of a function's URL
 * the function's.
 */
export function invokeArns(
  { executionArn, kind = "rest" }: Pick<Api, "executionArn"> & Partial<Pick<Api, "kind">>,
  { name }: Pick<Stage, "name">,
  { path, verb }: Invoked,
): readonly string[] {
  const stage = `${executionArn}/${name}`;
  if (kind === "url") return [executionArn];
  if (kind === "websocket") return [`${stage}/${path}`];
  return readingsOf(path).map((reading) => `${stage}/${verb}${reading}`);
}

/**
 * The other ARN by which a request may be authorized: for what the route `$default` of an HTTP API takes, AWS does not
 * document whether policies see the request's verb and path or the route. Undefined where there is none.
 */
export function contestedArn(
  { executionArn, kind = "rest" }: Pick<Api, "executionArn"> & Partial<Pick<Api, "kind">>,
  { name }: Pick<Stage, "name">,
  { path }: Pick<Operation, "path">,
): string | undefined {
  return kind === "http" && path === DEFAULT_ROUTE ? `${executionArn}/${name}/${DEFAULT_ROUTE}` : undefined;
}

/**
 * Further ARNs by which the policy of a Lambda authorizer may be asked about a request to an HTTP API: whether API Gateway
 * takes the route's own path in place of the request's is not documented.
 */
export function authorizerArns(
  api: Pick<Api, "executionArn"> & Partial<Pick<Api, "kind">>,
  stage: Pick<Stage, "name">,
  { method, verb }: { readonly method: Pick<Operation, "path">; readonly verb: string },
): readonly string[] {
  const contested = contestedArn(api, stage, method);
  if (contested !== undefined) return [contested];
  const isTemplate = api.kind === "http" && method.path.includes("{");
  return isTemplate ? [`${api.executionArn}/${stage.name}/${verb}${method.path}`] : [];
}
