import type { HttpLockKind } from "./lock";

/** `NONE`: open to every caller. */
export const publicLock = {
  props: {},
  build: () => ({ route: () => ({ authorizationType: "NONE" }), caller: () => ({}) }),
} satisfies HttpLockKind<"public">;
