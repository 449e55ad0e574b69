import { unresolvedIn } from "../language/expression";
import type { ClientOauth, UserPoolClient } from "../model";
import type { Fields } from "./fields";
import { knownText, knownTexts } from "./known-texts";

const SWITCH = "allowed_oauth_flows_user_pool_client";
const DECIDING = [SWITCH, "allowed_oauth_flows", "allowed_oauth_scopes"];

/**
 * What a client may do at the pool's OAuth endpoints: nothing, unless allowed_oauth_flows_user_pool_client is true.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
 */
export function readOauth(client: Fields): Pick<UserPoolClient, "oauth"> {
  const isOff = client.unresolved(SWITCH) === undefined && !client.flag(SWITCH, false);
  if (isOff) return {};
  const unknown = DECIDING.map((name) => client.unknownOf(name)).find((why) => why !== undefined);
  if (unknown !== undefined) return { oauth: { unknown } };
  const flows = client.texts("allowed_oauth_flows");
  if (flows.length === 0) return {};
  const scopes = client.texts("allowed_oauth_scopes");
  return { oauth: { flows, scopes, ...readPages(client) } };
}

/** What only the pages of the pool use. */
function readPages(client: Fields): Omit<ClientOauth, "flows" | "scopes"> {
  const defaultRedirectUri = knownText(client, "default_redirect_uri");
  return {
    callbackUrls: knownTexts(client, "callback_urls"),
    logoutUrls: knownTexts(client, "logout_urls"),
    ...(defaultRedirectUri !== undefined && { defaultRedirectUri }),
    identityProviders: knownTexts(client, "supported_identity_providers"),
  };
}

/** Arguments with addresses that are known only after apply, of a client that may use the OAuth endpoints. */
export function unknownAddresses(client: Fields): readonly string[] {
  return readOauth(client).oauth
    ? ["callback_urls", "default_redirect_uri", "logout_urls"].filter((name) =>
        unresolvedIn(client.raw(name)),
      )
    : [];
}
