import { type HttpRequest, headerValues } from "../http/message";
import { sameText } from "../state/same-text";
import type { Seal } from "../state/seal";

/** The first segment of the gate's own paths. A stage or an API of that name comes before them. */
export const PAGE_SEGMENT = "_gatehouse";

/** Carries the key. Neither a form nor a link can send it, and browsers ask first whether another origin may. */
export const KEY_HEADER = "x-gatehouse";

/** Where the page is, for the developer who runs the gate. */
export interface PagePlace {
  /** `http://127.0.0.1:3000/_gatehouse#key=…`: the fragment is never sent to a server. */
  readonly url: string;
  readonly key: string;
}

/**
 * The key is derived from the installation's, so that an open page outlives a restart of the gate.
 *
 * @param endpoint `http://127.0.0.1:3000`
 */
export function pagePlace(endpoint: string, seal: Seal): PagePlace {
  const key = seal.derive("page", "key").subarray(0, 24).toString("base64url");
  return { url: `${endpoint}/${PAGE_SEGMENT}#key=${key}`, key };
}

export function holdsKey(request: HttpRequest, key: string): boolean {
  return sameText(headerValues(request, KEY_HEADER).join(), key);
}
