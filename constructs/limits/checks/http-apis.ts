import type { Limits } from "../limits";
import { blocks, type SynthesizedApp } from "../synthesized-app";

/** Limits on the lists of a JWT authorizer and of its routes. */
export function checkHttpApis(app: SynthesizedApp, limits: Limits): void {
  for (const { address, body } of app.resources("aws_apigatewayv2_authorizer")) {
    const [jwt] = blocks(body.jwt_configuration);
    limits.hold("audiencesPerAuthorizer", {
      found: lengthOf(jwt?.audience),
      place: `The audience of ${address}`,
      wayOut: "Let apps share clients.",
    });
  }
  for (const { address, body } of app.resources("aws_apigatewayv2_route")) {
    limits.hold("scopesPerRoute", {
      found: lengthOf(body.authorization_scopes),
      place: `The scopes of ${address}`,
      wayOut: "Declare a role that all of them have.",
    });
  }
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}
