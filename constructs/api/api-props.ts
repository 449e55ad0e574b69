/** The props of an API, checked when it runs: a misspelt one would leave its protection out without a message. */
import type { Construct } from "constructs";
import * as v from "valibot";
import { protectionSchema } from "../arguments/lifecycle";
import {
  checkProps,
  data,
  type Entries,
  fields,
  listOf,
  mapOf,
  oneOf,
  opaque,
  refWith,
  says,
  someText,
  wordOr,
} from "../declaration";
import { admissionEntries } from "./admission";
import { clientIdsSchema, type JwtAuthorizerOptions } from "./authorizers/jwt-authorizer";
import type { SharedAuthorizer } from "./authorizers/shared-authorizer";
import type { LockProps } from "./locks/locks";
import { httpBackendEntries } from "./methods/http-backend";
import { requestShapesSchema } from "./methods/request-checks";
import type { SecuredApiProps } from "./secured-api";

const backend = fields(httpBackendEntries);
const handler = v.lazy((value) => (isWith(value, "url") ? backend : invoked));

/** A function by its name, made here or elsewhere. */
const invoked = v.custom<object>(
  (value) => v.is(refWith("functionName"), value),
  says("a function by its functionName, or a backend with its url"),
);

const shared = fields({
  functionArn: someText,
  through: wordOr("api", fields({ role: someText })),
} satisfies Entries<SharedAuthorizer>);

const authorizer = v.lazy((value) => (isWith(value, "functionArn") ? shared : invoked));

function isWith<K extends string>(value: unknown, name: K): value is Readonly<Record<K, unknown>> {
  return typeof value === "object" && value !== null && name in value;
}

const cognito = {
  userPoolArn: someText,
  furtherUserPoolArns: v.exactOptional(listOf(someText)),
  clientIds: clientIdsSchema,
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
    requests: wordOr("unchecked", data(requestShapesSchema)),
    answers: oneOf(["hardened", "plain"]),
    // check-cors.ts looks at its fields.
    cors: v.exactOptional(data(mapOf(opaque))),
    endpoint: v.exactOptional(wordOr("regional", fields({ privateTo: listOf(someText) }))),
    admission: v.exactOptional(data(fields(admissionEntries))),
    executeApiEndpoint: v.exactOptional(oneOf(["open", "closed"])),
    protection: protectionSchema,
    // Another stack may say more of its pool.
    cognito: v.exactOptional(v.looseObject(cognito)),
    jwtAuthorizer: v.exactOptional(authorizer),
    jwtOptions: v.exactOptional(data(fields(jwtOptions))),
  });
}
