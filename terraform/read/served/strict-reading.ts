import { TerraformError } from "../../error";
import type { Resolved, ResolvedResource } from "../../language/configuration";
import { isList, isRecord, unresolvedIn, type Value } from "../../language/expression";
import { attributeAt, couldDecide, kindOf } from "../../types";
import { refusedArguments } from "../check-types";
import { brokenBy } from "../repairs";

/** What a strict reader refused. */
export interface RefusedPart {
  readonly error: TerraformError;
  /** Absent where the error names no resource. */
  readonly resource?: ResolvedResource;
  /** Address of a resource that was refused before, and that this one names. */
  readonly because?: string;
}

/** Types whose parts are nothing without them, and the argument by which a part names its whole. */
const WHOLES: Readonly<Record<string, string>> = {
  aws_api_gateway_rest_api: "rest_api_id",
  aws_apigatewayv2_api: "api_id",
  aws_cognito_identity_pool: "identity_pool_id",
  aws_cognito_user_pool: "user_pool_id",
};

/**
 * Reads resources strictly, and again without each that is refused.
 *
 * @param read strictly
 * @param mistakes which of the configuration's are refused
 * @throws TerraformError where nothing at all can be read
 */
export function strictReading<T>(
  resolved: Resolved,
  read: (resolved: Resolved) => T,
  mistakes: Mistakes = {},
): { readonly read: T; readonly refused: readonly RefusedPart[] } {
  const refused: RefusedPart[] = mistakesIn(resolved, mistakes);
  const removed: ResolvedResource[] = [];
  const refuse = (error: TerraformError, resource: ResolvedResource) => {
    const because = removed.find((other) => other !== resource && names(resource, other))?.address;
    refused.push(
      ...[error, ...alsoUnknown(error, resource)].map((one) => ({
        error: one,
        resource,
        ...(because !== undefined && { because }),
      })),
    );
  };
  const remove = (resource: ResolvedResource) => {
    removed.push(resource);
    return (other: ResolvedResource) => other !== resource && !isPartOf(other, resource);
  };

  let resources = resolved.resources.flatMap((resource) => {
    const { errors, kept } = checked(resource);
    for (const error of errors) refuse(error, resource);
    if (!kept && errors.length > 0) removed.push(resource);
    return kept ? [kept] : [];
  });
  for (const gone of [...removed]) resources = resources.filter(remove(gone));
  for (;;) {
    try {
      return { read: read({ ...resolved, resources }), refused };
    } catch (error) {
      if (!(error instanceof TerraformError) || resources.length === 0) throw error;
      const broken = brokenBy(error, resources);
      if (broken) {
        refuse(error, broken);
        resources = resources.filter(remove(broken));
      } else {
        refused.push({ error });
        resources = [];
      }
    }
  }
}

/** Whether a resource is nothing without another one, which is refused: its reach is not wider than the other's. */
function isPartOf(resource: ResolvedResource, whole: ResolvedResource): boolean {
  const argument = WHOLES[whole.type];
  if (argument !== undefined)
    return typeof whole.values.id === "string" && resource.values[argument] === whole.values.id;
  if (!AT_PLACE.test(whole.type) || !AT_PLACE.test(resource.type)) return false;
  return PLACE.every((name) => {
    const value = whole.values[name];
    return typeof value === "string" && resource.values[name] === value;
  });
}

/** A method, its integration and their responses. */
const AT_PLACE = /^aws_api_gateway_(method|integration)(_response)?$/;
const PLACE = ["rest_api_id", "resource_id", "http_method"];

export interface Mistakes {
  /** Addresses of what may hide something, and is known not to. @default none */
  readonly accepted?: readonly string[];
  /** Whether all of them are, and not only those that may hide something. @default false */
  readonly isWrittenOut?: boolean;
}

/** Mistakes in a configuration by which resources may be missing, such as a module that is not available, or all. */
function mistakesIn(
  { notices = [] }: Resolved,
  { accepted = [], isWrittenOut = false }: Mistakes,
): RefusedPart[] {
  return notices
    .filter(({ unread, weight }) => unread?.hides || (isWrittenOut && weight === "warning"))
    .filter(({ address }) => !accepted.includes(address))
    .map(({ address, message }) => ({
      error: new TerraformError("VALUE_UNKNOWN", message, address === "" ? undefined : address),
    }));
}

/** The resource without the arguments that are not understood; without `kept` where it could be anything. */
function checked(resource: ResolvedResource): {
  readonly errors: readonly TerraformError[];
  readonly kept?: ResolvedResource;
} {
  const { address, type, uncertain, values } = resource;
  const kind = kindOf(type);
  if (!kind) {
    const message = `resources of the type ${type} are not understood, so what they open or close is not known`;
    return { errors: couldDecide(type) ? [new TerraformError("TYPE_UNKNOWN", message, address)] : [] };
  }
  if (kind.kind !== "read") return { errors: [], kept: resource };
  if (uncertain !== undefined) return { errors: [new TerraformError("VALUE_UNKNOWN", uncertain, address)] };
  const errors = refusedArguments(resource);
  if (errors.length === 0) return { errors, kept: resource };
  const unread = new Set(errors.map(({ argument }) => argument));
  const kept = Object.entries(values).filter(([name]) => !unread.has(name));
  return { errors, kept: { ...resource, values: Object.fromEntries(kept) } };
}

/** The other arguments of a resource that are not known either: they would be refused next. */
function alsoUnknown(error: TerraformError, { address, type, values }: ResolvedResource): TerraformError[] {
  if (error.code !== "VALUE_UNKNOWN" || error.argument === undefined) return [];
  return Object.entries(values).flatMap(([name, value]) => {
    const unknown = unresolvedIn(value);
    if (!unknown || name === error.argument || attributeAt(type, name)?.is !== "read") return [];
    return [new TerraformError("VALUE_UNKNOWN", `${name} is not known: ${unknown.unknown}`, address, name)];
  });
}

/** Whether a resource names another one, by its id or ARN. */
function names(resource: ResolvedResource, other: ResolvedResource): boolean {
  const marks = [other.values.id, other.values.arn].filter(
    (mark): mark is string => typeof mark === "string" && mark !== "",
  );
  const has = (value: Value): boolean => {
    if (typeof value === "string") return marks.some((mark) => value === mark || value.includes(`${mark}/`));
    if (isList(value)) return value.some(has);
    return isRecord(value) && Object.values(value).some(has);
  };
  return marks.length > 0 && Object.values(resource.values).some(has);
}
