import type { Api, ApiModel } from "../../model";

/** The APIs of every kind, and the URLs of functions. */
export function allApis({
  apis,
  functionUrls = [],
  httpApis = [],
  webSocketApis = [],
}: Pick<ApiModel, "apis" | "functionUrls" | "httpApis" | "webSocketApis">): readonly Api[] {
  return [...apis, ...httpApis, ...webSocketApis, ...functionUrls];
}
