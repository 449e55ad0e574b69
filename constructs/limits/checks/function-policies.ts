import { DeclarationError } from "../../declaration/errors";
import type { Limits } from "../limits";
import { longestValue } from "../longest";
import { grouped, type Resource, type SynthesizedApp } from "../synthesized-app";

/** What the provider adds to the prefix of a statement's id: 26 characters. */
const GENERATED = "x".repeat(26);

/** The id of a statement whose resource has `statement_id_prefix`. */
export function generatedStatementId(prefix: string): string {
  return `${prefix}${GENERATED}`;
}

/** A statement of a function's policy, as Lambda writes it. */
export interface FunctionStatement {
  readonly id: string;
  readonly principal: string;
  readonly action?: string;
  readonly sourceArn?: string;
  readonly sourceAccount?: string;
  readonly organization?: string;
}

/** Bytes of the policy of a function with these statements, as Lambda keeps it, in any partition and region. */
export function functionPolicyBytes(functionName: string, statements: readonly FunctionStatement[]): number {
  const Statement = statements.map((statement) => ({
    Sid: statement.id,
    Effect: "Allow",
    Principal: statement.principal.includes(".")
      ? { Service: statement.principal }
      : { AWS: statement.principal },
    Action: statement.action ?? "lambda:InvokeFunction",
    Resource: longestValue("aws_lambda_function", "arn", () => functionName),
    ...conditionOf(statement),
  }));
  return Buffer.byteLength(JSON.stringify({ Version: "2012-10-17", Id: "default", Statement }));
}

function conditionOf({ sourceArn, sourceAccount, organization }: FunctionStatement) {
  const StringEquals = {
    ...(sourceAccount && { "AWS:SourceAccount": sourceAccount }),
    ...(organization && { "aws:PrincipalOrgID": organization }),
  };
  const Condition = {
    ...(Object.keys(StringEquals).length > 0 && { StringEquals }),
    ...(sourceArn && { ArnLike: { "AWS:SourceArn": sourceArn } }),
  };
  return Object.keys(Condition).length > 0 ? { Condition } : {};
}

/** @throws DeclarationError `LIMIT_EXCEEDED`, `STATEMENT_ID_TAKEN`, `STATEMENT_ID_INVALID` */
export function checkFunctionPolicies(app: SynthesizedApp, limits: Limits): void {
  const permissions = app.resources("aws_lambda_permission");
  const byFunction = grouped(permissions, (permission) =>
    JSON.stringify([
      permission.region,
      app.text(permission, permission.body.function_name),
      permission.body.qualifier,
    ]),
  );
  for (const given of byFunction.values()) {
    const name = app.text(given[0] as Resource, given[0]?.body.function_name);
    const longestName = app.longest(given[0] as Resource, given[0]?.body.function_name);
    checkStatementIds(app, limits, name, given);
    limits.hold("functionPolicyBytes", {
      found: functionPolicyBytes(
        longestName,
        given.map((permission) => statementOf(app, permission)),
      ),
      place: `The function "${name}" (${given.length} permissions, the first ${given[0]?.address})`,
      wayOut:
        "Give its routes a common first segment, so that one pattern grants them, or serve them by two functions.",
    });
  }
}

function statementOf(app: SynthesizedApp, permission: Resource): FunctionStatement {
  const { body } = permission;
  const optional = (value: unknown) => (value === undefined ? undefined : app.longest(permission, value));
  const given = {
    action: optional(body.action),
    sourceArn: optional(body.source_arn),
    sourceAccount: optional(body.source_account),
    organization: optional(body.principal_org_id),
  };
  return {
    id: app.longest(
      permission,
      body.statement_id ?? generatedStatementId(`${body.statement_id_prefix ?? ""}`),
    ),
    principal: app.longest(permission, body.principal),
    ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as object),
  };
}

function checkStatementIds(
  app: SynthesizedApp,
  limits: Limits,
  name: string,
  permissions: readonly Resource[],
): void {
  const taken = new Map<string, Resource>();
  for (const permission of permissions) {
    const id = app.text(permission, permission.body.statement_id);
    // The provider generates one.
    if (id === "") continue;
    const other = taken.get(id);
    if (other) {
      throw new DeclarationError(
        "STATEMENT_ID_TAKEN",
        `${other.address} and ${permission.address} both give the function "${name}" the statement "${id}"; Lambda requires unique ids.`,
      );
    }
    const wayOut = "Give it a shorter one.";
    const place = `${permission.address} has the statement id "${id}"`;
    limits.hold("statementIdCharacters", { found: id.length, place, wayOut });
    if (!/^[\w-]+$/.test(id) && !id.includes("${")) {
      throw new DeclarationError("STATEMENT_ID_INVALID", `${place}; expected letters, digits, _ and -.`);
    }
    taken.set(id, permission);
  }
}
