import type { HttpForwarding } from "../../../terraform/model/integration";

/** One request parameter of an integration: where it goes, and the mapping of what. */
export interface MappedParameter {
  readonly place: "header" | "path" | "querystring";
  readonly name: string;
  readonly mapping: string;
}

const TARGET = /^integration\.request\.(header|path|querystring)\.([\w$.-]+)$/;
const SOURCE =
  /^('[^']*'|context\.[\w.:-]+|stageVariables\.\w+|method\.request\.(header|path|querystring)\.[\w$.-]+)$/;
/** Names that belong to the connection. */
const CONNECTION = new Set([
  "connection",
  "content-length",
  "expect",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** @returns the parameters, or what about one of them is not understood, for people */
export function mappedParameters({ parameters }: HttpForwarding): readonly MappedParameter[] | string {
  const read: MappedParameter[] = [];
  for (const [target, mapping] of Object.entries(parameters)) {
    const [, place, name = ""] = TARGET.exec(target) ?? [];
    const isKnown = place === "header" || place === "path" || place === "querystring";
    if (!isKnown || !SOURCE.test(mapping) || (place === "header" && CONNECTION.has(name.toLowerCase())))
      return `its request parameter ${target} = ${mapping} is not served`;
    read.push({ place, name, mapping });
  }
  return read;
}

export function isOfConnection(name: string): boolean {
  return CONNECTION.has(name.toLowerCase());
}

/**
 * A header's name as servers may read it: without regard to case, and where they turn headers into variables,
 * with `_` for whatever is neither letter nor digit.
 */
export function sameHeader(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "_");
}
