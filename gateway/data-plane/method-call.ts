import type { RouteMatch } from "../../terraform/access/decide";
import type { ApiMethod, RestApi, Stage } from "../../terraform/model";
import type { HttpRequest } from "../http/message";
import type { RequestIds } from "./event/ids";

/** A request to a stage of the API. */
export interface StageCall {
  readonly request: HttpRequest;
  readonly ids: RequestIds;
  readonly api: RestApi;
  readonly stage: Stage;
  /** The request's path from the stage on, as it was sent: `/dev/pets/7`. */
  readonly stagePath: string;
}

/** A request to a method of the API, before its caller is authenticated. */
export interface MethodCall extends StageCall {
  /** The route that was chosen, with the other method that may answer. */
  readonly match: RouteMatch;
  readonly method: ApiMethod;
  /** Values as sent, not decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
  /** The path after the stage, as it was sent, with one leading slash: `/pets/7`. */
  readonly path: string;
}

/** `arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/GET/pets/7`, with the request's own path. */
export function methodArn({ api, path, request, stage }: MethodCall): string {
  return `${api.executionArn}/${stage.name}/${request.verb}${path}`;
}
