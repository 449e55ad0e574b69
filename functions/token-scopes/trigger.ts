import type { PreTokenGenerationV2TriggerEvent } from "aws-lambda";
import { isServerScope, parseTokenScopes, scopesOfGroups } from "../../contract/token-scopes";
import type { Environment } from "../../contract/variables";

/**
 * Cognito's pre-token-generation trigger, V2_0: each group of the user that is a known role becomes the scope
 * `<RESOURCE_SERVER>/<role>` of the access token. Only groups count, which administrators alone can change; a
 * user's own attributes and the client's metadata are never looked at. Scopes of the resource server that
 * the token has already without such a group are taken away.
 *
 * @param environment RESOURCE_SERVER, the resource server's identifier, and ROLES, the known role names, comma-separated
 * @throws ConfigurationError if either is missing: the sign-in fails
 */
export function createTrigger(environment: Environment) {
  return async (event: PreTokenGenerationV2TriggerEvent): Promise<PreTokenGenerationV2TriggerEvent> => {
    const settings = parseTokenScopes(environment);
    const groups: unknown = event.request.groupConfiguration?.groupsToOverride;
    const scopesToAdd = scopesOfGroups(settings, Array.isArray(groups) ? groups : []);
    const scopesToSuppress = (event.request.scopes ?? []).filter(
      (scope) => isServerScope(settings, scope) && !scopesToAdd.includes(scope),
    );
    event.response = {
      claimsAndScopeOverrideDetails: { accessTokenGeneration: { scopesToAdd, scopesToSuppress } },
    };
    return event;
  };
}
