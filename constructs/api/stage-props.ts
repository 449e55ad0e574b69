/** The props of a stage, checked when it runs: a misspelt one would leave its protection out without a message. */
import * as v from "valibot";
import {
  anyText,
  type Entries,
  fields,
  listOf,
  mapOf,
  oneOf,
  reference,
  someText,
  wordOr,
  yesOrNo,
} from "../declaration";
import { customDomainEntries } from "./custom-domain";
import type { LiveStageProps } from "./live-stage";
import { throttleSchema } from "./method-settings";
import type { StageProtection } from "./stage";

const throttle = v.exactOptional(throttleSchema);

const protection = {
  accessLog: wordOr("off", reference),
  executionLog: wordOr(
    "off",
    fields({ key: wordOr("aws-owned", reference), retention: v.exactOptional(v.number()) }),
  ),
  webAcl: wordOr("off", reference),
  tracing: v.exactOptional(yesOrNo),
  canary: v.exactOptional(v.number()),
  clientCertificateId: v.exactOptional(anyText),
  throttle,
  throttles: v.exactOptional(mapOf(throttleSchema)),
  cache: v.exactOptional(
    fields({
      sizeGb: oneOf(["0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237"]),
      ttl: v.number(),
      routes: listOf(someText),
    }),
  ),
  methodMetrics: v.exactOptional(yesOrNo),
} satisfies Entries<StageProtection>;

export const liveStageEntries = {
  api: reference,
  functions: mapOf(reference),
  jwtAuthorizer: v.exactOptional(reference),
  protection: fields(protection),
  domain: v.exactOptional(fields(customDomainEntries)),
} satisfies Entries<LiveStageProps>;
