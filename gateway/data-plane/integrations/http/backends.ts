/**
 * Where the servers of HTTP integrations are on this machine, by the origin that the Terraform has for them:
 * `https://shop.internal.example.com` to `http://localhost:8080`. What is not in it is not called.
 */
export type Backends = ReadonlyMap<string, string>;

/** Where an integration's URI leads, before its parameters are put in. */
export interface Address {
  readonly origin: string;
  readonly host: string;
  /** Begins with a slash, and has the parameters in braces. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
}

/** The host is a literal one: a caller never chooses whom the gate calls. */
const URI = /^(https?:\/\/([^/?#{}\s]+))(\/[^?#\s]*)?(?:\?([^#\s]*))?$/;

/** @returns the address, or what is wrong with the URI, for people */
export function addressOf(
  uri: string | undefined,
  stageVariables: Readonly<Record<string, string>>,
): Address | string {
  if (uri === undefined) return "its uri is not known";
  const missing = [...uri.matchAll(STAGE_VARIABLE)].find(
    ([, name = ""]) => !Object.hasOwn(stageVariables, name),
  );
  if (missing) return `its uri names the stage variable ${missing[1]}, which the stage does not have`;
  const filled = uri.replace(STAGE_VARIABLE, (_, name: string) => stageVariables[name] ?? "");
  const [, origin = "", host = "", path = "/", query = ""] = URI.exec(filled) ?? [];
  if (!URL.canParse(origin)) return `its uri is ${filled}, expected http:// or https:// and a host`;
  return { origin: new URL(origin).origin, host, path, query };
}

const STAGE_VARIABLE = /\$\{stageVariables\.(\w+)\}/g;
