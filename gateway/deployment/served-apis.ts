import type { ApiModel, RestApi, Stage } from "../../terraform/model";
import { GateError } from "../error";

/** An API, and what paths to it begin with, before the stage: `/shop`; empty where it is the only one. */
export interface ServedApi {
  readonly api: RestApi;
  readonly prefix: string;
  /** The first of its stages. */
  readonly stage: Stage;
}

/**
 * The REST APIs that can be called. Several share the gate's port: each has a prefix, which is its name in the
 * Terraform. An API without a stage cannot be called, in the cloud either.
 *
 * @throws {GateError} `NO_API`, `NO_STAGE`
 */
export function servedApis({ apis, httpApis = [] }: Pick<ApiModel, "apis" | "httpApis">): ServedApi[] {
  if (apis.length === 0) {
    const others = httpApis.map(({ address }) => address).join(", ");
    throw new GateError(
      "NO_API",
      `The Terraform has no REST API${others && `, and HTTP APIs are not served: ${others}`}.`,
    );
  }
  const called = apis.flatMap((api) => {
    const [stage] = api.stages;
    return stage ? [{ api, stage }] : [];
  });
  if (called.length === 0)
    throw new GateError(
      "NO_STAGE",
      `The REST API ${apis.map(({ address }) => address).join(", ")} has no stage, so it cannot be called.`,
    );
  if (called.length === 1) return called.map((one) => ({ ...one, prefix: "" }));
  const names = called.map(({ api }) => segmentOf(api.name));
  return called.map((one, index) => {
    const name = names[index] as string;
    const isOnly = name !== "" && names.filter((other) => other === name).length === 1;
    return { ...one, prefix: `/${isOnly ? name : segmentOf(`${name}-${one.api.id}`)}` };
  });
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
