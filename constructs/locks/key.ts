import * as v from "valibot";
import { because, fields, handler } from "../declaration";
import type { LockKind } from "./lock";

/** `NONE` with an API key, which meters its callers. It is no authentication. */
export const key = {
  schema: () => fields({ lock: v.literal("key"), because, handler }),
  props: {},
  build: () => ({ method: () => ({ authorization: "NONE", apiKeyRequired: true }) }),
  needsAllow: true,
  isSigned: false,
  isCacheable: false,
  caller: () => ({}),
} satisfies LockKind<"key">;
