import * as v from "valibot";
import { because, fields, handler } from "../declaration";
import { DeclarationError } from "../declaration/errors";
import type { LockKind } from "./lock";

/** `NONE` with an API key, which meters its callers. It is no authentication, and HTTP APIs do not have it. */
export const key = {
  schema: () => fields({ lock: v.literal("key"), because, handler }),
  needsAllow: true,
  isSigned: false,
  isCacheable: false,
  rest: {
    props: {},
    build: () => ({ method: () => ({ authorization: "NONE", apiKeyRequired: true }) }),
    caller: () => ({}),
  },
  http: {
    props: {},
    build({ keys: [route] }) {
      throw new DeclarationError(
        "LOCK_UNAVAILABLE",
        `"${route}" has the lock "key", and an HTTP API asks for no API key: the route would be open to every caller. ` +
          "Give it another lock, or serve it by a REST API (SecuredApi).",
        { where: `routes[${JSON.stringify(route)}].lock`, expected: "another lock" },
      );
    },
  },
} satisfies LockKind<"key">;
