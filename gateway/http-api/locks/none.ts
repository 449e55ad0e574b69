import type { HttpLock } from "./lock";

/** NONE: every caller is anonymous. */
export const none: HttpLock = {
  presents: () => ({ credential: "none" }),
  authenticate: () => ({ caller: { kind: "anonymous" }, known: { by: "none" } }),
  forwardsAuthorization: true,
};
