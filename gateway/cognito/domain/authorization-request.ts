import { type Parameters, parametersIn } from "../../http/form";
import type { HttpRequest } from "../../http/message";
import { type DomainContext, findOauthClient, type OauthClient } from "./context";
import { mayBeCalledBack } from "./redirect";
import { scopesFor } from "./scopes";

/** What a client asks for at /oauth2/authorize or /login, after it was held against the Terraform. */
export interface AuthorizationRequest extends OauthClient {
  readonly responseType: "code" | "token";
  /** One of the client's callback URLs. */
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state?: string;
  readonly nonce?: string;
  readonly codeChallenge?: string;
  /** The identity provider that the client wants: its name, or one of its identifiers. */
  readonly provider?: string;
  readonly prompt: "login" | "none" | "any";
  /** The user name to begin with. */
  readonly loginHint?: string;
}

export type Refusal =
  /** The client or the address is not known, so that nobody is sent there: shown on a page. */
  | { readonly shown: string; readonly clientId?: string; readonly reason: string }
  /** Told to the client, at its own address. */
  | {
      readonly told: { readonly error: string; readonly error_description?: string };
      readonly redirectUri: string;
      readonly inFragment: boolean;
      readonly state?: string;
      readonly reason: string;
    };

/**
 * Reads a request of the authorization endpoint. The client and its address come first: before both are known to be in
 * the Terraform, no error is sent anywhere.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html
 */
export function readAuthorizationRequest(
  { query }: Pick<HttpRequest, "query">,
  context: DomainContext,
): AuthorizationRequest | Refusal {
  const parameters = parametersIn(query);
  if (parameters === "repeated") return { shown: "invalid_request", reason: "a parameter is repeated" };
  const clientId = parameters.get("client_id");
  const found = findOauthClient(context, clientId);
  if (found === undefined)
    return { shown: "invalid_request", reason: "no client with OAuth flows has the client_id" };
  const redirectUri = redirectUriOf(parameters, found);
  if (redirectUri === undefined)
    return {
      shown: "redirect_mismatch",
      clientId: found.client.id,
      reason: `redirect_uri is not one of the callback_urls of ${found.client.address}`,
    };
  return readParameters(parameters, found, redirectUri);
}

function redirectUriOf(parameters: Parameters, { oauth }: OauthClient): string | undefined {
  const uri = parameters.get("redirect_uri") ?? oauth.defaultRedirectUri;
  return uri !== undefined && oauth.callbackUrls.includes(uri) && mayBeCalledBack(uri) ? uri : undefined;
}

function readParameters(
  parameters: Parameters,
  found: OauthClient,
  redirectUri: string,
): AuthorizationRequest | Refusal {
  const type = parameters.get("response_type");
  const state = parameters.get("state");
  const refuse = (error: string, reason: string, description?: string): Refusal => ({
    told: { error, ...(description !== undefined && { error_description: description }) },
    redirectUri,
    inFragment: type === "token",
    ...(state !== undefined && { state }),
    reason,
  });
  if (type !== "code" && type !== "token")
    return refuse("invalid_request", "response_type is neither code nor token");
  const flow = type === "code" ? "code" : "implicit";
  if (!found.oauth.flows.includes(flow))
    return refuse("unauthorized_client", `${found.client.address} does not have the flow ${flow}`);
  const scopes = scopesFor(found, parameters.get("scope"), "code");
  // Measured: https://github.com/mlops-club/awscdk-minecraft/issues/40
  if (scopes === undefined)
    return refuse("invalid_request", `a scope is not one of ${found.client.address}`, "invalid_scope");
  const challenge = challengeOf(parameters);
  if (challenge === "wrong") return refuse("invalid_request", "the code_challenge is not one of S256");
  const prompt = parameters.get("prompt");
  const optional = {
    state,
    nonce: parameters.get("nonce"),
    codeChallenge: challenge,
    provider: parameters.get("identity_provider") ?? parameters.get("idp_identifier"),
    loginHint: parameters.get("login_hint"),
  };
  return {
    ...found,
    responseType: type,
    redirectUri,
    scopes,
    prompt: prompt === "none" ? "none" : prompt === undefined ? "any" : "login",
    ...given(optional),
  };
}

/** RFC 7636; Cognito has S256 alone, and `plain` must not be what a missing method means. */
function challengeOf(parameters: Parameters): string | undefined | "wrong" {
  const challenge = parameters.get("code_challenge");
  const method = parameters.get("code_challenge_method");
  if (challenge === undefined && method === undefined) return undefined;
  // The SHA-256 of any verifier has 43 characters.
  return method === "S256" && challenge !== undefined && /^[\w-]{43}$/.test(challenge) ? challenge : "wrong";
}

/** Without the members that are undefined. */
function given<T extends Readonly<Record<string, string | undefined>>>(
  members: T,
): { readonly [K in keyof T]?: string } {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { readonly [K in keyof T]?: string };
}
