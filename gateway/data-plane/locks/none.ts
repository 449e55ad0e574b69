import { anonymousIdentity } from "../event/identity";
import type { GateLock } from "./lock";

/** NONE: every caller is anonymous. */
export const none: GateLock = {
  presents: () => ({ credential: "none" }),
  authenticate: ({ request }) => ({
    caller: { kind: "anonymous" },
    identity: anonymousIdentity(request),
  }),
  isOpen: true,
  forwardsAuthorization: true,
  differences: () => [],
};
