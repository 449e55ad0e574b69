/** The props of an API, checked when it runs: a misspelt one would leave its protection out without a message. */
import type { Construct } from "constructs";
import * as v from "valibot";
import type { JwtAuthorizerOptions } from "../api-authorizers";
import {
  anyText,
  checkProps,
  data,
  type Entries,
  fields,
  listOf,
  mapOf,
  oneOf,
  opaque,
  reference,
  says,
  someText,
  text,
  wordOr,
  yesOrNo,
} from "../declaration";
import type { SecuredApiProps } from "../secured-api";
import { admissionEntries } from "./admission";
import { customDomainEntries } from "./custom-domain";
import { httpBackendEntries } from "./http-backend";
import type { LockProps } from "./locks";
import { throttleSchema } from "./method-settings";
import { requestShapesSchema } from "./request-checks";
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

const backend = fields(httpBackendEntries);
const handler = v.lazy((value) =>
  typeof value === "object" && value !== null && "url" in value ? backend : invoked,
);

/** A function by its interface, or a shared authorizer, which has no name here. */
const invoked = v.custom<object>(
  (value) => typeof value === "object" && value !== null && "invokeArn" in value,
  says("a function with its invokeArn, or a backend with its url"),
);

const clientId = text(
  /^([\w+]{1,128}|.*\$\{.*)$/,
  "the id of an app client: letters, digits, _ and +, and no pattern",
);

const cognito = {
  userPoolArn: someText,
  furtherUserPoolArns: v.exactOptional(listOf(someText)),
  // Without a client, or with a pattern in its place, ID tokens of other apps would be taken.
  clientIds: listOf(clientId, 1),
  resourceServer: someText,
} satisfies Entries<NonNullable<LockProps["cognito"]>>;

const jwtOptions = {
  ttl: v.exactOptional(v.number()),
  form: v.exactOptional(wordOr("token", fields({ request: listOf(someText, 1) }))),
} satisfies Entries<JwtAuthorizerOptions>;

/** @throws DeclarationError as `checkProps` does */
export function checkApiProps(api: Construct, props: SecuredApiProps): void {
  checkProps(api, props, {
    name: someText,
    stage: someText,
    access: opaque,
    handlers: mapOf(handler),
    protection: fields(protection),
    requests: wordOr("unchecked", data(requestShapesSchema)),
    answers: oneOf(["hardened", "plain"]),
    // check-cors.ts looks at its fields.
    cors: v.exactOptional(data(reference)),
    endpoint: v.exactOptional(wordOr("regional", fields({ privateTo: listOf(someText) }))),
    admission: v.exactOptional(data(fields(admissionEntries))),
    domain: v.exactOptional(fields(customDomainEntries)),
    // Another stack may say more of its pool.
    cognito: v.exactOptional(v.looseObject(cognito)),
    jwtAuthorizer: v.exactOptional(invoked),
    jwtOptions: v.exactOptional(data(fields(jwtOptions))),
  });
}
