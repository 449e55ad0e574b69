import { randomUUID } from "node:crypto";
import { basicCredentials, isForm, type Parameters, parametersIn } from "../http/form";
import type { HttpRequest, HttpResponse } from "../http/message";
import type { SigningKey } from "../jwt/keys";
import { signJwt } from "../jwt/sign";
import { sameText } from "../state/same-text";
import type { PartnerClient, PartnerSettings } from "./clients";

export interface TokenEndpoint {
  readonly settings: PartnerSettings;
  readonly key: SigningKey;
  readonly now: Date;
}

/** Seconds that a token is valid. */
const LIFETIME = 3_600;

/** An error of RFC 6749, section 5.2. */
class TokenError extends Error {
  constructor(
    readonly code: "invalid_request" | "invalid_client" | "invalid_scope" | "unsupported_grant_type",
    readonly description: string,
  ) {
    super(`${code}: ${description}`);
  }
}

/** Answers a request for a token by the client-credentials grant: RFC 6749, sections 2.3.1, 4.4 and 5. */
export function answerTokenRequest(request: HttpRequest, endpoint: TokenEndpoint): HttpResponse {
  try {
    const parameters = readForm(request);
    const client = authenticate(request, parameters, endpoint.settings.clients);
    checkGrant(parameters);
    const token = clientToken(client, endpoint);
    return json(200, { access_token: token, token_type: "Bearer", expires_in: LIFETIME });
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    const isClient = error.code === "invalid_client";
    return json(
      isClient ? 401 : 400,
      { error: error.code, error_description: error.description },
      isClient ? [["WWW-Authenticate", 'Basic realm="partner"']] : [],
    );
  }
}

/** The token of a client that has authenticated. */
export function clientToken(client: PartnerClient, endpoint: TokenEndpoint): string {
  return signJwt(claimsOf(client, endpoint), endpoint.key, "JWT");
}

function claimsOf(
  { clientId, roles }: PartnerClient,
  { now, settings: { audience, issuer, rolesClaim } }: TokenEndpoint,
) {
  const iat = Math.floor(now.getTime() / 1_000);
  return {
    iss: issuer,
    sub: clientId,
    aud: audience,
    client_id: clientId,
    iat,
    exp: iat + LIFETIME,
    jti: randomUUID(),
    [rolesClaim]: roles,
  };
}

function readForm(request: HttpRequest): Parameters {
  if (!isForm(request))
    throw new TokenError("invalid_request", "expected the content type application/x-www-form-urlencoded");
  const parameters = parametersIn(request.body.toString("utf8"));
  if (parameters === "repeated") throw new TokenError("invalid_request", "a parameter is repeated");
  return parameters;
}

function checkGrant(parameters: Parameters): void {
  const grant = parameters.get("grant_type");
  if (grant === undefined) throw new TokenError("invalid_request", "grant_type is missing");
  if (grant !== "client_credentials")
    throw new TokenError("unsupported_grant_type", "expected grant_type=client_credentials");
  if (parameters.has("scope")) throw new TokenError("invalid_scope", "this issuer has no scopes");
}

/** RFC 6749, 2.3: a client authenticates by one method, HTTP Basic or the form. */
function authenticate(
  request: HttpRequest,
  parameters: Parameters,
  clients: readonly PartnerClient[],
): PartnerClient {
  const basic = basicCredentials(request);
  if (basic === "malformed") throw new TokenError("invalid_client", "expected HTTP Basic authentication");
  const [id, secret] = [parameters.get("client_id"), parameters.get("client_secret")];
  if (basic && secret !== undefined)
    throw new TokenError("invalid_request", "the client authenticates by two methods");
  if (basic && id !== undefined && id !== basic.id)
    throw new TokenError("invalid_request", "client_id is not the client that authenticates");
  const presented = basic ?? (id !== undefined && secret !== undefined ? { id, secret } : undefined);
  const client = presented && clients.find(({ clientId }) => clientId === presented.id);
  // The secret is compared for unknown clients as well, so that the time tells nothing about who is registered.
  const isSame = sameText(presented?.secret ?? "", client?.clientSecret ?? "");
  if (client && isSame) return client;
  throw new TokenError("invalid_client", "the client is unknown or its secret is wrong");
}

function json(status: number, body: unknown, headers: HttpResponse["headers"] = []): HttpResponse {
  return {
    status,
    headers: [
      ["Content-Type", "application/json"],
      ["Cache-Control", "no-store"],
      ["Pragma", "no-cache"],
      ...headers,
    ],
    body: JSON.stringify(body),
  };
}
