import type { PreTokenGenerationV2TriggerEvent } from "aws-lambda";
import { type Environment, Variables } from "../../contract/variables";

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
    const variables = new Variables(environment);
    const server = variables.required("RESOURCE_SERVER");
    const roles = variables.requiredList("ROLES");
    const groups: unknown = event.request.groupConfiguration?.groupsToOverride;
    const inGroup = (role: string) => Array.isArray(groups) && groups.includes(role);
    const scopes = roles.filter(inGroup).map((role) => `${server}/${role}`);
    const undeserved = (event.request.scopes ?? []).filter(
      (scope) => scope.startsWith(`${server}/`) && !scopes.includes(scope),
    );
    event.response = {
      claimsAndScopeOverrideDetails: {
        accessTokenGeneration: { scopesToAdd: scopes, scopesToSuppress: undeserved },
      },
    };
    return event;
  };
}
