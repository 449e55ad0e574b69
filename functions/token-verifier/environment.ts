import { ConfigurationError, type Environment, Variables } from "../../contract/variables";
import { jwksUrl } from "./fetch-jwks";
import { algorithms, type Issuer } from "./issuer";

/**
 * The issuers that a function trusts. One is given by JWKS_URL, ISSUER and AUDIENCE (required) and by
 * AUDIENCE_CLAIM, TOKEN_USE, TOKEN_TYPES, ALGORITHMS, ROLES_CLAIM, SUBJECT_PREFIX, CLOCK_SKEW, MAX_TOKEN_BYTES,
 * JWKS_TTL and JWKS_STALE_LIMIT (see Issuer for their meaning; lists are comma-separated). Further ones are a JSON
 * array in MORE_ISSUERS, of objects that hold these same variables. A `sub` is unique at its issuer only, so with
 * several issuers each needs its own SUBJECT_PREFIX, and none may begin with another.
 *
 * @throws ConfigurationError naming the variable
 */
export function issuersFrom(environment: Environment): readonly Issuer[] {
  const further = readMore(environment.MORE_ISSUERS ?? "[]").map((one, at) =>
    issuerFrom(new Variables(one, `MORE_ISSUERS[${at}].`)),
  );
  const issuers = [issuerFrom(new Variables(environment)), ...further];
  for (const [at, one] of issuers.entries()) {
    for (const other of issuers.slice(0, at)) ensureApart(one, other);
  }
  return issuers;
}

function issuerFrom(variables: Variables): Issuer {
  return present({
    issuer: variables.required("ISSUER"),
    jwksUrl: address(variables, "JWKS_URL"),
    audience: variables.required("AUDIENCE"),
    audienceClaim: variables.oneOf("AUDIENCE_CLAIM", ["aud", "client_id"]),
    tokenUse: variables.oneOf("TOKEN_USE", ["access", "id", "unmarked"]),
    types: variables.list("TOKEN_TYPES"),
    algorithms: variables.someOf("ALGORITHMS", algorithms),
    rolesClaim: variables.optional("ROLES_CLAIM"),
    subjectPrefix: prefix(variables, "SUBJECT_PREFIX"),
    clockSkew: variables.wholeNumber("CLOCK_SKEW", 0),
    maxTokenBytes: variables.wholeNumber("MAX_TOKEN_BYTES", 1),
    keys: present({
      ttl: variables.wholeNumber("JWKS_TTL", 5),
      staleLimit: variables.wholeNumber("JWKS_STALE_LIMIT", 0),
    }),
  });
}

function address(variables: Variables, name: string): string {
  const value = variables.required(name);
  try {
    return jwksUrl(value).href;
  } catch (error) {
    throw variables.wrong(name, (error as Error).message);
  }
}

function prefix(variables: Variables, name: string): string | undefined {
  const value = variables.optional(name);
  if (value === undefined || /^[\x21-\x7e]{1,64}$/.test(value)) return value;
  throw variables.wrong(name, "expected at most 64 visible ASCII characters");
}

function ensureApart(one: Issuer, other: Issuer): void {
  if (one.issuer === other.issuer) {
    throw new ConfigurationError("MORE_ISSUERS", `names the issuer ${one.issuer} a second time`);
  }
  const { subjectPrefix: a = "" } = one;
  const { subjectPrefix: b = "" } = other;
  if (a.startsWith(b) || b.startsWith(a)) {
    const found = `found "${b}" and "${a}" for ${other.issuer} and ${one.issuer}`;
    throw new ConfigurationError(
      "SUBJECT_PREFIX",
      `${found}, expected two of which neither begins with the other`,
    );
  }
}

function readMore(text: string): readonly Environment[] {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value) && value.every(isEnvironment)) return value;
  } catch {
    // The error below does not repeat the value.
  }
  throw new ConfigurationError("MORE_ISSUERS", "expected a JSON array of objects whose members are strings");
}

function isEnvironment(value: unknown): value is Environment {
  const isObject = typeof value === "object" && value !== null;
  return isObject && Object.values(value).every((one) => typeof one === "string");
}

type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without the members that are undefined, so that they do not hide a default. */
function present<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Present<T>;
}
