import type { Api, ApiModel } from "../../model";

/** The APIs of every kind. */
export function allApis({
  apis,
  httpApis = [],
  webSocketApis = [],
}: Pick<ApiModel, "apis" | "httpApis" | "webSocketApis">): readonly Api[] {
  return [...apis, ...httpApis, ...webSocketApis];
}
