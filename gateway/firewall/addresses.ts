import { BlockList, isIP, isIPv6 } from "node:net";
import type { ForwardedAddress } from "../../terraform/model";
import { type HttpRequest, headerValues } from "../http/message";

/** Sets that were built before; the reader makes each list once. */
const sets = new WeakMap<readonly string[], BlockList>();

/** Whether an address is in one of the ranges: `192.0.2.0/24`. */
export function isInRanges(address: string, ranges: readonly string[]): boolean {
  let set = sets.get(ranges);
  if (set === undefined) {
    set = new BlockList();
    for (const range of ranges) {
      const [network = "", bits = ""] = range.split("/");
      if (isIP(network) !== 0) set.addSubnet(network, Number(bits), isIPv6(network) ? "ipv6" : "ipv4");
    }
    sets.set(ranges, set);
  }
  return set.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}

/** The caller's address, or those that a header has in its place. */
export function addressesOf(
  request: HttpRequest,
  forwarded: ForwardedAddress | undefined,
): readonly string[] | "absent" | "malformed" {
  if (!forwarded) return [request.sourceIp];
  const values = headerValues(request, forwarded.header);
  if (values.length === 0) return "absent";
  const all = values
    .join(",")
    .split(",")
    .map((text) => text.trim());
  const { position } = forwarded;
  const chosen = position === "ANY" ? all.slice(0, MOST) : [position === "FIRST" ? all[0] : all.at(-1)];
  const found = chosen.filter((text): text is string => text !== undefined && isIP(text) !== 0);
  return found.length === chosen.length && found.length > 0 ? found : "malformed";
}

/** With ANY, WAF looks at that many. */
const MOST = 10;
