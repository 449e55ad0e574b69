import type { UserPoolClient } from "../model";
import type { Fields } from "./fields";

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
  return flows.length === 0 ? {} : { oauth: { flows, scopes: client.texts("allowed_oauth_scopes") } };
}
