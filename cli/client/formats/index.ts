import { amplify } from "./amplify";
import { amplifyGen1 } from "./amplify-gen1";
import { env } from "./env";
import type { Format } from "./format";
import { http } from "./http";
import { kotlin, swift } from "./mobile";
import { openapi } from "./openapi";
import { typescript } from "./typescript";

/** By the name that --for takes. */
export const FORMATS = {
  amplify,
  "amplify-gen1": amplifyGen1,
  env,
  swift,
  kotlin,
  openapi,
  typescript,
  http,
} as const satisfies Readonly<Record<string, Format>>;
