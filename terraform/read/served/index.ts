import { withoutPlace, withTerraformErrors } from "../../error";
import type { Resolved } from "../../language/configuration";
import type { ApiModel, FunctionUrl, HttpApi, Operation, RestApi } from "../../model";
import { readModel } from "../model";
import { reachOf } from "./reach";
import { strictReading } from "./strict-reading";

/** A part of the Terraform that the gate cannot serve as it is written. */
export interface Unserved {
  readonly address: string;
  /** Absent where it is the resource as a whole. */
  readonly argument?: string;
  readonly why: string;
  /** Methods that are not served for it, by their addresses; `all` for everything. */
  readonly stops: "all" | readonly string[];
  /** Address of another part: this one is only not served because that one is not. */
  readonly because?: string;
}

export interface ServedTerraform {
  /** With every method that is declared; one that is not served has the reason, and no decision. */
  readonly model: ApiModel;
  /** Complete: what is not served, also where it touches no method. */
  readonly unserved: readonly Unserved[];
}

export interface ServedOptions {
  /** Parses YAML, for OpenAPI bodies that are not JSON. */
  readonly parseYaml?: (text: string) => unknown;
  /**
   * Addresses of what cannot be read and is known to have no say in access, such as a module that is not available; and
   * of stages whose client certificates are not asked for here.
   *
   * @default none
   */
  readonly accepted?: readonly string[];
  /**
   * Whether every value is written out, as cdktf does: then each mistake in the configuration is refused, and not only
   * what hides something.
   *
   * @default false
   */
  readonly isWrittenOut?: boolean;
}

/**
 * Reads Terraform strictly, as the gate must, and goes on where that is refused: what cannot be served is left out, and
 * every method that it may touch is marked. So no method is served by less than its Terraform asks for.
 *
 * @throws TerraformError where nothing at all can be read
 */
export function readServed(
  resolved: Resolved,
  { accepted, isWrittenOut, ...options }: ServedOptions = {},
): ServedTerraform {
  const { read: model, refused } = withTerraformErrors(() =>
    strictReading(resolved, (resources) => readModel(resources, { ...options, strict: true }), {
      ...(accepted && { accepted }),
      ...(isWrittenOut && { isWrittenOut }),
    }),
  );
  const doubts = doubtsIn(model);
  if (refused.length === 0 && doubts.length === 0 && certificatesOf(model, accepted).length === 0)
    return { model, unserved: [] };
  // Has the methods that could not be read strictly, and tells which parts touch them.
  const whole = readModel(resolved, options);
  // Only the strict model has all triggers of a pool.
  const both = { ...whole, userPools: [...whole.userPools, ...model.userPools] };
  const parts = refused.map(({ because, error, resource }): Unserved => {
    const reach = resource ? reachOf(resource, both) : "all";
    return {
      address: resource?.address ?? error.where ?? "",
      ...(error.argument !== undefined && { argument: error.argument }),
      why: withoutPlace(error),
      stops: reach === "all" ? reach : reach.map(({ address }) => address),
      ...(because !== undefined && { because }),
    };
  });
  const unserved = [...parts, ...doubts, ...certificatesOf(whole, accepted)];
  const reasons = reasonsOf(unserved);
  const { apis, functionUrls = [], httpApis = [] } = model;
  return {
    model: {
      ...model,
      apis: whole.apis.map((api) => marked(api, apis, reasons)),
      httpApis: declaredHttpApis(whole, httpApis).map((api) => marked(api, httpApis, reasons)),
      functionUrls: (whole.functionUrls ?? []).map((url) => marked(url, functionUrls, reasons)),
    },
    unserved,
  };
}

/** Those of this Terraform: one that is elsewhere has routes here, and is not served. */
function declaredHttpApis({ httpApis = [] }: ApiModel, served: readonly HttpApi[]): readonly HttpApi[] {
  return httpApis.filter(
    ({ address, id }) => address !== id || served.some((strict) => strict.address === address),
  );
}

/**
 * Routes of HTTP APIs whose lock is not known, such as one with two keys, or of an authorizer without an audience; and URLs
 * of functions.
 */
function doubtsIn({ functionUrls = [], httpApis = [] }: ApiModel): Unserved[] {
  const apis: readonly Pick<HttpApi | FunctionUrl, "authorizers" | "methods">[] = [
    ...httpApis,
    ...functionUrls,
  ];
  return apis.flatMap(({ authorizers, methods }) => [
    ...methods.flatMap(({ address, unknown }) =>
      unknown === undefined ? [] : [{ address, why: unknown, stops: [address] }],
    ),
    ...authorizers.flatMap(({ address, id, unknown }) =>
      unknown === undefined
        ? []
        : [
            {
              address,
              why: unknown,
              stops: methods.filter((route) => route.authorizerId === id).map((route) => route.address),
            },
          ],
    ),
  ]);
}

/** Stages that are only reached with a client certificate: the gate verifies none, so that it would be open here. */
function certificatesOf({ apis, httpApis = [] }: ApiModel, accepted: readonly string[] = []): Unserved[] {
  return [...apis, ...httpApis].flatMap(({ methods, stages }) =>
    stages.flatMap(({ address, trustStores }) =>
      trustStores === undefined || accepted.includes(address)
        ? []
        : [
            {
              address,
              why: `callers must present a certificate that ${trustStores.join(" or ")} knows, and the gate verifies none`,
              stops: methods.map((method) => method.address),
            },
          ],
    ),
  );
}

/** Why methods are not served: all of them, and by address. */
interface Reasons {
  readonly all?: string;
  readonly byMethod: ReadonlyMap<string, string>;
}

function reasonsOf(unserved: readonly Unserved[]): Reasons {
  const byMethod = new Map<string, string>();
  let all: string | undefined;
  for (const { address, stops, why } of unserved) {
    const reason = address === "" ? why : `${address}: ${why}`;
    if (stops === "all") all ??= reason;
    else for (const method of stops) if (!byMethod.has(method)) byMethod.set(method, reason);
  }
  return { ...(all !== undefined && { all }), byMethod };
}

type ServedMethod = Operation & { readonly unserved?: string };

/** An API as it is read strictly, with the methods that are not served. */
function marked<A extends RestApi | HttpApi | FunctionUrl>(
  whole: A,
  apis: readonly A[],
  { all, byMethod }: Reasons,
): A {
  const strict = apis.find(({ address }) => address === whole.address);
  const read: readonly ServedMethod[] = strict?.methods ?? [];
  const methods = whole.methods.map((declared): ServedMethod => {
    const served = read.find((one) => isSame(one, declared));
    const reason = all ?? byMethod.get(declared.address) ?? (served ? undefined : NOT_READ);
    if (served && reason === undefined) return served;
    return { ...declared, unknown: reason ?? NOT_READ, unserved: reason ?? NOT_READ };
  });
  // Of an API of which all is refused, a path without a method may have one that is not known.
  const isWhole = methods.some(({ unserved }) => unserved === undefined);
  const unserved = all ?? (strict && !whole.unknown ? undefined : (whole.unknown ?? NOT_READ));
  const reason = unserved ?? (isWhole ? undefined : methods[0]?.unserved);
  const { stages } = strict ?? whole;
  const more = whole.stages.filter(({ name }) => !stages.some((stage) => stage.name === name));
  return {
    ...(strict ?? whole),
    stages: [...stages, ...more],
    methods,
    ...(reason !== undefined && { unserved: reason }),
  };
}

const NOT_READ = "it could not be read strictly";

function isSame(one: Operation, other: Operation): boolean {
  return one.address === other.address && one.path === other.path && one.verb === other.verb;
}
