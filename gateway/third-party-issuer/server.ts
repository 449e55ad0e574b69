import type { JsonWebKey } from "node:crypto";
import type { HttpResponse } from "../http/message";
import { type LoopbackServer, type ServeOptions, serveLoopback, withBody } from "../http/server";
import { type SigningKey, signingKey } from "../jwt/keys";
import type { PartnerSettings } from "./clients";
import { answerSaml, SAML_PATH, type SamlDirectory } from "./saml-users";
import { answerSignIn, SIGN_IN_PATH, type SignInPage } from "./sign-in-page";
import { answerTokenRequest } from "./token-endpoint";

/** The third-party issuer, on a loopback port of its own. */
export interface PartnerServer extends LoopbackServer {
  readonly jwksUrl: string;
  readonly tokenEndpoint: string;
  /** What its tokens are verified with. */
  readonly key: SigningKey;
}

export interface PartnerServerOptions {
  /** RSA private key as JWK. */
  readonly key: JsonWebKey;
  /** Port, addresses and names. It serves over plain HTTP, where verifiers take that from a loopback address. */
  readonly listen: Pick<ServeOptions, "addresses" | "names" | "option" | "port">;
  /** Read at each request, so that a reload of the Terraform takes effect. */
  readonly settings: () => PartnerSettings | undefined;
  /** The page of the identity providers of user pools. Read at each request. */
  readonly signIn: () => SignInPage | undefined;
  /** The SAML providers of IAM. Read at each request. */
  readonly directories: () => readonly SamlDirectory[];
  readonly now: () => Date;
  readonly log: (line: string) => void;
}

/**
 * Serves the issuer's discovery document, its public keys, and access tokens to its registered clients by the
 * client-credentials grant (RFC 6749, section 4.4). There is no other way to a token. It also has the sign-in page of
 * the identity providers of user pools, and gives SAML responses for the providers of IAM.
 *
 * @throws {GateError} `port-in-use`
 */
export async function startPartner(options: PartnerServerOptions): Promise<PartnerServer> {
  const key = signingKey(options.key);
  const server: LoopbackServer = await serveLoopback(
    withBody((request) => {
      const settings = options.settings();
      const signIn = options.signIn();
      switch (`${request.verb} ${request.path}`) {
        case "GET /jwks":
          return json(200, { keys: [key.jwk] });
        case "GET /.well-known/openid-configuration":
          return settings ? json(200, discoveryOf(settings, server.endpoint)) : json(404, NOT_FOUND);
        case "POST /token":
          return settings
            ? answerTokenRequest(request, { settings, key, now: options.now() })
            : json(404, NOT_FOUND);
        case `GET ${SIGN_IN_PATH}`:
        case `POST ${SIGN_IN_PATH}`:
          return signIn ? answerSignIn(request, signIn) : json(404, NOT_FOUND);
        default:
          return request.verb === "POST" && request.path.startsWith(SAML_PATH)
            ? answerSaml(request, options.directories(), { key: key.privateKey, now: options.now() })
            : json(404, NOT_FOUND);
      }
    }),
    { ...options.listen, log: options.log },
  );
  return {
    ...server,
    key,
    jwksUrl: `${server.endpoint}/jwks`,
    tokenEndpoint: `${server.endpoint}/token`,
  };
}

const NOT_FOUND = { error: "not_found" };

/** OpenID Connect Discovery 1.0, section 3. The issuer is the Terraform's; the endpoints are on this machine. */
function discoveryOf({ issuer }: PartnerSettings, endpoint: string) {
  return {
    issuer,
    jwks_uri: `${endpoint}/jwks`,
    token_endpoint: `${endpoint}/token`,
    grant_types_supported: ["client_credentials"],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    response_types_supported: [],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
  };
}

function json(status: number, body: unknown): HttpResponse {
  return { status, headers: [["Content-Type", "application/json"]], body: JSON.stringify(body) };
}
