import * as v from "valibot";
import { declaredNames, fields, type Holders, served } from "../declaration";
import type { LockKind } from "./lock";

const FIELDS = ["lock", "roles", "systems", "handler", "key"];

/** `AWS_IAM`: the request is signed, and the policy of the caller's IAM role decides: roles/role-policies.ts. */
export const iam = {
  schema({ roles, systems }: Holders) {
    const lock = v.literal("iam");
    const systemNames = declaredNames("system", systems);
    const forSystems = fields(
      { lock, roles: v.exactOptional(v.never()), systems: systemNames, ...served },
      FIELDS,
    );
    const forRoles = fields(
      { lock, roles: declaredNames("role", roles), systems: v.exactOptional(systemNames), ...served },
      FIELDS,
    );
    return v.lazy((route) =>
      Object.hasOwn(route as object, "systems") && !Object.hasOwn(route as object, "roles")
        ? forSystems
        : forRoles,
    );
  },
  needsAllow: false,
  isSigned: true,
  isCacheable: false,
  rest: {
    props: {},
    build: () => ({
      method: ({ key }) => ({ authorization: "AWS_IAM", apiKeyRequired: key === true }),
    }),
    caller: () => ({ id: "context.identity.userArn" }),
  },
  http: {
    props: {},
    build: () => ({
      route: () => ({ authorizationType: "AWS_IAM" }),
      caller: () => ({ id: "$context.identity.userArn" }),
    }),
  },
} satisfies LockKind<"iam">;
