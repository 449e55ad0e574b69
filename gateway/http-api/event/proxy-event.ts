import type { PayloadVersion } from "../../../terraform/model";
import { mediaTypeOf } from "../../data-plane/media-type";
import { headerValues } from "../../http/message";
import { httpLockOf } from "../locks";
import type { KnownCaller } from "../locks/lock";
import type { RouteCall } from "../route-call";
import { requestContextV1, requestContextV2 } from "./request-context";
import { partsV1, partsV2 } from "./request-parts";

/**
 * The event of a function that answers a route.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export const proxyEvents: Readonly<
  Record<PayloadVersion, (call: RouteCall, known: KnownCaller) => Readonly<Record<string, unknown>>>
> = {
  "1.0": (call, known) => ({
    version: "1.0",
    ...partsV1(call, httpLockOf(call.route).forwardsAuthorization),
    requestContext: requestContextV1(call, known),
    body: null,
    ...bodyOf(call),
  }),
  "2.0": (call, known) => ({
    version: "2.0",
    ...partsV2(call, httpLockOf(call.route).forwardsAuthorization),
    requestContext: requestContextV2(call, known),
    ...bodyOf(call),
  }),
};

/** The body of a request, as text where it is one. */
export function bodyOf({ request }: Pick<RouteCall, "request">): {
  readonly body?: string;
  readonly isBase64Encoded: boolean;
} {
  const { body } = request;
  if (body.length === 0) return { isBase64Encoded: false };
  const isBase64Encoded = !isText(headerValues(request, "content-type")[0]);
  return { body: body.toString(isBase64Encoded ? "base64" : "utf8"), isBase64Encoded };
}

const TEXTS = ["application/json", "application/javascript", "application/xml"];

/** Everything else is base64, a form and a body without a type too. */
function isText(contentType: string | undefined): boolean {
  const type = mediaTypeOf(contentType) ?? "";
  return type.startsWith("text/") || TEXTS.includes(type);
}
