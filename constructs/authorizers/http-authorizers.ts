import type { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Apigatewayv2Authorizer } from "@cdktf/provider-aws/lib/apigatewayv2-authorizer";
import type { Construct } from "constructs";
import { OUTLIVES_METHODS } from "../arguments/lifecycle";
import type { FunctionUris, NamedFunction } from "../functions/named-function";
import { checkRoleTable } from "./role-table-file";
import {
  AuthorizerRole,
  checkSharedAuthorizer,
  isSharedAuthorizer,
  type SharedAuthorizer,
} from "./shared-authorizer";

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
   * routes too. A role by which it invokes a function of another account is created before it, and destroyed after it.
   *
   * @throws DeclarationError `ROLE_TABLE_MISSING`, `SHARING_INVALID`
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
      readonly handler: NamedFunction | SharedAuthorizer;
      readonly functionUris: FunctionUris;
      /** Seconds that an answer is kept. */
      readonly ttl: number;
    },
  ): Apigatewayv2Authorizer {
    if (isSharedAuthorizer(handler)) checkSharedAuthorizer(handler);
    else checkRoleTable(`lock "${lock}"`, handler);
    return new Apigatewayv2Authorizer(scope, lock, {
      ...common(api, lock),
      authorizerType: "REQUEST",
      authorizerUri: functionUris.of(handler),
      authorizerPayloadFormatVersion: "2.0",
      enableSimpleResponses: false,
      authorizerResultTtlInSeconds: ttl,
      ...credentialsOf(scope, handler),
    });
  },
};

function credentialsOf(scope: Construct, handler: NamedFunction | SharedAuthorizer) {
  if (!isSharedAuthorizer(handler) || handler.through === "api") return {};
  const { functionArn, through } = handler;
  const { arn, policy } = new AuthorizerRole(scope, "call-authorizer", { name: through.role, functionArn });
  return { authorizerCredentialsArn: arn, dependsOn: [policy] };
}

export type HttpAuthorizers = typeof httpAuthorizers;

function common(api: Apigatewayv2Api, name: string) {
  return {
    apiId: api.id,
    name,
    identitySources: ["$request.header.Authorization"],
    lifecycle: OUTLIVES_METHODS,
  };
}
