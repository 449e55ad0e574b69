import * as v from "valibot";
import { refWith } from "../declaration";

/** An API and its stage, by which its metrics are found: a REST API by its name, an HTTP API by its id. */
export type MeasuredApi =
  | { readonly name: string; readonly stageName: string }
  | { readonly httpApiId: string; readonly stageName: string };

export const measuredApiSchema = v.lazy((value) =>
  typeof value === "object" && value !== null && "httpApiId" in value
    ? refWith("httpApiId", "stageName")
    : refWith("name", "stageName"),
);

/** The dimensions of the metrics. */
export function dimensionsOf(api: MeasuredApi): Readonly<Record<string, string>> {
  return "httpApiId" in api
    ? { ApiId: api.httpApiId, Stage: api.stageName }
    : { ApiName: api.name, Stage: api.stageName };
}

/** The metrics of failed calls. */
export function failuresOf(api: MeasuredApi): readonly string[] {
  return "httpApiId" in api ? ["4xx", "5xx"] : ["4XXError", "5XXError"];
}
