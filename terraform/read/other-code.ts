import { isRecord, Unresolved } from "../language/expression";
import type { Fields } from "./fields";

/** Arguments of a function that bring code beside its archive, or in its place. */
const ARGUMENTS = ["layers", "image_uri", "image_config", "file_system_config"];

/**
 * Environment variables by which a runtime starts or loads other code.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html
 */
const VARIABLES = [
  "AWS_LAMBDA_EXEC_WRAPPER",
  "LD_AUDIT",
  "LD_LIBRARY_PATH",
  "LD_PRELOAD",
  "NODE_OPTIONS",
  "NODE_PATH",
];

/** The arguments and variables of a function by which other code than its handler's may run; empty where there is none. */
export function otherCodeOf(lambda: Fields): readonly string[] {
  const brought = ARGUMENTS.filter((name) => isSet(lambda.raw(name)));
  const image = lambda.raw("package_type");
  return [
    ...brought,
    ...(image === undefined || image === "Zip" ? [] : ["package_type"]),
    ...variablesOf(lambda),
  ];
}

function variablesOf(lambda: Fields): readonly string[] {
  const written = lambda.raw("environment");
  const [block] = Array.isArray(written) ? written : [written];
  const variables = isRecord(block) ? block.variables : block;
  // Any of them may be among variables that are not known.
  if (written instanceof Unresolved || variables instanceof Unresolved) return ["environment"];
  return isRecord(variables) ? VARIABLES.filter((name) => isSet(variables[name])) : [];
}

function isSet(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== "";
}
