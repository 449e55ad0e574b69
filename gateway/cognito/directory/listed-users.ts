import * as v from "valibot";
import { didYouMean } from "../../../contract/did-you-mean";
import type { UserPool } from "../../../terraform/model";
import { GateError } from "../../error";
import { makeId, makePassword, type Secrets } from "../../state/secrets";
import { makeTotpSecret } from "../totp";
import type { UserSeed } from "./seeds";

const text = v.pipe(v.string(), v.nonEmpty());

const USER = v.strictObject({
  username: text,
  password: v.optional(text),
  groups: v.optional(v.array(text), []),
  attributes: v.optional(v.record(text, v.string()), {}),
  totp: v.optional(v.union([v.boolean(), v.pipe(v.string(), v.regex(/^[A-Z2-7]{16,}$/))]), false),
  mustChangePassword: v.optional(v.boolean(), false),
});

/** Users to have from the start, in place of one for each group. */
export interface ListedUsers {
  readonly users: readonly ListedUser[];
  /** The place of the list, for messages: `gatehouse.json: users` */
  readonly where: string;
}

export interface ListedUser {
  /** What the user signs in with. */
  readonly username: string;
  /** @default one that is made once and kept */
  readonly password?: string | undefined;
  /** Of the user pool. @default none */
  readonly groups?: readonly string[];
  /** @default an e-mail address that is verified */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Whether the user has a software token, or its secret in base32. @default false */
  readonly totp?: boolean | string;
  /** Whether the user must choose another password at the first sign-in. @default false */
  readonly mustChangePassword?: boolean;
}

/**
 * Checks the list of users of a file, of which nothing is known yet.
 *
 * @throws {GateError} `USERS_INVALID`
 */
export function readListedUsers(value: unknown, where: string): ListedUsers {
  const result = v.safeParse(v.array(USER), value);
  // A misspelt field is also a missing one; its own name says more.
  if (!result.success) throw issueError(result.issues.find(isUnknownField) ?? result.issues[0], where);
  const names = result.output.map(({ username }) => username.toLowerCase());
  const twice = names.findIndex((name, i) => names.indexOf(name) !== i);
  if (twice >= 0)
    throw invalid(`${where}[${twice}].username`, found(names[twice]), "a name of no other user");
  return { users: result.output, where };
}

function issueError(issue: v.BaseIssue<unknown>, where: string): GateError {
  const { expected, input, type } = issue;
  const path: readonly { readonly key: unknown }[] = issue.path ?? [];
  const place = path.map(({ key }) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  if (isUnknownField(issue)) {
    const names = Object.keys(USER.entries);
    const fields = `one of ${names.join(", ")}`;
    return new GateError(
      "USERS_INVALID",
      `${where}${place} is unknown; expected ${fields}.${didYouMean(input, names)}`,
      { where: `${where}${place}`, expected: fields },
    );
  }
  // A field that is missing.
  if (type === "strict_object" && path.at(-1)?.key === "username")
    return invalid(`${where}${place}`, "missing", "a text");
  return invalid(`${where}${place}`, found(input), EXPECTED[type] ?? expected ?? "another value");
}

function isUnknownField({ expected, type }: v.BaseIssue<unknown>): boolean {
  return type === "strict_object" && expected === "never";
}

const EXPECTED: Readonly<Record<string, string>> = {
  strict_object: "an object that describes a user",
  array: "a list",
  string: "a text",
  boolean: "true or false",
  non_empty: "a text that is not empty",
  record: "an object of texts",
  union: "true, false, or 16 or more of A-Z and 2-7",
  regex: "true, false, or 16 or more of A-Z and 2-7",
};

/** @throws {GateError} `USERS_INVALID`, for a group or an attribute that the pool does not have */
export function seedsOfListed({ users, where }: ListedUsers, pool: UserPool, secrets: Secrets): UserSeed[] {
  const groups = pool.groups.map(({ name }) => name);
  return users.map((user, i) => {
    const place = `${where}[${i}]`;
    const { username } = user;
    const unknown = user.groups?.find((group) => !groups.includes(group));
    if (unknown !== undefined)
      throw invalid(
        `${place}.groups`,
        found(unknown),
        groups.length === 0
          ? 'no "groups" here: the user pool has none'
          : `groups of the user pool: ${groups.join(", ")}`,
      );
    const attribute = Object.keys(user.attributes ?? {}).find((name) => !pool.settings.attributes.has(name));
    if (attribute !== undefined)
      throw invalid(`${place}.attributes`, found(attribute), "attributes of the user pool");
    const kept = (what: string, make: () => string) =>
      secrets.get(`user/${pool.id}/${username}/${what}`, make);
    const totpSecret = user.totp === true ? kept("totp", makeTotpSecret) : user.totp;
    return {
      username,
      password: user.password ?? kept("password", makePassword),
      sub: kept("sub", makeId),
      attributes: { ...emailOf(username), ...user.attributes },
      groups: user.groups ?? [],
      ...(typeof totpSecret === "string" && { totpSecret }),
      ...(user.mustChangePassword && { mustChangePassword: true as const }),
    };
  });
}

function emailOf(username: string): Readonly<Record<string, string>> {
  if (username.startsWith("+")) return {};
  return { email: username.includes("@") ? username : `${username}@example.com`, email_verified: "true" };
}

function found(value: unknown): string {
  return value === undefined ? "missing" : (JSON.stringify(value) ?? "nothing");
}

function invalid(where: string, is: string, expected: string): GateError {
  return new GateError("USERS_INVALID", `${where} is ${is}; expected ${expected}.`, { where, expected });
}
