/** The host of a server, with a port, where a reference may stand for a part. */
const HOST = /^(?:[^/\s?#@{}$%\\]|\$\{[^{}]*\})+$/;

/**
 * Whether a server's address is a scheme and a host alone. API Gateway takes `{NAME}` in an address for a parameter of the
 * request, by which a caller would choose the host, and what stands before `@` is no part of it.
 *
 * @param schemes that the server may have
 */
export function isServerUrl(url: string, schemes: readonly ("http" | "https")[]): boolean {
  const scheme = schemes.find((one) => url.startsWith(`${one}://`));
  return scheme !== undefined && HOST.test(url.slice(scheme.length + 3));
}
