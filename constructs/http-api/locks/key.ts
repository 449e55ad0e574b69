import { DeclarationError } from "../../declaration/errors";
import type { HttpLockKind } from "./lock";

/** HTTP APIs have no API keys, so the route would be open to every caller. */
export const key = {
  props: {},
  build({ keys: [route] }) {
    throw new DeclarationError(
      "LOCK_UNAVAILABLE",
      `"${route}" has the lock "key", and an HTTP API asks for no API key: the route would be open to every caller. ` +
        "Give it another lock, or serve it by a REST API (SecuredApi).",
    );
  },
} satisfies HttpLockKind<"key">;
