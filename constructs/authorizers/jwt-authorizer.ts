import { ApiGatewayAuthorizer } from "@cdktf/provider-aws/lib/api-gateway-authorizer";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { Construct } from "constructs";
import * as v from "valibot";
import { OUTLIVES_METHODS } from "../arguments/lifecycle";
import { checkProps, fields, listOf, refWith, says, someText, wordOr } from "../declaration";
import { DeclarationError } from "../declaration/errors";
import { FunctionUris, type NamedFunction } from "../functions/named-function";
import { checkRoleTable } from "./role-table-file";
import { checkSharedAuthorizer, isSharedAuthorizer, type SharedAuthorizer } from "./shared-authorizer";

/** How API Gateway calls the authorizer, and for how long it keeps the answers. */
export interface JwtAuthorizerOptions {
  /** Seconds that a caller's policy is cached, up to 3600; it covers all of their methods. 0 turns caching off. @default 300 */
  readonly ttl?: number;
  /**
   * `token` passes the Authorization header to the function. `request` passes the whole request, and these identity sources
   * are the cache key of the policy. @default "token"
   */
  readonly form?: "token" | { readonly request: readonly string[] };
}

export interface JwtAuthorizerProps extends JwtAuthorizerOptions {
  /** The API that the authorizer belongs to. */
  readonly api: ApiGatewayRestApi;
  /** The function by its name, or a function that another account shares. */
  readonly handler: NamedFunction | SharedAuthorizer;
  /** Makes the function's invocation ARN; one for all functions of the API. */
  readonly functionUris: FunctionUris;
}

const AUTHORIZATION = "method.request.header.Authorization";

/**
 * A Lambda authorizer that verifies the bearer JWT of a third-party OIDC issuer.
 *
 * @throws DeclarationError `TTL_INVALID`, `IDENTITY_SOURCE_INVALID`, `IDENTITY_SOURCE_MISSING`, `ROLE_TABLE_MISSING`
 */
export class JwtAuthorizer extends Construct {
  /** For `authorizerId` of a method with `authorization = "CUSTOM"`. */
  readonly authorizer: ApiGatewayAuthorizer;

  constructor(scope: Construct, id: string, props: JwtAuthorizerProps) {
    super(scope, id);
    checkProps(this, props, {
      api: refWith("id"),
      handler: v.union(
        [refWith("functionName"), refWith("functionArn")],
        says("a function by its functionName or functionArn"),
      ),
      functionUris: v.instance(FunctionUris, says("a FunctionUris")),
      ttl: v.exactOptional(v.number()),
      form: v.exactOptional(wordOr("token", fields({ request: listOf(someText, 1) }))),
    });
    checkOptions(props);
    if (isSharedAuthorizer(props.handler)) checkSharedAuthorizer(props.handler);
    else checkRoleTable('lock "jwt"', props.handler);
    const { handler, form = "token" } = props;
    this.authorizer = new ApiGatewayAuthorizer(this, "authorizer", {
      restApiId: props.api.id,
      name: "jwt",
      authorizerUri: props.functionUris.of(handler),
      ...(form === "token"
        ? {
            type: "TOKEN",
            identitySource: AUTHORIZATION,
            // API Gateway refuses what is not a JWT without invoking the function, which would cost money.
            identityValidationExpression: "^[Bb]earer [A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$",
          }
        : { type: "REQUEST", identitySource: form.request.join(",") }),
      authorizerResultTtlInSeconds: props.ttl ?? 300,
      lifecycle: OUTLIVES_METHODS,
      ...credentialsOf(handler, props.functionUris),
    });
  }
}

function credentialsOf(handler: NamedFunction | SharedAuthorizer, uris: FunctionUris) {
  if (!isSharedAuthorizer(handler) || handler.through === "api") return {};
  return { authorizerCredentials: uris.roleArn(handler.through.role) };
}

function checkOptions({ ttl = 300, form = "token" }: JwtAuthorizerOptions): void {
  if (!Number.isInteger(ttl) || ttl < 0 || ttl > 3600) {
    throw new DeclarationError(
      "TTL_INVALID",
      `The authorizer keeps policies ${ttl} seconds; expected 0 to 3600.`,
    );
  }
  if (form === "token") return;
  const wrong = form.request.find(
    (source) =>
      !/^(method\.request\.(header|querystring)\.[A-Za-z0-9_.-]+|context\.[A-Za-z.]+|stageVariables\.\w+)$/.test(
        source,
      ),
  );
  if (wrong !== undefined) {
    throw new DeclarationError(
      "IDENTITY_SOURCE_INVALID",
      `The authorizer has the identity source "${wrong}"; expected one such as ${AUTHORIZATION}.`,
    );
  }
  if (form.request.includes(AUTHORIZATION)) return;
  throw new DeclarationError(
    "IDENTITY_SOURCE_MISSING",
    `The authorizer's identity sources lack ${AUTHORIZATION}: what one caller's token decided would be kept for the next caller.`,
  );
}
