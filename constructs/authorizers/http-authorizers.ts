import type { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Apigatewayv2Authorizer } from "@cdktf/provider-aws/lib/apigatewayv2-authorizer";
import type { Construct } from "constructs";
import { OUTLIVES_METHODS } from "../arguments/lifecycle";
import type { FunctionUris, NamedFunction } from "../functions/named-function";
import { checkRoleTable } from "./role-table-file";

/** The authorizers of HTTP APIs, each named after its lock. */
export const httpAuthorizers = {
  /** API Gateway's own check of a JWT: issuer, signature, times, and an audience of these. */
  jwt(
    scope: Construct,
    lock: string,
    {
      api,
      audience,
      issuer,
    }: { readonly api: Apigatewayv2Api; readonly issuer: string; readonly audience: readonly string[] },
  ): Apigatewayv2Authorizer {
    return new Apigatewayv2Authorizer(scope, lock, {
      ...common(api, lock),
      authorizerType: "JWT",
      jwtConfiguration: { issuer, audience: [...audience] },
    });
  },

  /**
   * A Lambda authorizer. Its answer is a policy over all of the caller's routes: a simple verdict would be kept for the other
   * routes too.
   *
   * @throws DeclarationError `ROLE_TABLE_MISSING`
   */
  lambda(
    scope: Construct,
    lock: string,
    {
      api,
      functionUris,
      handler,
      ttl,
    }: {
      readonly api: Apigatewayv2Api;
      readonly handler: NamedFunction;
      readonly functionUris: FunctionUris;
      /** Seconds that an answer is kept. */
      readonly ttl: number;
    },
  ): Apigatewayv2Authorizer {
    checkRoleTable(`lock "${lock}"`, handler);
    return new Apigatewayv2Authorizer(scope, lock, {
      ...common(api, lock),
      authorizerType: "REQUEST",
      authorizerUri: functionUris.of(handler),
      authorizerPayloadFormatVersion: "2.0",
      enableSimpleResponses: false,
      authorizerResultTtlInSeconds: ttl,
    });
  },
};

export type HttpAuthorizers = typeof httpAuthorizers;

function common(api: Apigatewayv2Api, name: string) {
  return {
    apiId: api.id,
    name,
    identitySources: ["$request.header.Authorization"],
    lifecycle: OUTLIVES_METHODS,
  };
}
