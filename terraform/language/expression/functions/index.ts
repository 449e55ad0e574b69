import { unknownIn } from "../budget";
import { lessPlain } from "../plain-text";
import { convert } from "../types/convert";
import { refused, Unresolved, type Value } from "../value";
import { listContents, listFunctions } from "./collections";
import type { Implementation, Surroundings } from "./define";
import { documentFunctions, encodingFunctions } from "./encoding";
import { fileFunctions, fromRoot, pathFunctions } from "./files";
import { formatFunctions } from "./format";
import { hashFunctions } from "./hashes";
import type { Definition } from "./kinds";
import { conversionFunctions, mapContents, mapFunctions } from "./maps";
import { networkFunctions } from "./networks";
import { numberFunctions } from "./numbers";
import { parametersOf } from "./parameters";
import { patternFunctions } from "./patterns";
import { setFunctions } from "./sets";
import { type FunctionName, signatures } from "./signatures";
import { textFunctions } from "./texts";
import { timeFunctions } from "./times";
import { unevaluated } from "./unevaluated";

/** Functions that take expressions, and those that evaluate a template: the evaluator has them. */
export type EvaluatorFunction = "can" | "templatefile" | "templatestring" | "try";

const implemented = {
  ...conversionFunctions,
  ...documentFunctions,
  ...encodingFunctions,
  ...fileFunctions,
  ...formatFunctions,
  ...hashFunctions,
  ...listContents,
  ...listFunctions,
  ...mapContents,
  ...mapFunctions,
  ...networkFunctions,
  ...numberFunctions,
  ...pathFunctions,
  ...patternFunctions,
  ...setFunctions,
  ...textFunctions,
  ...timeFunctions,
} satisfies Readonly<Record<Exclude<FunctionName, EvaluatorFunction | keyof typeof unevaluated>, Definition>>;

/**
 * Calls one of Terraform's functions. Those that depend on the time, on chance or on files that are not read give an
 * unknown value that says so.
 *
 * @throws TerraformError `EXPRESSION_MALFORMED` for arguments that Terraform would refuse
 */
export function callFunction(name: string, args: readonly Value[], surroundings: Surroundings): Value {
  if (Object.hasOwn(unevaluated, name))
    return new Unresolved(`${name}(): ${unevaluated[name as keyof typeof unevaluated]}`);
  if (!Object.hasOwn(implemented, name)) return new Unresolved(`${name}(): Terraform has no such function`);
  const { call, of, reads } = (implemented as Readonly<Record<string, Definition>>)[name] as Definition;
  const [first = null, ...rest] = args;
  const given = converted(name as FunctionName, reads ? [fromRoot(first), ...rest] : args);
  const unknown =
    of === "any"
      ? undefined
      : of === "shape"
        ? given.filter(isUnresolved).reduce<Unresolved | undefined>(lessPlain, undefined)
        : unknownIn(given);
  if (unknown && !DECIDE_THEMSELVES.has(name)) return unknown.derived();
  surroundings.budget.read(given);
  return (call as Implementation)(given, surroundings);
}

/** An argument may be unknown where an earlier one decides. */
const DECIDE_THEMSELVES: ReadonlySet<string> = new Set(["coalesce", "coalescelist"]);

function isUnresolved(value: Value): value is Unresolved {
  return value instanceof Unresolved;
}

/** The arguments as values of the parameters' types. */
function converted(name: FunctionName, args: readonly Value[]): readonly Value[] {
  const { fixed, rest } = parametersOf(signatures[name]);
  if (args.length < fixed.length || (args.length > fixed.length && !rest))
    throw refused(`${name}() is given ${args.length} arguments, and takes ${fixed.length}`);
  return args.map((value, index) => {
    const parameter = fixed[index] ?? rest;
    if (value === null && !parameter?.nullable) throw refused(`${name}() of null`);
    return parameter ? convert(value, parameter.type) : value;
  });
}
