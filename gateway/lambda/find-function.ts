import { functionArnIn, namedFunction, withStageVariables } from "../../terraform/access/decide";
import type { ApiModel, LambdaFunction } from "../../terraform/model";

/** The variables of the stage at which a function is called. */
type Variables = Readonly<Record<string, string>>;

const NO_VARIABLES: Variables = {};

/**
 * The function that decides about callers by an ARN; with an alias or version in it, its ARN and permissions are theirs.
 * Undefined where it is not in the Terraform, and also where the code of another version would answer, or may.
 *
 * @param named its ARN, or the URI by which API Gateway invokes it, with variables of the stage in it
 */
export function findFunction(
  model: Pick<ApiModel, "functions">,
  named: string,
  variables: Variables = NO_VARIABLES,
): LambdaFunction | undefined {
  return found(model, named, { variables, isShared: false });
}

/** The same, for a backend: its alias may send a part of the calls to another version, which it does not here. */
export function findBackend(
  model: Pick<ApiModel, "functions">,
  named: string,
  variables: Variables,
): LambdaFunction | undefined {
  return found(model, named, { variables, isShared: true });
}

/** A model's functions by what names them, for the variables of a stage; each is looked for once. */
const known = new WeakMap<
  ApiModel["functions"],
  WeakMap<Variables, Map<string, LambdaFunction | undefined>>
>();

function found(
  model: Pick<ApiModel, "functions">,
  named: string,
  options: { readonly variables: Variables; readonly isShared: boolean },
): LambdaFunction | undefined {
  const byVariables = known.get(model.functions) ?? new WeakMap();
  known.set(model.functions, byVariables);
  const byName = byVariables.get(options.variables) ?? new Map();
  byVariables.set(options.variables, byName);
  const key = `${options.isShared} ${named}`;
  if (!byName.has(key)) byName.set(key, look(model, named, options));
  return byName.get(key);
}

function look(
  { functions }: Pick<ApiModel, "functions">,
  named: string,
  { isShared, variables }: { readonly variables: Variables; readonly isShared: boolean },
): LambdaFunction | undefined {
  const filled = withStageVariables(named, variables);
  if (typeof filled !== "string") return undefined;
  const arn = functionArnIn(filled) ?? filled;
  const { as, isCurrent, lambda } = namedFunction(functions, arn) ?? {};
  if (!lambda || !isCurrent || (as?.otherVersions && !isShared)) return undefined;
  return as ? { ...lambda, arn, permissions: as.permissions } : lambda;
}
