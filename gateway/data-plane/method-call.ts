import type { RouteMatch } from "../../terraform/access/decide";
import type { ApiMethod, RestApi, Stage } from "../../terraform/model";
import type { HttpRequest } from "../http/message";
import type { RequestIds } from "./event/ids";

/** One request to a stage of the API. */
export interface StageCall {
  readonly request: HttpRequest;
  readonly ids: RequestIds;
  readonly api: RestApi;
  readonly stage: Stage;
}

/** One request to one method of the API, before anybody knows who sends it. */
export interface MethodCall extends StageCall {
  /** The route that was chosen, with what else may answer. */
  readonly match: RouteMatch;
  readonly method: ApiMethod;
  /** Values as sent, not decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
  /** The path behind the stage, as sent but for leading slashes: `/pets/7`. */
  readonly path: string;
}

/** `arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/GET/pets/7`, with the request's own path. */
export function methodArn({ api, path, request, stage }: MethodCall): string {
  return `${api.executionArn}/${stage.name}/${request.verb}${path}`;
}
