/**
 * Replaces values by variables. Each occurrence of a value must be listed as replaced or as kept: a forgotten one
 * would leave a part of the module with the old value.
 */
import { UsageError } from "../error";
import { isNumber, type ModuleVariable, type NumberVariable, type TextVariable } from "./options";

/** A part of a template: literal text, or an expression with its `${` and `}`. */
interface Segment {
  readonly kind: "literal" | "expression";
  readonly text: string;
}

export class Replacement {
  private readonly used = new Set<string>();
  private readonly left = new Map<string, Set<string>>();
  private readonly texts: readonly TextVariable[];
  private readonly numbers: readonly NumberVariable[];

  constructor(variables: readonly ModuleVariable[]) {
    // The longest first: an address may begin with another one.
    this.texts = variables
      .filter((each): each is TextVariable => !isNumber(each))
      .sort((one, other) => other.replaces.length - one.replaces.length);
    this.numbers = variables.filter(isNumber);
  }

  /** @param place `aws_api_gateway_stage.stage_name` */
  text(value: string, place: string): string {
    let segments = segmentsOf(value);
    for (const variable of this.texts) segments = this.replaced(segments, variable, place);
    return segments.map(({ text }) => text).join("");
  }

  number(value: number, place: string): number | string {
    for (const variable of this.numbers) {
      if (variable.replaces !== value) continue;
      if (isAt(variable, place, "")) {
        this.used.add(variable.name);
        return `\${var.${variable.name}}`;
      }
      this.leave(variable, place);
    }
    return value;
  }

  /** @throws UsageError `MODULE_VARIABLE_UNUSED`, `MODULE_VARIABLE_PARTIAL` */
  check(): void {
    for (const { name, replaces } of [...this.texts, ...this.numbers]) {
      if (!this.used.has(name)) {
        throw new UsageError(
          "MODULE_VARIABLE_UNUSED",
          `The module's variable "${name}" stands for "${replaces}", which the stack does not have where it is to be replaced.`,
        );
      }
      const left = [...(this.left.get(name) ?? [])].sort();
      if (left.length === 0) continue;
      throw new UsageError(
        "MODULE_VARIABLE_PARTIAL",
        `The module's variable "${name}" stands for "${replaces}", which is also in ${left.join(", ")}. Expected each place in its "at", or in "except" where it means something else.`,
      );
    }
  }

  private replaced(segments: readonly Segment[], variable: TextVariable, place: string): Segment[] {
    let before = "";
    return segments.flatMap((segment) => {
      const parts =
        segment.kind === "literal"
          ? this.inLiteral(segment.text, before, variable, place)
          : [this.inExpression(segment, variable, place)];
      before += segment.text;
      return parts;
    });
  }

  private inLiteral(text: string, before: string, variable: TextVariable, place: string): Segment[] {
    const parts: Segment[] = [];
    let done = 0;
    for (const { index } of text.matchAll(word(variable.replaces))) {
      if (!isAt(variable, place, before + text.slice(0, index))) {
        this.leave(variable, place);
        continue;
      }
      this.used.add(variable.name);
      parts.push({ kind: "literal", text: text.slice(done, index) });
      parts.push({ kind: "expression", text: `\${var.${variable.name}}` });
      done = index + variable.replaces.length;
    }
    return [...parts, { kind: "literal", text: text.slice(done) }];
  }

  /** A text in an expression is not replaced: the expression may change it. */
  private inExpression(segment: Segment, variable: TextVariable, place: string): Segment {
    const quoted = segment.text.match(/"(?:[^"\\]|\\.)*"/g) ?? [];
    if (quoted.some((text) => word(variable.replaces).test(text))) this.leave(variable, place);
    return segment;
  }

  private leave({ name, except = [] }: ModuleVariable, place: string): void {
    if (except.some((pattern) => fits(pattern, place))) return;
    this.left.set(name, (this.left.get(name) ?? new Set()).add(place));
  }
}

function isAt({ at }: ModuleVariable, place: string, before: string): boolean {
  if (at === "everywhere") return true;
  return at.some((each) =>
    typeof each === "string" ? fits(each, place) : fits(each.in, place) && before.endsWith(each.after),
  );
}

function fits(pattern: string, place: string): boolean {
  const [parts, found] = [pattern.split("."), place.split(".")];
  return parts.length === found.length && parts.every((part, index) => part === "*" || part === found[index]);
}

function word(text: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![A-Za-z0-9])`, "g");
}

/** A template as its parts; `$${` and `%%{` are literal. */
function segmentsOf(template: string): Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  for (let at = 0; at < template.length; at++) {
    if (/^([$%])\1\{/.test(template.slice(at, at + 3))) {
      at += 2;
    } else if (/^[$%]\{/.test(template.slice(at, at + 2))) {
      const end = endOfExpression(template, at + 2);
      segments.push({ kind: "literal", text: template.slice(from, at) });
      segments.push({ kind: "expression", text: template.slice(at, end) });
      from = end;
      at = end - 1;
    }
  }
  return [...segments, { kind: "literal", text: template.slice(from) }];
}

/** Where the expression that begins at `start` ends: behind the brace that closes it. */
function endOfExpression(template: string, start: number): number {
  let depth = 1;
  for (let at = start; at < template.length; at++) {
    const text = /^"(?:[^"\\$]|\\.|\$(?!\{))*"/.exec(template.slice(at))?.[0];
    if (text !== undefined) at += text.length - 1;
    else if (template[at] === "{") depth++;
    else if (template[at] === "}" && --depth === 0) return at + 1;
  }
  return template.length;
}
