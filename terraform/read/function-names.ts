/** The functions that arguments name: by a name, an ARN or a part of one, with a version or an alias or without. */
import { UNKNOWN_REGION } from "../language/configuration";
import { Unresolved } from "../language/expression";
import type { Fields } from "./fields";

/** The place of names and ARNs that do not tell theirs. */
export interface FunctionsPlace {
  readonly region: string;
  readonly accountId: string;
  /** False where the account is a stand-in: one that is written out may be it. */
  readonly isAccountTold?: boolean;
}

interface Named {
  readonly name: string;
  readonly arn: string;
}

/** A function as a text names it. */
export interface FunctionName<F extends Named = Named> {
  /** The function, where it is of this Terraform. */
  readonly lambda?: F;
  readonly name: string;
  /** Without a version or alias. A stand-in where it is not known. */
  readonly arn: string;
  readonly qualifier?: string;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html#API_AddPermission_RequestParameters */
const FORMS =
  /^(?:arn:(?<partition>aws[\w-]*):lambda:)?(?:(?<region>[a-z]{2}(?:-[a-z]+)+-\d|\(region\)):)?(?:(?<account>\d{12}):)?(?:function:)?(?<name>[\w.-]+)(?::(?<qualifier>\$LATEST(?:\.PUBLISHED)?|[\w-]+))?$/;

/** Says which function a text names. */
export function functionsByName<F extends Named>(
  functions: readonly F[],
  place: FunctionsPlace,
): (written: string) => FunctionName<F> {
  const byText = new Map<string, F>();
  const byName = new Map<string, F[]>();
  for (const lambda of functions) {
    for (const text of [lambda.name, lambda.arn]) if (!byText.has(text)) byText.set(text, lambda);
    byName.set(lambda.name, [...(byName.get(lambda.name) ?? []), lambda]);
  }
  const inPlace = ({ arn }: F, region: string | undefined, account: string | undefined) => {
    const [, , , ownRegion, ownAccount] = arn.split(":");
    const isThere = region === undefined || region === ownRegion || ownRegion === UNKNOWN_REGION;
    return isThere && (account === undefined || account === ownAccount || place.isAccountTold === false);
  };
  return (written) => {
    const exact = byText.get(written);
    if (exact) return { lambda: exact, name: exact.name, arn: exact.arn };
    const { account, name, partition = "aws", qualifier, region } = FORMS.exec(written)?.groups ?? {};
    if (name === undefined) return { name: written, arn: written };
    const lambda = byName.get(name)?.find((one) => inPlace(one, region, account));
    const arn = `arn:${partition}:lambda:${region ?? place.region}:${account ?? place.accountId}:function:${name}`;
    return {
      ...(lambda && { lambda }),
      name,
      arn: lambda?.arn ?? arn,
      ...(qualifier !== undefined && { qualifier }),
    };
  };
}

/** The function that a resource is about: by its `function_name`, and by its `qualifier` where it has one. */
export interface FunctionReference<F extends Named = Named> extends FunctionName<F> {
  /** Why it is not known which function it is; absent where it is, or where it is one of this Terraform. */
  readonly unknownFunction?: string;
  /** Why the version or alias is not known; absent where it is. */
  readonly unknownQualifier?: string;
}

export function functionReference<F extends Named>(
  fields: Fields,
  named: (written: string) => FunctionName<F>,
): FunctionReference<F> {
  const found = named(fields.link("function_name"));
  const qualifier = fields.optionalLink("qualifier") ?? found.qualifier;
  const written = fields.raw("function_name");
  const unknownFunction =
    found.lambda === undefined && (written instanceof Unresolved ? written.unknown : undefined);
  // An ARN that is not known may end in a version or alias.
  const unknownQualifier =
    fields.unresolved("qualifier") ?? (qualifier === undefined ? unknownFunction || undefined : undefined);
  const { qualifier: _, ...rest } = found;
  return {
    ...rest,
    ...(qualifier !== undefined && { qualifier }),
    ...(unknownFunction && { unknownFunction }),
    ...(unknownQualifier !== undefined && { unknownQualifier }),
  };
}

/** Whether two resources are about the same function, by the same ARN of it: or why that is not known. */
export function isSameFunction(
  one: FunctionReference,
  other: FunctionReference,
): boolean | { readonly unknown: string } {
  const isSame = sameFunction(one, other);
  if (isSame === false) return false;
  if (one.qualifier === other.qualifier && (isSame === true || one.qualifier !== undefined)) return isSame;
  const unknown = one.unknownQualifier ?? other.unknownQualifier;
  return unknown === undefined ? one.qualifier === other.qualifier && isSame : { unknown };
}

function sameFunction(
  one: FunctionReference,
  other: FunctionReference,
): boolean | { readonly unknown: string } {
  if (one.arn === other.arn) return true;
  if (one.lambda && other.lambda) return false;
  const unknown = [one, other].map(unknownOf).find((reason) => reason !== undefined);
  return unknown === undefined ? false : { unknown };
}

/** A function of this Terraform may have a name that is not known. Then any name may be its own. */
function unknownOf({ lambda, name, unknownFunction }: FunctionReference): string | undefined {
  if (unknownFunction !== undefined) return unknownFunction;
  return lambda && name.startsWith("(") ? `the name of the function: ${name.slice(1, -1)}` : undefined;
}
