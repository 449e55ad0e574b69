import {
  type FunctionName,
  type Parameter,
  signatures,
} from "../../terraform/language/expression/functions/signatures";
import { unevaluated } from "../../terraform/language/expression/functions/unevaluated";

const TEXTS = [
  ..."a|b,c||1|true|a-b_c d|é|10.0.0.0/8|x\ty|A|%s-%d|{'a':1}|a: [1, x]|[a-z]+|2024-01-02T03:04:05Z|1h".split(
    "|",
  ),
].map((text) => JSON.stringify(text.replaceAll("'", '"')));
const NUMBERS = ["0", "1", "2", "-1", "1.5", "10", "255"];
/** Beside functions of files: what has no value of its own in the console, or more digits than are kept. */
const LEFT_OUT =
  /^(file|path|templatefile|templatestring|log$|pow$|sensitive$|nonsensitive$|ephemeral|text|yamlencode)/;

const functions = (Object.keys(signatures) as FunctionName[]).filter(
  (name) => !LEFT_OUT.test(name) && !Object.hasOwn(unevaluated, name),
);

/** Makes expressions of functions, operators and collections, the same ones for the same seed. */
export class RandomExpressions {
  constructor(private seed: number) {}

  /** Different expressions, without those that Terraform leaves unknown: format() of null. */
  make(count: number): readonly string[] {
    const made = new Set<string>();
    while (made.size < count) {
      const expression = this.below(10) < 7 ? this.call(2) : this.value(3);
      if (!/format.*null/s.test(expression)) made.add(expression);
    }
    return [...made];
  }

  private below(end: number): number {
    // The generator of ANSI C; its high bits are the better ones.
    this.seed = (Math.imul(this.seed, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((this.seed / 0x80000000) * end);
  }

  private pick<T>(of: readonly T[]): T {
    return of[this.below(of.length)] as T;
  }

  private some(make: () => string): string {
    return Array.from({ length: this.below(4) }, make).join(", ");
  }

  private simple(): string {
    return this.pick([this.pick(TEXTS), this.pick(NUMBERS), "true", "false", "null"]);
  }

  private value(depth: number): string {
    const inner = () => this.value(depth - 1);
    const text = () => this.pick(TEXTS);
    if (depth <= 0) return this.simple();
    const kinds: readonly (() => string)[] = [
      () => this.simple(),
      () => `[${this.some(inner)}]`,
      () => `[${this.some(() => this.pick(NUMBERS))}]`,
      () => `{ ${this.pick(["a", "b"])} = ${inner()}, ${this.pick(["c", "d"])} = ${inner()} }`,
      () => `${this.pick(["toset", "tolist"])}([${this.some(text)}])`,
      () => `tomap({ a = ${text()}, b = ${text()} })`,
      () => `[for k, v in ${inner()} : ${this.pick(["k", "v", '"${k}"'])}]`,
      () => `(${inner()} ${this.pick(["==", "!=", "+", "<"])} ${inner()})`,
      () => this.call(depth - 1),
    ];
    return this.pick(kinds)();
  }

  private call(depth: number): string {
    const name = this.pick(functions);
    const args = signatures[name].flatMap((parameter: Parameter) => {
      const count = parameter.startsWith("...") ? this.below(3) : 1;
      return Array.from({ length: count }, () => this.argument(parameter, depth));
    });
    return `${name}(${args.join(", ")})`;
  }

  /** Mostly of the parameter's type. */
  private argument(parameter: Parameter, depth: number): string {
    const isAny = this.below(10) < 2 || parameter.includes("any");
    if (isAny) return this.value(depth);
    if (/list|set/.test(parameter)) return `[${this.some(() => this.pick(TEXTS))}]`;
    return this.pick(parameter.includes("string") ? TEXTS : NUMBERS);
  }
}
