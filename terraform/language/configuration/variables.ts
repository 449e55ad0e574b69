import { convert, own, parseType, Unresolved, type Value } from "../expression";
import type { Resolution } from "./resolution";
import type { Json, JsonObject, Stack } from "./stack";

/**
 * The value of a variable: what the module's call or the command line gives, or its default. Rules of `validation` and the
 * marks `sensitive` and `ephemeral` change no value.
 * https://developer.hashicorp.com/terraform/language/values/variables
 */
export function variableValue(values: Resolution, stack: Stack, name: string): Value {
  const declared = own(stack.variables, name);
  if (typeof declared !== "object" || declared === null) return values.undeclaredVariable(stack, name);
  const address = `${stack.prefix}var.${name}`;
  if (stack.contested.has(`var.${name}`)) return new Unresolved(`${address}: it is declared twice`, address);
  return values.once(address, address, () => {
    const variable = declared as JsonObject;
    const given = givenValue(values, stack, name, variable);
    const isAbsent = given === undefined || (given === null && isFalse(variable.nullable));
    const typed = (value: Value) =>
      variable.type === undefined ? value : convert(value, parseType(String(variable.type)));
    if (!isAbsent) return typed(given);
    if (stack.given?.unknown !== undefined) return new Unresolved(stack.given.unknown, address);
    if (!("default" in variable)) return new Unresolved(`${address}: it has no default`, address);
    // It has no references, and is written like any value: `$${` in it is a literal `${`.
    return typed(values.value(stack, variable.default as Json));
  });
}

function givenValue(values: Resolution, stack: Stack, name: string, variable: JsonObject): Value | undefined {
  const { call, given } = stack;
  if (call) {
    const written = own(call.body, name);
    return written === undefined ? undefined : values.value(call.stack, written, call.instance);
  }
  const text = own(given?.texts, name);
  if (text !== undefined) return isSimple(variable.type) ? text : values.value(stack, `\${${text}}`);
  const value = own(given?.values, name);
  return value === undefined ? undefined : values.value(stack, value);
}

/** Of a variable of a simple type, or of none, the command line gives a text. */
function isSimple(type: Json | undefined): boolean {
  return type === undefined || /^(\$\{)?\s*"?(string|number|bool)"?\s*\}?$/.test(String(type));
}

function isFalse(value: Json | undefined): boolean {
  return value === false || value === "false" || value === "${false}";
}
