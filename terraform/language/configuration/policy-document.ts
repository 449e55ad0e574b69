import { TerraformError } from "../../error";
import {
  describe,
  encodeJson,
  isList,
  isRecord,
  parseJson,
  textOf,
  Unresolved,
  unresolvedIn,
  type Value,
  type ValueRecord,
} from "../expression";
import type { Self } from "./assigned";

const ARGUMENTS = [
  "policy_id",
  "version",
  "statement",
  "source_json",
  "source_policy_documents",
  "override_json",
  "override_policy_documents",
];

interface Draft {
  readonly version?: Value;
  readonly id?: Value;
  readonly statements: readonly ValueRecord[];
}

/**
 * The JSON of data.aws_iam_policy_document, unknown if any part is, and then with what of it is known: the sources,
 * the document's own statements, and the overrides, in this order, as the provider merges them.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 *
 * @throws TerraformError `POLICY_MALFORMED`
 */
export function policyDocumentJson(self: Self): Value {
  const odd = self.names().find((name) => !ARGUMENTS.includes(name));
  if (odd !== undefined) throw malformed(self.address, `the argument ${odd} is not evaluated`);
  const written = ARGUMENTS.map((name) => argument(self, name));
  const unknown = written.map(unresolvedIn).find(Boolean);
  if (unknown && !areOnlyTexts(written)) return unknown;
  const [id, version = "2012-10-17", statement, source, sources, override, overrides] = written;
  const own = blocks(statement).map((block) => statementOf(block, self));
  const { statements, ...head } = [
    ...[...blocks(source), ...blocks(sources)].map((document) => draftOf(document, self)),
    { version, ...(id !== undefined && { id }), statements: own },
    ...[...blocks(override), ...blocks(overrides)].map((document) => draftOf(document, self)),
  ].reduce(merged, { statements: [] });
  const made = {
    Version: head.version ?? version,
    ...(head.id !== undefined && { Id: head.id }),
    Statement: statements,
  };
  return unknown ? new Unresolved(unknown.unknown, undefined, made) : encodeJson(made);
}

/** Whether nothing is unknown but resources and conditions' values of the document's own statements. */
function areOnlyTexts(written: readonly (Value | undefined)[]): boolean {
  const [id, version, statements, ...others] = written;
  if ([id, version, ...others].some((other) => unresolvedIn(other))) return false;
  return blocks(statements).every((statement) => {
    if (!isRecord(statement)) return false;
    const { condition, not_resources: _not, resources: _resources, ...rest } = statement;
    return !unresolvedIn(rest) && blocks(condition).every(isKnownButForValues);
  });
}

function isKnownButForValues(condition: Value): boolean {
  if (!isRecord(condition)) return !(condition instanceof Unresolved);
  const { values: _values, ...rest } = condition;
  return !unresolvedIn(rest);
}

/** A later statement takes the place of the first of the same Sid; one without a Sid stands beside the others. */
function merged(before: Draft, later: Draft): Draft {
  const statements = [...before.statements];
  for (const statement of later.statements) {
    const { Sid: sid = "" } = statement;
    const at = sid === "" ? -1 : statements.findIndex((other) => other.Sid === sid);
    statements.splice(at < 0 ? statements.length : at, at < 0 ? 0 : 1, statement);
  }
  // A document can only raise the version.
  const version = [before.version, later.version]
    .map((one) => textOf(one ?? null) ?? "")
    .sort()
    .at(-1);
  return { ...before, ...later, ...(version && { version }), statements };
}

function draftOf(document: Value, { address }: Self): Draft {
  const { Id: id, Statement: statement, Version: version } = recordIn(document, address);
  const statements = blocks(statement);
  if (!statements.every(isRecord))
    throw malformed(address, "a source document has a statement that is no object");
  return {
    ...(present(version) !== undefined && { version: version as Value }),
    ...(present(id) !== undefined && { id: id as Value }),
    statements: statements as readonly ValueRecord[],
  };
}

function recordIn(document: Value, address: string): ValueRecord {
  if (document === null || document === "") return {};
  let parsed: Value;
  try {
    parsed = typeof document === "string" ? (parseJson(document) as Value) : document;
  } catch (error) {
    throw malformed(address, `a source document is not JSON: ${(error as Error).message}`);
  }
  if (isRecord(parsed)) return parsed;
  throw malformed(address, `a source document is ${describe(parsed)}`);
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
  const [principals, not] = [
    principalsOf(statement.principals, address),
    principalsOf(statement.not_principals, address),
  ];
  if (principals !== undefined) made.Principal = principals;
  if (not !== undefined) made.NotPrincipal = not;
  const conditions = conditionsOf(statement.condition, address);
  if (conditions) made.Condition = conditions;
  return made;
}

/** `type = "*"` with the identifier `*` is every principal. */
function principalsOf(value: Value | undefined, address: string): Value | undefined {
  const made = new Map<string, Value[]>();
  for (const block of parts(value, "principals", ["type", "identifiers"], address)) {
    const type = textOf(block.type ?? null) ?? "";
    if (type === "*") return "*";
    made.set(type, [...(made.get(type) ?? []), ...blocks(variables(block.identifiers ?? null))]);
  }
  return made.size === 0 ? undefined : Object.fromEntries(made);
}

function conditionsOf(value: Value | undefined, address: string): ValueRecord | undefined {
  const made = new Map<string, Map<string, Value[]>>();
  for (const block of parts(value, "condition", ["test", "variable", "values"], address)) {
    const test = textOf(block.test ?? null) ?? "";
    const key = textOf(block.variable ?? null) ?? "";
    const keys = made.get(test) ?? new Map<string, Value[]>();
    made.set(test, keys.set(key, [...(keys.get(key) ?? []), ...blocks(variables(block.values ?? null))]));
  }
  if (made.size === 0) return undefined;
  return Object.fromEntries([...made].map(([test, keys]) => [test, Object.fromEntries(keys)]));
}

/** The blocks of one name, with no argument but those that are read. */
function parts(
  value: Value | undefined,
  name: string,
  known: readonly string[],
  address: string,
): readonly ValueRecord[] {
  return blocks(value).map((block) => {
    if (!isRecord(block)) throw malformed(address, `${name} is ${describe(block)}`);
    const odd = Object.keys(block).find((key) => !known.includes(key));
    if (odd !== undefined) throw malformed(address, `${name} has the unknown argument ${odd}`);
    return block;
  });
}

/** `&{…}` is a policy variable, since `${…}` is Terraform's own. */
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
  return new TerraformError("POLICY_MALFORMED", what, address);
}
