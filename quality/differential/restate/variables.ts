import type { Case, Policy } from "../case";
import { valuesOf } from "./walk";

const VARIABLE = /\$\{([^}]*)\}/g;
const CHARACTERS = ["*", "?", "$"];

interface Variable {
  /** As written, with its braces. */
  readonly text: string;
  readonly key: string;
  readonly fallback: string | undefined;
}

/** A text with each variable restated; the characters `${*}`, `${?}` and `${$}` are none. */
export function variables(text: string, policy: Policy, restate: (variable: Variable) => string): string {
  if (policy.Version !== "2012-10-17") return text;
  return text.replace(VARIABLE, (written: string, inner: string) => {
    if (CHARACTERS.includes(inner)) return written;
    const [key = "", fallback] = inner.split(", ");
    return restate({ text: written, key, fallback: fallback?.slice(1, -1) });
  });
}

/** A variable that is in no request. */
export const MISSING = "${none}";

/** The values of a variable: more than one cannot be filled in, and none takes the default. */
export function filled(asked: Case, { fallback, key }: Variable): string | undefined {
  const values = valuesOf(asked, key);
  if (values === undefined || values.length === 0) return fallback;
  return values.length === 1 ? values[0] : undefined;
}

/** Whether a text has a variable that the request has no single value for. */
export function unfilled(
  asked: Case,
  text: string,
  policy: Policy,
): "no value" | "several values" | undefined {
  let found: "no value" | "several values" | undefined;
  variables(text, policy, (variable) => {
    if (filled(asked, variable) === undefined)
      found ??= (valuesOf(asked, variable.key)?.length ?? 0) > 1 ? "several values" : "no value";
    return variable.text;
  });
  return found;
}

/** A literal text as a policy writes it, with special characters escaped. */
export function literally(text: string): string {
  return text.replace(/[*?$]/g, (char) => `\${${char}}`);
}
