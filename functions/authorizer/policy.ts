import type { APIGatewayAuthorizerResult, PolicyDocument } from "aws-lambda";
import { invokeStatements, MAX_ANSWER_BYTES } from "../../contract/authorizer-policy";
import { ROLE_TABLE_FILE, type RoleMethods, type RoleTable } from "../../contract/role-table";
import { ConfigurationError } from "../../contract/variables";
import type { Identity } from "../token-verifier/claims";

/** Policies kept: far more than there are sets of roles on the stages of one authorizer. */
const MAX_KEPT = 256;

/** The context that the backend gets: strings only, since API Gateway passes on no others. */
export interface CallerContext extends Record<string, string> {
  readonly userId: string;
  readonly username: string;
  readonly scope: string;
  /** The caller's roles that this API knows, joined by commas. */
  readonly roles: string;
}

/** @param stage the stage's execution ARN with its last slash, see stageArn() */
export type MakeAnswer = (identity: Identity, stage: string) => APIGatewayAuthorizerResult;

interface Policy {
  readonly document: PolicyDocument;
  /** Size of the answer without the caller's own strings. */
  readonly bytes: number;
}

/**
 * The authorizer's answer: a policy over all methods that the caller may call, not only the requested one. API Gateway
 * caches the answer by token, so an answer about one method would also decide the next one.
 *
 * A valid token without a known role is denied the whole API by name. The policy of a set of roles is built once.
 *
 * @returns a function that throws ConfigurationError if the table makes an answer that is too large
 */
export function answersFrom(table: RoleTable): MakeAnswer {
  const kept = new Map<string, Policy>();
  const policyOf = (methods: readonly RoleMethods[], stage: string, roles: string): Policy => {
    const key = stage + roles;
    const known = kept.get(key);
    if (known) return known;
    if (kept.size >= MAX_KEPT) kept.clear();
    const built = build(methods, stage);
    kept.set(key, built);
    return built;
  };

  return ({ subject, username, scope, roles: claimed }, stage) => {
    const known = Object.entries(table).filter(([role]) => claimed.includes(role));
    const roles = known.map(([role]) => role).join(",");
    const policy = policyOf(
      known.map(([, methods]) => methods),
      stage,
      roles,
    );
    const context = { userId: subject, username, scope, roles } satisfies CallerContext;
    const size = policy.bytes + bytesOf(subject) + bytesOf(context);
    if (size > MAX_ANSWER_BYTES) {
      const problem = `the answer for ${roles} has ${size} bytes, API Gateway takes ${MAX_ANSWER_BYTES}`;
      throw new ConfigurationError(ROLE_TABLE_FILE, problem);
    }
    return { principalId: subject, policyDocument: policy.document, context };
  };
}

function build(methods: readonly RoleMethods[], stage: string): Policy {
  const statements = invokeStatements(methods, stage).map(({ effect, resources }) => ({
    Effect: effect,
    Action: "execute-api:Invoke",
    Resource: [...resources],
  }));
  const document: PolicyDocument = { Version: "2012-10-17", Statement: statements };
  const aroundIt = { principalId: 0, policyDocument: document, context: 0 };
  return { document, bytes: bytesOf(aroundIt) - "00".length };
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
