/** The props of an HTTP API, and their check at run time. */

import type { Construct } from "constructs";
import * as v from "valibot";
import type { AccessModel } from "../../access/model";
import type { SecuredApiProps } from "../api/secured-api-props";
import type { StageProtection } from "../api/stage/stage";
import { type Protection, protectionSchema } from "../arguments/lifecycle";
import { checkCors } from "../cors/check-cors";
import type { Cors } from "../cors/cors";
import {
  checkProps,
  data,
  fields,
  mapOf,
  oneOf,
  opaque,
  refWith,
  routesIn,
  type Same,
  someText,
  whole,
  wordOr,
} from "../declaration";
import { DeclarationError } from "../declaration/errors";
import { checkServers } from "../endpoint/check-servers";
import { type DomainNameProps, domainNameEntries } from "../endpoint/domain-name";
import { throttleSchema } from "../endpoint/throttle";
import { handlerSchema } from "../functions/handler-schema";
import { type HttpLockProps, httpLockEntries } from "../locks";
import { checkDeclaration } from "../locks/check-declaration";
import { checkHttpRouting } from "./check-routing";
import type { HttpStageProps } from "./http-stage";
import { type HttpHandler, proxiedServerEntries } from "./integrations";
import { checkUnavailable, type RestOnly } from "./unavailable";

export interface HttpApiProps extends HttpLockProps, HttpStageProps {
  /** Name of the API. */
  readonly name: string;
  /** The declaration. Every route becomes a route of the API behind its lock, and there is no other way to add one. */
  readonly access: AccessModel;
  /** The backends by the routes' `handler`: a function by its name, or a server. */
  readonly handlers: Readonly<Record<string, HttpHandler>>;
  /** Milliseconds that a backend has for its answer, 50 to 30,000. @default 30000 */
  readonly timeout?: number;
  /**
   * `"off"` serves routes that declare `key` beside a lock without it: HTTP APIs have neither API keys nor usage plans, so
   * calls are not counted by caller.
   * @default such a route is refused
   */
  readonly metering?: "off";
  /** Origins whose pages may call the API. API Gateway answers preflights and sets the headers. @default none */
  readonly cors?: Cors;
  /** A domain name. It closes the address that AWS gives. @default none */
  readonly domain?: DomainNameProps;
  /** Whether Terraform refuses to delete the API, whose address cannot be created again. @default "on" */
  readonly protection?: Protection;
}

/** Each prop of a REST API and of its stage is one of an HTTP API, or is refused by its name; or this does not compile. */
true satisfies Same<RestOnly, Exclude<keyof SecuredApiProps | keyof StageProtection, keyof HttpApiProps>>;

const handler = handlerSchema(proxiedServerEntries, "server");

/**
 * @throws DeclarationError those of `checkProps`, `checkDeclaration` and `checkCors`; `HTTP_API_LACKS`,
 *   `ROUTING_UNDOCUMENTED`, `LOCK_BYPASSED`, `CORS_OPTIONS_DECLARED`, `CORS_ORIGIN_INVALID`
 */
export function checkHttpApiProps(api: Construct, props: HttpApiProps): void {
  if (typeof props === "object" && props !== null) checkUnavailable(`HttpApi "${api.node.id}"`, props);
  checkProps(api, props, {
    name: someText,
    access: opaque,
    handlers: mapOf(handler),
    timeout: v.exactOptional(whole(50, 30_000, "BACKEND_TIMEOUT_INVALID")),
    metering: v.exactOptional(oneOf(["off"])),
    accessLog: wordOr("off", refWith("name", "arn")),
    throttle: v.exactOptional(throttleSchema),
    throttles: v.exactOptional(mapOf(throttleSchema)),
    // check-cors.ts checks its fields.
    cors: v.exactOptional(data(mapOf(opaque))),
    domain: v.exactOptional(fields(domainNameEntries)),
    protection: protectionSchema,
    ...httpLockEntries,
  });
  checkDeclaration(props.access);
  checkHttpRouting(routesIn(props.access).map(([key]) => key));
  checkServers(props.access, props.handlers);
  if (props.cors) checkServedCors(props.cors, props.access);
}

function checkServedCors(cors: Cors, access: AccessModel): void {
  checkCors(cors);
  const options = routesIn(access).find(([key]) => key.startsWith("OPTIONS "));
  if (options) {
    throw new DeclarationError(
      "CORS_OPTIONS_DECLARED",
      `"${options[0]}" is declared, and CORS answers OPTIONS itself.`,
    );
  }
  const app = cors.origins.find((origin) => origin !== "*" && !/^https?:/.test(origin));
  if (app !== undefined) {
    throw new DeclarationError(
      "CORS_ORIGIN_INVALID",
      `The CORS origin "${app}" is a web view's; an HTTP API takes origins of http and https. Serve the app by a REST API (SecuredApi).`,
    );
  }
}
