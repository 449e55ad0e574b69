import { withStageVariables } from "../../../../terraform/access/decide";

/**
 * Origins of the servers of HTTP integrations on this machine, by their origin in the Terraform:
 * `https://shop.internal.example.com` to `http://localhost:8080`. No other server is called.
 */
export type Backends = ReadonlyMap<string, string>;

/** An integration's URI, before its parameters are filled in. */
export interface Address {
  readonly origin: string;
  readonly host: string;
  /** Begins with a slash, and has the parameters in braces. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
}

/** The host is literal, so that a caller never chooses which server the gate calls. */
const URI = /^(https?:\/\/([^/?#{}\s]+))(\/[^?#\s]*)?(?:\?([^#\s]*))?$/;

/** @returns the address, or a sentence about the problem of the URI */
export function addressOf(
  uri: string | undefined,
  stageVariables: Readonly<Record<string, string>>,
): Address | string {
  if (uri === undefined) return "its uri is not known";
  const filled = withStageVariables(uri, stageVariables);
  if (typeof filled !== "string")
    return `its uri names the stage variable ${filled.missing}, which the stage does not have`;
  const [, origin = "", host = "", path = "/", query = ""] = URI.exec(filled) ?? [];
  if (!URL.canParse(origin)) return `its uri is ${filled}, expected http:// or https:// and a host`;
  return { origin: new URL(origin).origin, host, path, query };
}
