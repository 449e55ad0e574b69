import type { ApiModel, FunctionUrl, HttpApi, RestApi, Stage } from "../../terraform/model";
import { GateError } from "../error";

/**
 * An API, and what paths to it begin with, before the stage: `/shop`; empty where a REST API is the only one. An HTTP API
 * has a prefix in any case, because its stage `$default` takes every path, and so has the URL of a function.
 */
export interface ServedApi<A extends AnyApi = AnyApi> {
  readonly api: A;
  readonly prefix: string;
  /** The first of its stages. */
  readonly stage: Stage;
}

type AnyApi = RestApi | HttpApi | FunctionUrl;

/**
 * The APIs that can be called, and then the URLs of functions. Several share the gate's port: each has a prefix, which is its name in the Terraform. An
 * API without a stage cannot be called, in the cloud either. The prefix of a URL is `/lambda-url/` and the function's name.
 *
 * @throws {GateError} `NO_API`, `NO_STAGE`
 */
export function servedApis({
  apis,
  functionUrls = [],
  httpApis = [],
}: Pick<ApiModel, "apis" | "functionUrls" | "httpApis">): ServedApi[] {
  const all = [...apis, ...httpApis];
  if (all.length === 0 && functionUrls.length === 0)
    throw new GateError(
      "NO_API",
      "The Terraform has no REST API, no HTTP API and no function URL that is served here.",
    );
  const called = all.flatMap((api) => {
    const [stage] = api.stages;
    return stage ? [{ api, stage }] : [];
  });
  if (called.length === 0 && functionUrls.length === 0) {
    const [{ kind }] = all as [RestApi | HttpApi];
    const named = all.map(({ address }) => address).join(", ");
    throw new GateError(
      "NO_STAGE",
      `The ${kind === "rest" ? "REST" : "HTTP"} API ${named} has no stage, so it cannot be called.`,
    );
  }
  const isAlone = called.length === 1 && called.every(({ api }) => api.kind === "rest");
  const served = isAlone ? called.map((one) => ({ ...one, prefix: "" })) : prefixed(called, "");
  return [...served, ...prefixed(servedUrls(functionUrls), `/${urlSegment(segmentsOf(served))}`)];
}

/** A URL has one stage, `$default`. */
function servedUrls(urls: readonly FunctionUrl[]) {
  return urls.flatMap((api) => api.stages.slice(0, 1).map((stage) => ({ api, stage })));
}

const URL_SEGMENT = "lambda-url";

/** The first segment of paths to URLs: another one where an API has that name. */
function urlSegment(taken: ReadonlySet<string>): string {
  let segment = URL_SEGMENT;
  while (taken.has(segment)) segment = `aws-${segment}`;
  return segment;
}

/** Each below its name, and below its id too where others have the same name. */
function prefixed<A extends AnyApi>(
  apis: readonly Omit<ServedApi<A>, "prefix">[],
  before: string,
): readonly ServedApi<A>[] {
  const names = apis.map(({ api }) => segmentOf(api.name));
  return apis.map((one, index) => {
    const name = names[index] as string;
    const isOnly = name !== "" && names.filter((other) => other === name).length === 1;
    return { ...one, prefix: `${before}/${isOnly ? name : segmentOf(`${name}-${idOf(one.api)}`)}` };
  });
}

/** The URL of a function has the address of its resource as its id. Its alias tells it apart from the others. */
function idOf(api: AnyApi): string {
  if (api.kind !== "url") return api.id;
  const [qualifier] = api.executionArn.split(":").slice(7);
  return qualifier ?? "url";
}

/** Where a stage is: the stage `$default` of an HTTP API and of a URL has no segment of its own. */
export function stagePath({ api, prefix }: Pick<ServedApi, "api" | "prefix">, stage: string): string {
  return api.kind !== "rest" && stage === "$default" ? prefix : `${prefix}/${stage}`;
}

/** The first segments of the paths to APIs: their prefixes, or the stages of the only one. */
export function segmentsOf(apis: readonly ServedApi[]): ReadonlySet<string> {
  return new Set(
    apis.flatMap(({ api, prefix }) =>
      prefix === "" ? api.stages.map(({ name }) => name) : [prefix.split("/")[1] ?? ""],
    ),
  );
}

/** A name as one segment of a path that no client writes otherwise. */
function segmentOf(name: string): string {
  return name.replace(/[^\w-]+/g, "-").replace(/^-+|-+$/g, "");
}
