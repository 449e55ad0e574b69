import type { Header, HttpResponse } from "../../http/message";

/** Sends a browser on. The address is one that was compared with the Terraform, or a path of this gate. */
export function redirect(location: string, headers: readonly Header[] = []): HttpResponse {
  return {
    status: 302,
    headers: [
      ["Location", location],
      ["Cache-Control", "no-store"],
      ["Referrer-Policy", "no-referrer"],
      ...headers,
    ],
    body: "",
  };
}

/** An address with further parameters. It is not parsed and written anew: a client compares it as it is. */
export function withQuery(address: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const text = encoded(parameters);
  if (text === "") return address;
  return `${address}${address.includes("?") ? "&" : "?"}${text}`;
}

/** An address with parameters in its fragment, as answers of the implicit grant. */
export function withFragment(
  address: string,
  parameters: Readonly<Record<string, string | undefined>>,
): string {
  return `${address}#${encoded(parameters)}`;
}

function encoded(parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return new URLSearchParams(given).toString();
}

const LOCAL = new Set(["localhost", "127.0.0.1", "[::1]"]);
/** Schemes that a browser runs or opens itself. */
const NO_APP = new Set(["about:", "blob:", "data:", "file:", "javascript:", "vbscript:"]);

/**
 * Whether an address of the Terraform may get codes and tokens. AWS refuses others when the client is created: https,
 * http of this machine, or an app's own scheme; no fragment.
 */
export function mayBeCalledBack(address: string): boolean {
  if (address.includes("#") || !URL.canParse(address)) return false;
  const { hostname, protocol } = new URL(address);
  if (protocol === "http:") return LOCAL.has(hostname);
  return protocol === "https:" || !NO_APP.has(protocol);
}
