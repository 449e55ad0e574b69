import type { HttpForwarding } from "../../../../terraform/model";
import { headerSet } from "../../../http/header-names";

/** One request parameter of an integration: its place, its name, and the mapping of its value. */
export interface MappedParameter {
  readonly place: "header" | "path" | "querystring";
  readonly name: string;
  readonly mapping: string;
}

const TARGET = /^integration\.request\.(header|path|querystring)\.([\w$.-]+)$/;
const SOURCE =
  /^('[^']*'|context\.[\w.:-]+|stageVariables\.\w+|method\.request\.(header|path|querystring)\.[\w$.-]+)$/;
/** Headers of the connection, and those of a message's length. */
const CONNECTION = headerSet(
  "connection",
  "content-length",
  "expect",
  "http2-settings",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
);

/** @returns the parameters, or a sentence about one that is not supported */
export function mappedParameters({ parameters }: HttpForwarding): readonly MappedParameter[] | string {
  const read: MappedParameter[] = [];
  for (const [target, mapping] of Object.entries(parameters)) {
    const [, place, name = ""] = TARGET.exec(target) ?? [];
    const isKnown = place === "header" || place === "path" || place === "querystring";
    if (!isKnown || !SOURCE.test(mapping) || (place === "header" && CONNECTION.has(name)))
      return `its request parameter ${target} = ${mapping} is not supported`;
    read.push({ place, name, mapping });
  }
  return read;
}

export function isOfConnection(name: string): boolean {
  return CONNECTION.has(name);
}
