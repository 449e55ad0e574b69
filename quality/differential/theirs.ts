import { loadPolicy } from "@cloud-copilot/iam-policy";
import { anonymousPrincipal } from "@cloud-copilot/iam-simulate";
import { type Answer, arnsOf, type Case, keysOf, type Policy, principalArn } from "./case";
import { authorize, Constraints, type Named, Request, RequestContext } from "./engine";

const STRICT = { simulationMode: "Strict", discoveryContextKeyConstraints: new Constraints([]) };

/** The answer of iam-simulate. A request with several ARNs is allowed if each of them is. */
export function theirs(asked: Case): Answer {
  const identityPolicies = asked.identity.map(named);
  const permissionBoundaries = asked.boundary && [named(asked.boundary)];
  const resourcePolicy = asked.resourcePolicy && named(asked.resourcePolicy);
  const answers = arnsOf(asked).map((resource) => {
    const { result } = authorize({
      request: requestFor(asked, resource),
      identityPolicies,
      permissionBoundaries,
      resourcePolicy,
      sessionPolicy: undefined,
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      vpcEndpointPolicies: undefined,
      simulationParameters: STRICT,
    });
    return SAID[result];
  });
  return (["explicit deny", "implicit deny"] as const).find((deny) => answers.includes(deny)) ?? "allow";
}

const SAID = {
  Allowed: "allow",
  ExplicitlyDenied: "explicit deny",
  ImplicitlyDenied: "implicit deny",
} as const satisfies Record<string, Answer>;

function requestFor(asked: Case, resource: string): object {
  const { action, api, asks, principal } = asked;
  // Identity policies are sufficient only within the API's account.
  const accountId = asks === "identity" ? principal.account : api.account;
  return new Request(
    asks === "anonymous" ? anonymousPrincipal : principalArn(asked),
    { resource, accountId },
    action,
    new RequestContext(keysOf(asked)),
  );
}

function named(policy: Policy, index = 0): Named {
  return loadPolicy(policy, { name: `policy ${index}` });
}
