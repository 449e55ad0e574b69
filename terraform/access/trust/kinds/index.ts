import type { TrustKind } from "../trust-change";
import type { TrustedTypes } from "../trusted-type";
import { authorizers } from "./authorizers";
import { codeSources } from "./code-sources";
import { federation } from "./federation";
import { functions } from "./functions";
import { identityPools } from "./identity-pools";
import { members } from "./members";
import { permissions } from "./permissions";
import { resourcePolicies } from "./resource-policies";
import { roles } from "./roles";
import { routes } from "./routes";
import { signIn } from "./sign-in";
import { userPools } from "./user-pools";
import { waysIn } from "./ways-in";

/** The resource types of each kind of trust. What is a right to change who may call follows from policies. */
const kinds: Readonly<Record<Exclude<TrustKind, "change-right">, TrustedTypes>> = {
  authorizer: authorizers,
  function: functions,
  "code-source": codeSources,
  "user-pool": userPools,
  "sign-in": signIn,
  member: members,
  "identity-pool": identityPools,
  role: roles,
  federation,
  "resource-policy": resourcePolicies,
  permission: permissions,
  route: routes,
  "way-in": waysIn,
};

/** Every resource type that has to do with trust. */
export const trustedTypes: TrustedTypes = Object.assign({}, ...Object.values(kinds));
