/** The props of a stage, and their schemas: a misspelt prop would leave its protection out without a message. */
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
import { type DomainNameProps, domainNameEntries } from "../../endpoint/domain-name";
import { throttleSchema } from "../../endpoint/throttle";
import type { NamedFunction } from "../../functions/named-function";
import { SecuredApi } from "../secured-api";

import type { StageProtection } from "./stage";

/** A function behind the API. */
export interface StagedFunction extends NamedFunction {
  /**
   * Whether the stage serves a new deployment only after the function exists. `false` is for a function that itself depends
   * on the stage.
   * @default true
   */
  readonly awaited?: boolean;
}

export interface LiveStageProps {
  /** The routes, in a stack that is applied before this one. */
  readonly api: SecuredApi;
  /** The functions behind the routes, by the routes' `handler`. HTTP backends are not listed. */
  readonly functions: Readonly<Record<string, StagedFunction>>;
  /** The function behind the lock `jwt`, unless another account shares it. */
  readonly jwtAuthorizer?: StagedFunction;
  /** Logs, firewall, limits and the like. */
  readonly protection: StageProtection;
  /** A domain name. The address that AWS gives must be closed. @default none */
  readonly domain?: DomainNameProps;
}

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
  domain: v.exactOptional(fields(domainNameEntries)),
} satisfies Entries<LiveStageProps>;
