import type { ApiModel, HttpApi, RestApi, Stage } from "../../terraform/model";
import { GateError } from "../error";

/**
 * An API, and what paths to it begin with, before the stage: `/shop`; empty where a REST API is the only one. An HTTP API
 * has a prefix in any case, because its stage `$default` takes every path.
 */
export interface ServedApi<A extends RestApi | HttpApi = RestApi | HttpApi> {
  readonly api: A;
  readonly prefix: string;
  /** The first of its stages. */
  readonly stage: Stage;
}

/**
 * The APIs that can be called. Several share the gate's port: each has a prefix, which is its name in the Terraform. An
 * API without a stage cannot be called, in the cloud either.
 *
 * @throws {GateError} `NO_API`, `NO_STAGE`
 */
export function servedApis({ apis, httpApis = [] }: Pick<ApiModel, "apis" | "httpApis">): ServedApi[] {
  const all = [...apis, ...httpApis];
  if (all.length === 0)
    throw new GateError("NO_API", "The Terraform has no REST API and no HTTP API that is served here.");
  const called = all.flatMap((api) => {
    const [stage] = api.stages;
    return stage ? [{ api, stage }] : [];
  });
  if (called.length === 0) {
    const [{ kind }] = all as [RestApi | HttpApi];
    const named = all.map(({ address }) => address).join(", ");
    throw new GateError(
      "NO_STAGE",
      `The ${kind === "rest" ? "REST" : "HTTP"} API ${named} has no stage, so it cannot be called.`,
    );
  }
  const isAlone = called.length === 1 && called.every(({ api }) => api.kind === "rest");
  if (isAlone) return called.map((one) => ({ ...one, prefix: "" }));
  const names = called.map(({ api }) => segmentOf(api.name));
  return called.map((one, index) => {
    const name = names[index] as string;
    const isOnly = name !== "" && names.filter((other) => other === name).length === 1;
    return { ...one, prefix: `/${isOnly ? name : segmentOf(`${name}-${one.api.id}`)}` };
  });
}

/** Where a stage is: the stage `$default` of an HTTP API has no segment of its own. */
export function stagePath({ api, prefix }: Pick<ServedApi, "api" | "prefix">, stage: string): string {
  return api.kind === "http" && stage === "$default" ? prefix : `${prefix}/${stage}`;
}

/** The first segments of the paths to APIs: their prefixes, or the stages of the only one. */
export function segmentsOf(apis: readonly ServedApi[]): ReadonlySet<string> {
  return new Set(
    apis.flatMap(({ api, prefix }) =>
      prefix === "" ? api.stages.map(({ name }) => name) : [prefix.slice(1)],
    ),
  );
}

/** A name as one segment of a path that no client writes otherwise. */
function segmentOf(name: string): string {
  return name.replace(/[^\w-]+/g, "-").replace(/^-+|-+$/g, "");
}
