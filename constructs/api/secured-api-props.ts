/** The props of an API, and their check at run time: a misspelt prop would leave its protection out without a message. */

import type { Construct } from "constructs";
import * as v from "valibot";
import type { AccessModel } from "../../access/model";
import { type Protection, protectionSchema } from "../arguments/lifecycle";
import { checkCors } from "../cors/check-cors";
import type { Cors } from "../cors/cors";
import {
  checkProps,
  data,
  fields,
  listOf,
  mapOf,
  oneOf,
  opaque,
  routesIn,
  someText,
  wordOr,
} from "../declaration";
import { DeclarationError } from "../declaration/errors";
import { checkServers } from "../endpoint/check-servers";
import { handlerSchema } from "../functions/handler-schema";
import type { NamedFunction } from "../functions/named-function";
import { type LockProps, lockEntries } from "../locks";
import { checkDeclaration } from "../locks/check-declaration";
import { type AdmissionRules, admissionEntries } from "./admission";
import { type HttpBackend, httpBackendEntries } from "./methods/http-backend";
import { type RequestShapes, requestShapesSchema } from "./methods/request-checks";

/** Whether the API is on the internet, or reachable through these VPC endpoints only. */
export type ApiEndpoint = "regional" | { readonly privateTo: readonly string[] };

export interface SecuredApiProps extends LockProps {
  /** Name of the REST API. */
  readonly name: string;
  /** Name of the stage that will serve the routes. */
  readonly stage: string;
  /** The declaration. Every route becomes a method behind its lock, and there is no other way to add a method. */
  readonly access: AccessModel;
  /** The backends by the routes' `handler`: a function by its name, or an HTTP backend. */
  readonly handlers: Readonly<Record<string, NamedFunction | HttpBackend>>;
  /** What API Gateway validates in requests, by route. `"unchecked"` leaves validation to the handlers. */
  readonly requests: RequestShapes | "unchecked";
  /** Whether responses that API Gateway generates get security headers. `"plain"` leaves them as they are. */
  readonly answers: "hardened" | "plain";
  /** Origins whose pages may call the API. Functions need the same prop, since they send CORS headers themselves. @default none */
  readonly cors?: Cors;
  /** On the internet, or reachable through the named VPC endpoints only. @default "regional" */
  readonly endpoint?: ApiEndpoint;
  /** Which networks and organizations may call the API. @default all; for a private API its endpoints */
  readonly admission?: AdmissionRules;
  /** `"closed"` where the API has a domain name, which the address that AWS gives would bypass. @default "open" */
  readonly executeApiEndpoint?: "open" | "closed";
  /** Whether Terraform refuses to delete the API, whose address cannot be created again. @default "on" */
  readonly protection?: Protection;
}

const handler = handlerSchema(httpBackendEntries, "backend");

/**
 * @throws DeclarationError those of `checkProps`, `checkDeclaration`, `checkServers` and `checkCors`; `CORS_WITHOUT_ANSWERS`,
 *   `CORS_OPTIONS_DECLARED`, `ADMISSION_UNREACHABLE`, `ENDPOINT_CLASH` where two props contradict each other
 */
export function checkApiProps(api: Construct, props: SecuredApiProps): void {
  checkProps(api, props, {
    name: someText,
    stage: someText,
    access: opaque,
    handlers: mapOf(handler),
    requests: wordOr("unchecked", data(requestShapesSchema)),
    answers: oneOf(["hardened", "plain"]),
    // check-cors.ts checks its fields.
    cors: v.exactOptional(data(mapOf(opaque))),
    endpoint: v.exactOptional(wordOr("regional", fields({ privateTo: listOf(someText) }))),
    admission: v.exactOptional(data(fields(admissionEntries))),
    executeApiEndpoint: v.exactOptional(oneOf(["open", "closed"])),
    protection: protectionSchema,
    ...lockEntries,
  });
  checkDeclaration(props.access);
  checkServers(props.access, props.handlers);
  checkTogether(props);
}

function checkTogether({ cors, answers, endpoint = "regional", admission, access }: SecuredApiProps): void {
  if (cors) checkCors(cors);
  if (cors && answers === "plain") {
    throw new DeclarationError(
      "CORS_WITHOUT_ANSWERS",
      `The API has CORS and plain answers: a page could not read why it was refused. Set answers to "hardened".`,
    );
  }
  const options = routesIn(access).find(([key]) => cors && key.startsWith("OPTIONS "));
  if (options) {
    throw new DeclarationError(
      "CORS_OPTIONS_DECLARED",
      `"${options[0]}" is declared, and CORS answers OPTIONS itself.`,
    );
  }
  if (endpoint === "regional" && admission?.vpcEndpoints) {
    throw new DeclarationError(
      "ADMISSION_UNREACHABLE",
      "The API is regional and admits VPC endpoints only: no call comes through one. Make the endpoint private.",
    );
  }
  if (endpoint !== "regional" && admission?.ipRanges) {
    throw new DeclarationError(
      "ENDPOINT_CLASH",
      "The API is private and has public address ranges; a private API is reached through its VPC endpoints alone.",
    );
  }
}
