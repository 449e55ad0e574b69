import * as v from "valibot";
import { because, fields, served } from "../declaration";
import type { LockKind } from "./lock";

/** `NONE`: open to everybody, with an API key where the route declares one. */
export const publicLock = {
  schema: () => fields({ lock: v.literal("public"), because, ...served }),
  needsAllow: true,
  isSigned: false,
  isCacheable: true,
  rest: {
    props: {},
    build: () => ({
      method: ({ key }) => ({ authorization: "NONE", apiKeyRequired: key === true }),
    }),
    caller: () => ({}),
  },
  http: {
    props: {},
    build: () => ({ route: () => ({ authorizationType: "NONE" }), caller: () => ({}) }),
  },
} satisfies LockKind<"public">;
