import type { Api, CustomDomain } from "../../terraform/model";
import type { AtDomain } from "../data-plane/data-plane";
import { type HttpRequest, headerValues } from "../http/message";
import { deliveredPath } from "../http-api/delivered-path";
import type { AnyPlane } from "./any-plane";

/**
 * The custom domains that the start allowed by their names, by those names: `--allow-host`. A name of the loopback address
 * stays the gate's own.
 */
export function allowedDomains(
  domains: readonly CustomDomain[],
  hostNames: readonly string[],
): ReadonlyMap<string, CustomDomain> {
  return new Map(
    hostNames.flatMap((given) => {
      const host = given.toLowerCase();
      const wildcard = host.replace(/^[^.]+/, "*");
      const domain =
        domains.find(({ name }) => name === host) ?? domains.find(({ name }) => name === wildcard);
      return domain && host !== "localhost" ? [[host, domain] as const] : [];
    }),
  );
}

/** What answers a request to a custom domain; undefined for a request to another name. */
export function planeAtDomain(
  request: HttpRequest,
  domains: ReadonlyMap<string, CustomDomain>,
  planes: readonly AnyPlane[],
): AnyPlane | undefined {
  if (domains.size === 0) return undefined;
  const host = (headerValues(request, "host")[0] ?? "").toLowerCase().replace(/:\d+$/, "");
  const domain = domains.get(host);
  if (domain === undefined) return undefined;
  const at = placeAt(request.path, host, domain);
  const own = "apiId" in at ? planes.find(({ api }) => api.id === at.apiId) : undefined;
  if (own && "apiId" in at) return withDomain(own, at.place);
  const refusal =
    "apiId" in at
      ? ({ response: "NOT_SERVED", reason: `The API ${at.apiId} is not served here` } as const)
      : at;
  return withDomain(planes[0] as AnyPlane, { refusal: { rule: domain, ...refusal } });
}

function withDomain(plane: AnyPlane, atDomain: AtDomain): AnyPlane {
  // Each kind of plane stays of its kind.
  return { ...plane, atDomain } as AnyPlane;
}

type Place =
  | { readonly apiId: string; readonly place: AtDomain }
  | { readonly response: "FORBIDDEN" | "NOT_SERVED"; readonly reason: string };

/**
 * The mapping with the longest base path takes a request.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html
 */
function placeAt(path: string, host: string, domain: CustomDomain): Place {
  const { mappings, unserved } = domain;
  if (unserved !== undefined) return { response: "NOT_SERVED", reason: `${domain.address}: ${unserved}` };
  if (RESERVED.includes(path))
    return { response: "FORBIDDEN", reason: `API Gateway keeps ${path} of custom domains for itself` };
  // It is not documented which form of a path is compared with the base paths.
  const rooted = path.replace(/^\/+/, "/");
  const [mapping, ...others] = [path, rooted, deliveredPath(rooted)].map((one) => mappingFor(one, mappings));
  if (others.some((other) => other !== mapping))
    return {
      response: "FORBIDDEN",
      reason: "The path fits another mapping as it was sent than when decoded",
    };
  if (!mapping) return { response: "FORBIDDEN", reason: `No mapping of ${host} takes the path` };
  const { apiId, basePath, stage } = mapping;
  return { apiId, place: { host, basePath, ...(stage !== undefined && { stage }) } };
}

/** Health checks: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html */
const RESERVED: readonly string[] = ["/ping", "/sping"];

function mappingFor(
  path: string,
  mappings: CustomDomain["mappings"],
): CustomDomain["mappings"][number] | undefined {
  return mappings
    .filter(({ basePath }) => path === basePath || path.startsWith(`${basePath}/`))
    .toSorted((a, b) => b.basePath.length - a.basePath.length)[0];
}

/** The names by which an API is served besides the gate's own. */
export function hostsOf(
  { id }: Pick<Api, "id">,
  domains: ReadonlyMap<string, CustomDomain>,
): readonly string[] {
  return [...domains].flatMap(([host, { mappings }]) =>
    mappings.some(({ apiId }) => apiId === id) ? [host] : [],
  );
}

/** Says where custom domains are served, one line for each mapping. */
export function domainLines(
  endpoint: string,
  domains: ReadonlyMap<string, CustomDomain>,
  apis: readonly Pick<Api, "id" | "name">[],
): readonly string[] {
  const { port, protocol } = new URL(endpoint);
  return [...domains].flatMap(([host, { mappings }]) =>
    mappings.flatMap(({ apiId, basePath, stage }) => {
      const api = apis.find(({ id }) => id === apiId);
      const of = stage === undefined ? "" : `, stage ${stage}`;
      return api ? [`Custom domain: ${protocol}//${host}:${port}${basePath} is ${api.name}${of}`] : [];
    }),
  );
}
