import type { JsonWebKey } from "node:crypto";
import { type HttpRequest, type HttpResponse, singleHeader } from "../http/message";
import { type LoopbackServer, serveLoopback, withBody } from "../http/server";
import { sameText } from "../state/same-text";
import type { PartnerClient, PartnerSettings } from "./clients";
import { makeIssuer } from "./issuer";

/** The third-party issuer on a loopback port of its own. */
export interface PartnerServer extends LoopbackServer {
  readonly jwksUrl: string;
  readonly tokenEndpoint: string;
}

export interface PartnerServerOptions {
  readonly key: JsonWebKey;
  /** Read at each request, so that a reload of the Terraform counts from then on. */
  readonly settings: () => PartnerSettings | undefined;
  readonly log: (line: string) => void;
}

/** Seconds that a token holds. */
const LIFETIME = 3_600;

/**
 * Serves the issuer's keys, and tokens to its registered clients by the client-credentials grant (RFC 6749,
 * 4.4) with HTTP basic authentication. The library behind it has more ways to a token (any user, any code);
 * none of them has a path here.
 */
export async function startPartner({ key, log, settings }: PartnerServerOptions): Promise<PartnerServer> {
  const issuer = makeIssuer(key);
  const server = await serveLoopback(
    withBody(async (request) => {
      const current = settings();
      if (request.path === "/jwks" && request.verb === "GET") return json(200, issuer.jwks);
      if (request.path !== "/token" || request.verb !== "POST" || current === undefined)
        return json(404, { error: "not_found" });
      const client = authenticatedClient(request, current.clients);
      if (client === undefined)
        return json(401, { error: "invalid_client" }, [["WWW-Authenticate", 'Basic realm="partner"']]);
      const refused = refusedGrant(request);
      if (refused !== undefined) return json(400, { error: refused });
      const token = await issuer.sign({
        url: current.issuer,
        claims: claimsOf(client, current),
        expiresIn: LIFETIME,
      });
      return json(200, { access_token: token, token_type: "Bearer", expires_in: LIFETIME });
    }),
    { port: 0, log },
  );
  return {
    ...server,
    jwksUrl: `${server.endpoint}/jwks`,
    tokenEndpoint: `${server.endpoint}/token`,
    async close() {
      await server.close();
      await issuer.close();
    },
  };
}

function claimsOf({ clientId, roles }: PartnerClient, { audience, rolesClaim }: PartnerSettings) {
  return { sub: clientId, aud: audience, [rolesClaim]: roles };
}

function authenticatedClient(
  request: HttpRequest,
  clients: readonly PartnerClient[],
): PartnerClient | undefined {
  const header = singleHeader(request, "authorization");
  if (header === undefined || header === "repeated") return undefined;
  const [, encoded] = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(header.value) ?? [];
  const [id, ...secret] = Buffer.from(encoded ?? "", "base64")
    .toString("utf8")
    .split(":");
  const client = clients.find(({ clientId }) => clientId === formDecoded(id ?? ""));
  return client && sameText(formDecoded(secret.join(":")), client.clientSecret) ? client : undefined;
}

/** RFC 6749, 2.3.1: both halves are form-encoded before they are joined. */
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

function refusedGrant({ body }: HttpRequest): "invalid_request" | "unsupported_grant_type" | undefined {
  const grants = new URLSearchParams(body.toString("utf8")).getAll("grant_type");
  if (grants.length !== 1) return "invalid_request";
  return grants[0] === "client_credentials" ? undefined : "unsupported_grant_type";
}

function json(status: number, body: unknown, headers: HttpResponse["headers"] = []): HttpResponse {
  return {
    status,
    headers: [["Content-Type", "application/json"], ["Cache-Control", "no-store"], ...headers],
    body: JSON.stringify(body),
  };
}
