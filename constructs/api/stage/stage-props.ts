/** The props of a stage, checked when it runs: a misspelt one would leave its protection out without a message. */
import * as v from "valibot";
import {
  anyText,
  type Entries,
  fields,
  listOf,
  mapOf,
  oneOf,
  refWith,
  says,
  someText,
  wordOr,
  yesOrNo,
} from "../../declaration";
import { SecuredApi } from "../secured-api";
import { customDomainEntries } from "./custom-domain";
import type { LiveStageProps } from "./live-stage";
import { throttleSchema } from "./method-settings";
import type { StageProtection } from "./stage";

const throttle = v.exactOptional(throttleSchema);

const protection = {
  accessLog: wordOr("off", refWith("name", "arn")),
  executionLog: wordOr(
    "off",
    fields({ key: wordOr("aws-owned", refWith("arn")), retention: v.exactOptional(v.number()) }),
  ),
  webAcl: wordOr("off", refWith("arn")),
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

const staged = refWith("functionName");

export const liveStageEntries = {
  api: v.instance(SecuredApi, says("a SecuredApi")),
  functions: mapOf(staged),
  jwtAuthorizer: v.exactOptional(staged),
  protection: fields(protection),
  domain: v.exactOptional(fields(customDomainEntries)),
} satisfies Entries<LiveStageProps>;
