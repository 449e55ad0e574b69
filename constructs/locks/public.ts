import * as v from "valibot";
import { because, fields, served } from "../declaration";
import type { LockKind } from "./lock";

/** `NONE`: open to everybody, with an API key where the route declares one. */
export const publicLock = {
  schema: () => fields({ lock: v.literal("public"), because, ...served }),
  props: {},
  build: () => ({ method: ({ key }) => ({ authorization: "NONE", apiKeyRequired: key === true }) }),
  needsAllow: true,
  isSigned: false,
  isCacheable: true,
  caller: () => ({}),
} satisfies LockKind<"public">;
