import { randomUUID } from "node:crypto";
import { type HttpRequest, type HttpResponse, headerValues, singleHeader } from "../http/message";
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
    const token = signJwt(claimsOf(client, endpoint), endpoint.key, "JWT");
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

type Parameters = ReadonlyMap<string, string>;

/** RFC 6749, 3.2: a parameter without a value counts as absent, and none may be repeated. */
function readForm(request: HttpRequest): Parameters {
  const type = headerValues(request, "content-type").join().split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded")
    throw new TokenError("invalid_request", "expected the content type application/x-www-form-urlencoded");
  const parameters = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(request.body.toString("utf8"))) {
    if (value === "") continue;
    if (parameters.has(name)) throw new TokenError("invalid_request", "a parameter is repeated");
    parameters.set(name, value);
  }
  return parameters;
}

function checkGrant(parameters: Parameters): void {
  const grant = parameters.get("grant_type");
  if (grant === undefined) throw new TokenError("invalid_request", "grant_type is missing");
  if (grant !== "client_credentials")
    throw new TokenError("unsupported_grant_type", "expected grant_type=client_credentials");
  if (parameters.has("scope")) throw new TokenError("invalid_scope", "this issuer has no scopes");
}

interface ClientSecret {
  readonly id: string;
  readonly secret: string;
}

/** RFC 6749, 2.3: a client authenticates by one method, HTTP Basic or the form. */
function authenticate(
  request: HttpRequest,
  parameters: Parameters,
  clients: readonly PartnerClient[],
): PartnerClient {
  const basic = basicCredentials(request);
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

/** @throws {TokenError} where there is an Authorization header and it is not HTTP Basic */
function basicCredentials(request: HttpRequest): ClientSecret | undefined {
  const header = singleHeader(request, "authorization");
  if (header === undefined) return undefined;
  const [, encoded] =
    header === "repeated" ? [] : (/^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(header.value) ?? []);
  if (encoded === undefined) throw new TokenError("invalid_client", "expected HTTP Basic authentication");
  const [id = "", ...secret] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return { id: formDecoded(id), secret: formDecoded(secret.join(":")) };
}

/** RFC 6749, 2.3.1: the client's id and secret are form-encoded before they are joined. */
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
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
