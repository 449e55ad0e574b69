import { TerraformError } from "../error";
import { encodeJson } from "../expression/json";
import {
  describe,
  isList,
  isRecord,
  textOf,
  unresolvedIn,
  type Value,
  type ValueRecord,
} from "../expression/value";
import type { Self } from "../identifiers";

/**
 * The JSON of data.aws_iam_policy_document, unknown if any part is.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function policyDocumentJson(self: Self): Value {
  const parts = {
    version: argument(self, "version") ?? "2012-10-17",
    statement: blocks(argument(self, "statement")),
    sources: blocks(argument(self, "source_policy_documents")),
    overrides: blocks(argument(self, "override_policy_documents")),
    id: argument(self, "policy_id"),
  };
  const unknown = Object.values(parts).map(unresolvedIn).find(Boolean);
  if (unknown) return unknown;
  const statements = [...parts.sources, null, ...parts.overrides].reduce<ValueRecord[]>(
    (merged, document) =>
      document === null
        ? override(
            merged,
            parts.statement.map((statement) => statementOf(statement, self)),
          )
        : override(merged, statementsOf(document, self)),
    [],
  );
  return encodeJson({
    Version: parts.version,
    ...(parts.id !== undefined && { Id: parts.id }),
    Statement: statements,
  });
}

/** Later statements replace earlier ones of the same Sid. */
function override(merged: readonly ValueRecord[], later: readonly ValueRecord[]): ValueRecord[] {
  const replaced = merged.map((statement) => {
    return later.find(({ Sid }) => Sid !== undefined && Sid === statement.Sid) ?? statement;
  });
  return [...replaced, ...later.filter((statement) => !replaced.includes(statement))];
}

function statementsOf(document: Value, { address }: Self): ValueRecord[] {
  const parsed = (typeof document === "string" ? JSON.parse(document || "{}") : document) as Value;
  if (!isRecord(parsed)) throw malformed(address, `a source document is ${describe(parsed)}`);
  return blocks(parsed.Statement) as ValueRecord[];
}

const ELEMENTS = {
  actions: "Action",
  not_actions: "NotAction",
  resources: "Resource",
  not_resources: "NotResource",
} as const;

const KNOWN = ["sid", "effect", "principals", "not_principals", "condition", ...Object.keys(ELEMENTS)];

function statementOf(statement: Value, { address }: Self): ValueRecord {
  if (!isRecord(statement)) throw malformed(address, `a statement is ${describe(statement)}`);
  const odd = Object.keys(statement).find((key) => !KNOWN.includes(key));
  if (odd !== undefined) throw malformed(address, `a statement has the unknown argument ${odd}`);
  const made: Record<string, Value> = { Effect: present(statement.effect) ?? "Allow" };
  if (present(statement.sid) !== undefined) made.Sid = statement.sid as Value;
  for (const [name, element] of Object.entries(ELEMENTS)) {
    if (present(statement[name]) !== undefined) made[element] = variables(statement[name] as Value);
  }
  const [principals, not] = [principalsOf(statement.principals), principalsOf(statement.not_principals)];
  if (principals !== undefined) made.Principal = principals;
  if (not !== undefined) made.NotPrincipal = not;
  const conditions = conditionsOf(statement.condition);
  if (conditions) made.Condition = conditions;
  return made;
}

/** `type = "*"` with the identifier `*` is everybody. */
function principalsOf(value: Value | undefined): Value | undefined {
  const made: Record<string, Value[]> = {};
  for (const block of blocks(value) as ValueRecord[]) {
    const type = textOf(block.type ?? null) ?? "";
    if (type === "*") return "*";
    made[type] = [...(made[type] ?? []), ...blocks(variables(block.identifiers ?? null))];
  }
  return Object.keys(made).length === 0 ? undefined : made;
}

function conditionsOf(value: Value | undefined): ValueRecord | undefined {
  const made: Record<string, Record<string, Value[]>> = {};
  for (const block of blocks(value) as ValueRecord[]) {
    const test = textOf(block.test ?? null) ?? "";
    const key = textOf(block.variable ?? null) ?? "";
    const values = [...(made[test]?.[key] ?? []), ...blocks(variables(block.values ?? null))];
    made[test] = { ...made[test], [key]: values };
  }
  return Object.keys(made).length === 0 ? undefined : made;
}

/** `&{…}` stands for a policy variable, since `${…}` is Terraform's own. */
function variables(value: Value): Value {
  if (typeof value === "string") return value.replaceAll("&{", "${");
  return isList(value) ? value.map(variables) : value;
}

function argument(self: Self, name: string): Value | undefined {
  return self.has(name) ? self.get(name) : undefined;
}

function blocks(value: Value | undefined): readonly Value[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}

/** A state writes what is not set as an empty text or list. */
function present(value: Value | undefined): Value | undefined {
  return value === undefined || value === null || value === "" || (isList(value) && value.length === 0)
    ? undefined
    : value;
}

function malformed(address: string, what: string): TerraformError {
  return new TerraformError("policy-malformed", what, address);
}
