import type { APIGatewayAuthorizerResult, PolicyDocument, Statement } from "aws-lambda";
import type { Identity } from "../shared/jwt/claims";
import { ConfigurationError } from "../shared/jwt/environment";
import type { RoleTable } from "./role-table";

/** Bytes of the whole answer. AWS documents this limit for WebSocket APIs only; it is the one figure there is. */
const MAX_ANSWER_BYTES = 8_192;

/** What the backend learns of the caller: strings only, as API Gateway passes them on. */
export interface CallerContext extends Record<string, string> {
  readonly userId: string;
  readonly username: string;
  readonly scope: string;
  /** The caller's roles that this API knows, joined by commas. */
  readonly roles: string;
}

/**
 * The authorizer's answer: everything that the caller may call, whichever method was asked for. API Gateway
 * caches the answer by the token, so an answer about one method would deny, or open, the next one.
 *
 * Someone with several roles may do what any one of them may: a method is denied only if no role of theirs
 * opens it. A valid token without a known role is denied the whole API by name.
 *
 * @param stage the stage's execution ARN with its last slash, see stageArn()
 * @throws ConfigurationError if the table makes an answer that is too large
 */
export function answer(identity: Identity, table: RoleTable, stage: string): APIGatewayAuthorizerResult {
  const roles = [...table.keys()].filter((role) => identity.roles.includes(role));
  const result = {
    principalId: identity.subject,
    policyDocument: policy(roles, table, stage),
    context: {
      userId: identity.subject,
      username: identity.username,
      scope: identity.scope,
      roles: roles.join(","),
    } satisfies CallerContext,
  };
  const size = Buffer.byteLength(JSON.stringify(result));
  if (size > MAX_ANSWER_BYTES) {
    const problem = `the answer for ${roles.join(", ")} has ${size} bytes, API Gateway takes ${MAX_ANSWER_BYTES}`;
    throw new ConfigurationError("roles.json", problem);
  }
  return result;
}

function policy(roles: readonly string[], table: RoleTable, stage: string): PolicyDocument {
  const allow = union(roles.map((role) => table.get(role)?.allow ?? []));
  const opened = new Set(allow);
  const deny = union(roles.map((role) => table.get(role)?.deny ?? [])).filter((entry) => !opened.has(entry));
  const statements =
    allow.length === 0
      ? [statement("Deny", ["*"], stage)]
      : [statement("Allow", allow, stage), ...(deny.length > 0 ? [statement("Deny", deny, stage)] : [])];
  return { Version: "2012-10-17", Statement: statements };
}

function union(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())];
}

function statement(effect: "Allow" | "Deny", entries: readonly string[], stage: string): Statement {
  return { Effect: effect, Action: "execute-api:Invoke", Resource: entries.map((entry) => stage + entry) };
}
