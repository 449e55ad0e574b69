import type { APIGatewayAuthorizerResult, PolicyDocument } from "aws-lambda";
import { invokeStatements, MAX_ANSWER_BYTES } from "../../contract/authorizer-policy";
import { ROLE_TABLE_FILE, type RoleMethods, type RoleTable } from "../../contract/role-table";
import { ConfigurationError } from "../../contract/variables";
import type { Identity } from "../token-verifier/claims";

/** Policies kept: far more than there are sets of roles on the stages of one authorizer. */
const MAX_KEPT = 256;

/** Bytes of JSON for a UTF-16 code unit, at most: that of `\u0000`. */
const MAX_CHARACTER_BYTES = 6;

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

type KnownRole = readonly [name: string, methods: RoleMethods];

interface Policy {
  readonly document: PolicyDocument;
  /** As the context has them. */
  readonly roles: string;
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
  const names = Object.keys(table);
  const kept = new Map<string, Map<string, Policy>>();
  let count = 0;
  const policyOf = (claimed: readonly string[], stage: string): Policy => {
    let roles = "";
    for (const name of names) if (claimed.includes(name)) roles += roles === "" ? name : `,${name}`;
    const policy = kept.get(stage)?.get(roles);
    if (policy) return policy;
    if (count >= MAX_KEPT) {
      kept.clear();
      count = 0;
    }
    const known = Object.entries(table).filter(([name]) => claimed.includes(name));
    const built = build(known, roles, stage);
    kept.set(stage, (kept.get(stage) ?? new Map<string, Policy>()).set(roles, built));
    count++;
    return built;
  };

  return ({ subject, username, scope, roles: claimed }, stage) => {
    const { document, roles, bytes } = policyOf(claimed, stage);
    const context = { userId: subject, username, scope, roles } satisfies CallerContext;
    const answer = { principalId: subject, policyDocument: document, context };
    const characters = 2 * subject.length + username.length + scope.length;
    if (bytes + characters * MAX_CHARACTER_BYTES > MAX_ANSWER_BYTES) ensureFits(answer);
    return answer;
  };
}

/** @throws ConfigurationError */
function ensureFits(answer: { readonly context: CallerContext }): void {
  const size = bytesOf(answer);
  if (size <= MAX_ANSWER_BYTES) return;
  const problem = `the answer for ${answer.context.roles} has ${size} bytes, API Gateway takes ${MAX_ANSWER_BYTES}`;
  throw new ConfigurationError(ROLE_TABLE_FILE, problem);
}

function build(known: readonly KnownRole[], roles: string, stage: string): Policy {
  const methods = known.map(([, one]) => one);
  const statements = invokeStatements(methods, stage).map(({ effect, resources }) => ({
    Effect: effect,
    Action: "execute-api:Invoke",
    Resource: [...resources],
  }));
  const document: PolicyDocument = { Version: "2012-10-17", Statement: statements };
  const context = { userId: "", username: "", scope: "", roles } satisfies CallerContext;
  const bytes = bytesOf({ principalId: "", policyDocument: document, context });
  return { document, roles, bytes };
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
