import type { LambdaAuthorizer } from "../../../terraform/model";
import { deliveredPath } from "../delivered-path";
import { requestContextV1, requestContextV2 } from "../event/request-context";
import { partsV1, partsV2 } from "../event/request-parts";
import { type RouteCall, routeArn } from "../route-call";

/**
 * The event of a Lambda authorizer, in the payload format that it is configured for. It has no body.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function authorizerEvent(
  call: RouteCall,
  { payloadVersion = "1.0" }: Pick<LambdaAuthorizer, "payloadVersion">,
  values: readonly string[],
): unknown {
  const arn = routeArn(call, deliveredPath(call.path));
  if (payloadVersion === "2.0")
    return {
      version: "2.0",
      type: "REQUEST",
      routeArn: arn,
      ...(values.length > 0 && { identitySource: values }),
      ...partsV2(call, true),
      requestContext: requestContextV2(call),
    };
  const { multiValueHeaders: _, multiValueQueryStringParameters: __, ...parts } = partsV1(call, true);
  const source = values.join(",");
  return {
    version: "1.0",
    type: "REQUEST",
    methodArn: arn,
    ...(values.length > 0 && { identitySource: source, authorizationToken: source }),
    ...parts,
    requestContext: requestContextV1(call),
  };
}
