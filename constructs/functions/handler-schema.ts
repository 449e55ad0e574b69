import * as v from "valibot";
import { fields, refWith, says } from "../declaration";

/**
 * The schema of what answers a route: a function by its name, or a server by its address.
 *
 * @param server the fields of the server
 * @param name what messages call the server
 */
export function handlerSchema(server: v.ObjectEntries, name: string) {
  const byUrl = fields(server);
  const byName = v.custom<object>(
    (value) => v.is(refWith("functionName"), value),
    says(`a function by its functionName, or a ${name} with its url`),
  );
  return v.lazy((value) => (typeof value === "object" && value !== null && isServer(value) ? byUrl : byName));
}

/** Whether a handler is a server with an address, and not a function with a name: `handlerSchema` refuses what is neither. */
export function isServer<Handler extends object>(
  handler: Handler,
): handler is Extract<Handler, { readonly url: string }> {
  return "url" in handler;
}
