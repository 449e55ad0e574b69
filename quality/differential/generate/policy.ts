import { type Case, type Policy, type Principals, principalArn, type Statement } from "../case";
import type { Random } from "../random";
import { conditions } from "./condition";
import { resource } from "./resource";

/** The request that a policy is made to match, or to miss narrowly. */
export type Request = Omit<Case, "identity" | "boundary" | "resourcePolicy">;

export type Place = "identity" | "boundary" | "resource";

export function policy(random: Random, request: Request, place: Place): Policy {
  return {
    Version: random.chance(0.88) ? "2012-10-17" : "2008-10-17",
    Statement: random.some(1, 3, () => statement(random, request, place)),
  };
}

function statement(random: Random, request: Request, place: Place): Statement {
  const actions = random.some(1, 2, () => action(random, request));
  const resources = random.some(1, 2, () => resource(random, request));
  const Condition = conditions(random, request);
  return {
    Effect: random.chance(place === "boundary" ? 0.85 : 0.7) ? "Allow" : "Deny",
    ...(place === "resource" &&
      (random.chance(0.88)
        ? { Principal: principals(random, request) }
        : { NotPrincipal: principals(random, request) })),
    ...(random.chance(0.9) ? { Action: actions } : { NotAction: actions }),
    ...(random.chance(0.88) ? { Resource: resources } : { NotResource: resources }),
    ...(Object.keys(Condition).length > 0 && { Condition }),
  };
}

function action(random: Random, { action }: Request): string {
  return random.weighted([
    [6, () => action],
    [2, () => action.toUpperCase()],
    [3, () => "*"],
    [2, () => `${action.split(":")[0]}:*`],
    [1, () => "execute-api:In*"],
    [1, () => "EXECUTE-API:I?VOKE"],
    [1, () => "execute-api:ManageConnections"],
    [1, () => "s3:*"],
  ]);
}

function principals(random: Random, request: Request): Principals {
  if (random.chance(0.2)) return "*";
  const { account } = request.principal;
  const own = principalArn(request);
  const id = () =>
    random.weighted([
      [5, () => own],
      [2, () => "*"],
      [2, () => account],
      [2, () => `arn:aws:iam::${account}:root`],
      [2, () => `arn:aws:iam::${account}:user/carol`],
      [1, () => "333333333333"],
    ]);
  const AWS = random.some(1, 2, id);
  if (random.chance(0.1)) return { Service: ["lambda.amazonaws.com"] };
  return random.chance(0.1) ? { AWS, Service: ["lambda.amazonaws.com"] } : { AWS };
}
