import { createHash } from "node:crypto";
import { TerraformError, withoutPlace } from "../error";
import type { Resolved, ResolvedResource } from "../language/configuration";
import { encodeJson, Unresolved, type Value, withInputs } from "../language/expression";
import type { Notice } from "../model";

/** A read of everything takes a tenth of a second for a thousand routes. */
const MAX_REPAIRS = 200;
/** After as many, a wrong value counts as wrong in every resource of the type. */
const MANY_REPAIRS = 50;

/** Arguments by which a resource belongs to others: without them it would be lost. */
const LINKS =
  /^(rest_api_id|api_id|user_pool_id|identity_pool_id|resource_id|parent_id|function_name|role|name)$/;

/** What is done about a resource that cannot be read, the mildest first: each step follows if the one before was not enough. */
const STEPS = ["argument", "uncertain", "all but links", "all", "left out"] as const;

type Step = (typeof STEPS)[number];

const SAID: Readonly<Record<Step, string>> = {
  argument: "it is unknown here",
  uncertain: "what it is is unknown here",
  "all but links": "what it is is unknown here",
  all: "what it is and belongs to is unknown here",
  "left out": "it is not read, so something may be missing here",
};

/**
 * Reads resources, and goes on where that fails: the argument that is wrong is unknown from then on, or if need be the
 * resource, and all is read again. Each such repair is a warning. So one construct that cannot be read makes its own
 * cells unknown, whichever reader refuses it.
 *
 * @throws TerraformError with an address that no resource has, or where more is wrong than MAX_REPAIRS
 */
export function readWithRepairs<T>(
  resolved: Resolved,
  read: (resolved: Resolved) => T,
): { readonly read: T; readonly repaired: readonly Notice[] } {
  const repaired: Notice[] = [];
  const steps = new Map<string, number>();
  let resources = resolved.resources;
  for (;;) {
    try {
      return { read: read({ ...resolved, resources }), repaired };
    } catch (error) {
      const broken = error instanceof TerraformError ? brokenBy(error, resources) : undefined;
      if (!broken || !(error instanceof TerraformError) || repaired.length >= MAX_REPAIRS) throw error;
      const step = nextStep(error, broken, steps);
      resources = resources.flatMap((one) =>
        mended(one, broken, { step, error, isOneOfMany: repaired.length >= MANY_REPAIRS }),
      );
      repaired.push(noticeOf(error, broken.address, step));
    }
  }
}

/** The resource that an error is about, also where it names a part of it: a method of a body, a statement. */
export function brokenBy(
  { where = "" }: TerraformError,
  resources: readonly ResolvedResource[],
): ResolvedResource | undefined {
  return (
    resources.find(({ address }) => address === where) ??
    resources.find(({ address }) => where.startsWith(`${address} (`) || where.startsWith(`${address}, `))
  );
}

/** The argument, where it is told and was not the remedy already; else the next step for the resource. */
function nextStep(
  { argument }: TerraformError,
  { address, values }: ResolvedResource,
  steps: Map<string, number>,
): Step {
  if (argument !== undefined && !(values[argument] instanceof Unresolved)) return "argument";
  const at = Math.min((steps.get(address) ?? 0) + 1, STEPS.length - 1);
  steps.set(address, at);
  return STEPS[at] as Step;
}

interface Repair {
  readonly step: Step;
  readonly error: TerraformError;
  readonly isOneOfMany: boolean;
}

function mended(
  resource: ResolvedResource,
  broken: ResolvedResource,
  { error: { argument = "", message }, isOneOfMany, step }: Repair,
): readonly ResolvedResource[] {
  const isBroken = resource.address === broken.address;
  if (step === "argument") {
    // The same mistake is in all instances of a block.
    const isAlike =
      resource.type === broken.type &&
      (isOneOfMany || withoutKeys(resource.address) === withoutKeys(broken.address)) &&
      isSame(resource.values[argument], broken.values[argument]);
    return [isBroken || isAlike ? withUnknown(resource, [argument], message) : resource];
  }
  if (!isBroken) return [resource];
  const names = Object.keys(resource.values).filter((name) => name !== "id");
  switch (step) {
    case "uncertain":
      return [{ ...resource, uncertain: message }];
    case "all but links":
      return [
        withUnknown(
          resource,
          names.filter((name) => !LINKS.test(name)),
          message,
        ),
      ];
    case "all":
      return [withUnknown(resource, names, message)];
    case "left out":
      return [];
  }
}

function withUnknown(resource: ResolvedResource, names: readonly string[], why: string): ResolvedResource {
  const unknown = names.map((name) => [name, unknownIn(resource, name, why)] as const);
  return { ...resource, values: { ...resource.values, ...Object.fromEntries(unknown) } };
}

/** Two sides of a change are compared by what was written there. */
function unknownIn({ address, values }: ResolvedResource, name: string, why: string): Unresolved {
  const written = values[name];
  const value = new Unresolved(why, `${address}.${name}`);
  if (written === undefined || written instanceof Unresolved) return value;
  const digest = createHash("sha256").update(textOf(written)).digest("base64url").slice(0, 22);
  return withInputs(value, () => ({ all: digest, unknown: digest }));
}

function withoutKeys(address: string): string {
  return address.replace(/\[[^\]]*\]/g, "");
}

function isSame(one: Value | undefined, other: Value | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return !(one instanceof Unresolved) && !(other instanceof Unresolved) && textOf(one) === textOf(other);
}

function textOf(value: Value): string {
  try {
    return encodeJson(value);
  } catch {
    return String(value);
  }
}

function noticeOf(error: TerraformError, address: string, step: Step): Notice {
  const { where } = error;
  const place = where === address || where === undefined ? "" : `${where.slice(address.length).trim()}: `;
  const message = `${place}${withoutPlace(error)}: ${SAID[step]}`;
  const unread = {
    says: { "": message },
    ...(step === "left out" && { hides: true as const }),
    ...(error.code === "DUPLICATE" && { identity: true as const }),
  };
  return { address, message, weight: "warning", unread };
}
