import * as v from "valibot";
import type { UserAttribute, UserPool, UserPoolClient } from "../../../../terraform/model";
import { cognitoError, notAuthorized } from "../../exceptions";

/** Attributes by their name. */
export type Attributes = Readonly<Record<string, string>>;

/** A list of names and values, as the operations take attributes; of a name that comes twice, the last one counts. */
export const attributesInput = v.pipe(
  v.optional(v.array(v.object({ Name: v.string(), Value: v.optional(v.string(), "") })), []),
  v.transform((list) => Object.fromEntries(list.map(({ Name: name, Value: value }) => [name, value]))),
);

interface Rules {
  readonly pool: UserPool;
  /** Through which a user writes; absent for administrators, who may write every attribute but `sub`. */
  readonly client?: UserPoolClient;
  /** Attributes that come from the user's name, which every client may write. @default none */
  readonly own?: Attributes;
}

/**
 * Checks the attributes of a new user. What is required, an administrator may leave to the user's first sign-in.
 *
 * @throws {ServiceError} `InvalidParameterException`, `NotAuthorizedException`
 */
export function checkNewAttributes(given: Attributes, { client, own = {}, pool }: Rules): void {
  const schema = pool.settings.attributes;
  const written = Object.keys(given).filter((name) => !Object.hasOwn(own, name));
  if (client?.settings.writeAttributes !== undefined) checkWritable(written, { client, pool });
  const problems = [
    ...Object.entries(given).flatMap(([name, value]) => valueProblem(name, value, schema.get(name))),
    ...(client ? missing(given, pool) : []),
  ];
  if (problems.length > 0)
    throw invalid(`Attributes did not conform to the schema: ${problems.map((one) => `${one}\n`).join("")}`);
  if (client) checkWritable(written, { client, pool });
  if ("sub" in given) throw invalid("user.sub: Attribute cannot be updated.\n");
  checkForms(given);
}

function missing(given: Attributes, { settings }: UserPool): string[] {
  return [...settings.attributes.values()]
    .filter(({ name, required }) => required && name !== "sub" && !given[name])
    .map(({ name }) => `${name}: The attribute is required`);
}

/**
 * Checks changes of a user's attributes. An empty value removes an attribute.
 *
 * @throws {ServiceError} `InvalidParameterException`, `NotAuthorizedException`
 */
export function checkChangedAttributes(given: Attributes, { client, pool }: Rules): void {
  const schema = pool.settings.attributes;
  if (client) checkWritable(Object.keys(given), { client, pool });
  const problems = Object.entries(given).flatMap(([name, value]) => {
    const attribute = schema.get(name);
    if (attribute && !attribute.mutable) return [`${name}: Attribute cannot be updated.`];
    if (attribute?.required && value === "") return [`${name}: Required attribute cannot be deleted.`];
    return value === "" && attribute ? [] : valueProblem(name, value, attribute);
  });
  if (problems.length > 0) throw invalid(problems.map((problem) => `user.${problem}\n`).join(""));
  checkForms(given);
}

/**
 * Checks that a user may be without these attributes.
 *
 * @throws {ServiceError} `InvalidParameterException`, `NotAuthorizedException`
 */
export function checkRemovedAttributes(names: readonly string[], rules: Rules): void {
  checkChangedAttributes(Object.fromEntries(names.map((name) => [name, ""])), rules);
}

function checkWritable(
  names: readonly string[],
  { client, pool }: { readonly client: UserPoolClient; readonly pool: UserPool },
): void {
  const writable = writableAttributes(client, pool);
  const isForeign = (name: string) => pool.settings.attributes.has(name) || client.settings.writeAttributes;
  if (names.some((name) => !writable.has(name) && isForeign(name)))
    throw notAuthorized("A client attempted to write unauthorized attribute");
}

/** Attributes that the pool alone sets. */
const OWN = new Set(["sub", "email_verified", "phone_number_verified"]);

/**
 * The attributes that users may write through a client: those that it names, or every standard attribute.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
 */
function writableAttributes(
  { settings: { writeAttributes } }: UserPoolClient,
  { settings: { attributes } }: UserPool,
): ReadonlySet<string> {
  const named = writeAttributes ?? [...attributes.keys()].filter((name) => !name.includes(":"));
  return new Set(named.filter((name) => !OWN.has(name) && attributes.get(name)?.developerOnly === false));
}

function valueProblem(name: string, value: string, attribute: UserAttribute | undefined): string[] {
  if (attribute === undefined) return [`${name}: Attribute does not exist in the schema.`];
  const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY, type } = attribute;
  if (type === "Boolean") return /^(true|false)$/i.test(value) ? [] : [`${name}: Boolean value is expected`];
  if (type === "String") {
    if (value.length > most) return [`${name}: String must be no longer than ${most} characters`];
    return value.length < least ? [`${name}: String must be at least ${least} characters long`] : [];
  }
  if (type === "DateTime") return Number.isNaN(Date.parse(value)) ? [`${name}: Date value is expected`] : [];
  const number = Number(value);
  if (!/^-?\d+$/.test(value)) return [`${name}: Numeric value is expected`];
  if (number > most) return [`${name}: Number must be no greater than ${most}`];
  return number < least ? [`${name}: Number must be at least ${least}`] : [];
}

/** Forms of addresses, which the schema does not have. */
function checkForms({ email, phone_number: phone }: Attributes): void {
  if (email && !isEmail(email)) throw invalid("Invalid email address format.");
  if (phone && !isPhoneNumber(phone)) throw invalid("Invalid phone number format.");
}

export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text);
}

/** E.164 */
export function isPhoneNumber(text: string): boolean {
  return /^\+[1-9]\d{1,14}$/.test(text);
}

function invalid(message: string) {
  return cognitoError("InvalidParameterException", message);
}
