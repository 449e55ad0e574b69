import type { Parameters } from "../../../http/form";
import type { DomainContext, OauthClient } from "../context";
import type { TokenResponse } from "../user-tokens";

/**
 * Answers a request of the token endpoint, whose client is authenticated.
 *
 * @throws {OauthError} `invalid_grant`, `invalid_request`, `invalid_scope`, `unauthorized_client`
 */
export type Grant = (
  form: Parameters,
  client: OauthClient,
  context: DomainContext,
) => TokenResponse | Promise<TokenResponse>;
