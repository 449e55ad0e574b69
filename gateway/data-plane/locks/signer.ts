import type { Caller } from "../../../terraform/access/decide";
import type { ApiKind, ApiModel, IamRole } from "../../../terraform/model";
import { OF_REQUESTS } from "../../credentials/condition-keys";
import { principalTagKeys } from "../../credentials/role-tags";
import { type Credentials, findSession, type Session } from "../../credentials/session";
import { sessionPolicies } from "../../credentials/session-policies";
import type { ReadBody } from "../../http/body";
import type { HttpRequest } from "../../http/message";
import type { SignatureProblem } from "../../sigv4/parse";
import { presentedCredential, type VerifyOptions, verifyPresented } from "../../sigv4/verify";
import type { ApiPlane } from "../data-plane";
import { type Identity, sessionIdentity, userId } from "../event/identity";
import { requestWith } from "../method-call";

/** Who signed a request to an API. */
export interface Signed {
  readonly caller: Extract<Caller, { kind: "iam" }>;
  readonly identity: Identity;
}

/** The services that requests are signed for. */
const SERVICES: Readonly<Record<ApiKind, string>> = {
  rest: "execute-api",
  http: "execute-api",
  websocket: "execute-api",
  url: "lambda",
};

export function serviceOf({ kind }: { readonly kind: ApiKind }): string {
  return SERVICES[kind];
}

/** Verifies the signature of a request: that of credentials that the gate issued for a role of the Terraform. */
export async function verifySigner(
  request: HttpRequest,
  plane: Pick<ApiPlane, "api" | "model" | "now" | "seal">,
  readBody: ReadBody,
): Promise<Signed | SignatureProblem> {
  const { api, model, seal } = plane;
  const now = plane.now();
  const options: VerifyOptions<Session & Credentials> = {
    region: model.region,
    service: serviceOf(api),
    now,
    find: (accessKeyId, sessionToken) => {
      const session = findSession(accessKeyId, sessionToken, seal);
      return session && roleOf(session, model) ? session : undefined;
    },
  };
  // The signature covers the body, which is read only when the signature names a key of the gate.
  const presented = presentedCredential(request, options);
  if ("problem" in presented) return presented;
  const verified = verifyPresented(requestWith(request, await readBody()), presented, options);
  if ("problem" in verified) return verified;
  const session = verified.credential;
  const limits = sessionPolicies(session, model);
  return {
    caller: {
      kind: "iam",
      roleArn: session.roleArn,
      context: conditionKeys(session, model),
      ...(limits && { sessionPolicies: limits }),
    },
    identity: sessionIdentity(request, session),
  };
}

/** A model's roles by their ARNs; built once for each. */
const rolesByArn = new WeakMap<ApiModel["roles"], ReadonlyMap<string, IamRole>>();

function roleOf({ roleArn }: Session, { roles }: ApiModel): IamRole | undefined {
  let byArn = rolesByArn.get(roles);
  if (byArn === undefined) {
    byArn = new Map(roles.map((role) => [role.arn, role]));
    rolesByArn.set(roles, byArn);
  }
  return byArn.get(roleArn);
}

/** Of sessions by one reading of the Terraform; a client sends the same session token with each call. */
const keysOfSessions = new WeakMap<ApiModel, WeakMap<Session, ConditionKeys>>();

type ConditionKeys = Readonly<Record<string, string | readonly string[]>>;

/**
 * Condition keys of a session, for conditions of the role's policies. Those of the request are part of the question.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function conditionKeys(session: Session, model: ApiModel): ConditionKeys {
  const known = keysOfSessions.get(model) ?? new WeakMap<Session, ConditionKeys>();
  keysOfSessions.set(model, known);
  const keys = known.get(session) ?? sessionKeys(session, model);
  known.set(session, keys);
  return keys;
}

function sessionKeys(session: Session, model: ApiModel): ConditionKeys {
  const account = session.roleArn.split(":")[4] ?? "";
  const role = roleOf(session, model);
  const own = Object.entries(session.keys ?? {}).filter(([name]) => !OF_REQUESTS.has(name.toLowerCase()));
  const keys: Record<string, string | readonly string[]> = {
    ...(role && principalTagKeys(role)),
    ...Object.fromEntries(own),
  };
  keys["aws:PrincipalAccount"] = account;
  keys["aws:PrincipalArn"] = session.roleArn;
  keys["aws:PrincipalType"] = "AssumedRole";
  keys["aws:RequestedRegion"] = model.region;
  keys["aws:ResourceAccount"] = account;
  keys["aws:userid"] = userId(session);
  if (session.cognito) {
    keys["aws:FederatedProvider"] = "cognito-identity.amazonaws.com";
    const { authenticationType, methods = [] } = session.cognito;
    keys["cognito-identity.amazonaws.com:amr"] = [authenticationType, ...methods];
    keys["cognito-identity.amazonaws.com:aud"] = session.cognito.identityPoolId;
    keys["cognito-identity.amazonaws.com:sub"] = session.cognito.identityId;
  }
  return keys;
}
