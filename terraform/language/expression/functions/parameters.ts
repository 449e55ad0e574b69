import type { Type } from "../types/type";
import type { Parameter } from "./signatures";

interface Read {
  readonly type: Type;
  readonly nullable: boolean;
}

interface Parameters {
  readonly fixed: readonly Read[];
  /** Takes all further arguments. */
  readonly rest?: Read;
}

const types: Readonly<Record<string, Type>> = {
  any: "any",
  number: "number",
  string: "string",
  "list(any)": { kind: "list", of: "any" },
  "list(bool)": { kind: "list", of: "bool" },
  "list(string)": { kind: "list", of: "string" },
  "map(list(string))": { kind: "map", of: { kind: "list", of: "string" } },
  "set(any)": { kind: "set", of: "any" },
};

const known = new WeakMap<readonly Parameter[], Parameters>();

/** The parameters of a signature. */
export function parametersOf(signature: readonly Parameter[]): Parameters {
  const before = known.get(signature);
  if (before) return before;
  const fixed = signature.filter((parameter) => !parameter.startsWith("...")).map(read);
  const [rest] = signature.filter((parameter) => parameter.startsWith("...")).map(read);
  const parameters = { fixed, ...(rest && { rest }) };
  known.set(signature, parameters);
  return parameters;
}

function read(parameter: Parameter): Read {
  const text = parameter.replace(/^\.\.\.|\?$/g, "");
  return { type: types[text] as Type, nullable: parameter.endsWith("?") };
}
