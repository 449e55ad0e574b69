import { jwksUrl } from "./fetch-jwks";
import { type Algorithm, algorithms, type Issuer } from "./issuer";

export type Environment = Readonly<Record<string, string | undefined>>;

/** A function that was deployed with settings it can not work with: API Gateway answers 500, never an allow. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
  readonly code = "configuration";

  /** @param where an environment variable or a file, and the place in it */
  constructor(
    readonly where: string,
    problem: string,
  ) {
    super(`${where}: ${problem}`);
  }
}

/**
 * The issuers that a function trusts. One is given by JWKS_URL, ISSUER and AUDIENCE (required) and by
 * AUDIENCE_CLAIM, TOKEN_USE, TOKEN_TYPES, ALGORITHMS, ROLES_CLAIM, CLOCK_SKEW, MAX_TOKEN_BYTES, JWKS_TTL and
 * JWKS_STALE_LIMIT (see Issuer for their meaning; lists are comma-separated). Further ones are a JSON array in
 * MORE_ISSUERS, of objects that hold these same variables.
 *
 * @throws ConfigurationError naming the variable
 */
export function issuersFrom(environment: Environment): readonly Issuer[] {
  const further = readMore(environment.MORE_ISSUERS ?? "[]");
  const issuers = [
    issuerFrom(environment, ""),
    ...further.map((one, at) => issuerFrom(one, `MORE_ISSUERS[${at}].`)),
  ];
  for (const [at, { issuer }] of issuers.entries()) {
    if (issuers.findIndex((other) => other.issuer === issuer) < at) {
      throw new ConfigurationError("MORE_ISSUERS", `names the issuer ${issuer} a second time`);
    }
  }
  return issuers;
}

function issuerFrom(environment: Environment, where: string): Issuer {
  const required = (name: string): string => {
    const value = environment[name];
    if (typeof value === "string" && value !== "") return value;
    throw new ConfigurationError(`${where}${name}`, "is missing");
  };
  const oneOf = <T extends string>(name: string, known: readonly T[]): T | undefined => {
    const value = environment[name];
    const found = known.find((one) => one === value);
    if (value === undefined || found !== undefined) return found;
    throw new ConfigurationError(`${where}${name}`, `found ${value}, expected one of ${known.join(", ")}`);
  };
  const list = (name: string): readonly string[] | undefined => {
    const items = environment[name]?.split(",").map((item) => item.trim());
    if (items?.every((item) => item !== "") ?? true) return items;
    throw new ConfigurationError(`${where}${name}`, "has an empty item");
  };
  const wholeNumber = (name: string, least: number): number | undefined => {
    const value = environment[name];
    if (value === undefined) return undefined;
    if (/^\d{1,9}$/.test(value) && Number(value) >= least) return Number(value);
    throw new ConfigurationError(`${where}${name}`, `found ${value}, expected a whole number from ${least}`);
  };
  const url = (name: string): string => {
    try {
      return jwksUrl(required(name)).href;
    } catch (error) {
      if (error instanceof ConfigurationError) throw error;
      throw new ConfigurationError(`${where}${name}`, (error as Error).message);
    }
  };
  const notEmpty = (name: string): string | undefined => {
    if (environment[name] !== "") return environment[name];
    throw new ConfigurationError(`${where}${name}`, "is empty");
  };
  const ttl = wholeNumber("JWKS_TTL", 1);
  const staleLimit = wholeNumber("JWKS_STALE_LIMIT", 0);
  return present({
    issuer: required("ISSUER"),
    jwksUrl: url("JWKS_URL"),
    audience: required("AUDIENCE"),
    audienceClaim: oneOf("AUDIENCE_CLAIM", ["aud", "client_id"]),
    tokenUse: oneOf("TOKEN_USE", ["access", "id", "unmarked"]),
    types: list("TOKEN_TYPES"),
    algorithms: list("ALGORITHMS")?.map((name) => algorithm(name, `${where}ALGORITHMS`)),
    rolesClaim: notEmpty("ROLES_CLAIM"),
    clockSkew: wholeNumber("CLOCK_SKEW", 0),
    maxTokenBytes: wholeNumber("MAX_TOKEN_BYTES", 1),
    keys: present({ ttl, staleLimit }),
  });
}

function algorithm(name: string, where: string): Algorithm {
  const found = algorithms.find((one) => one === name);
  if (found) return found;
  throw new ConfigurationError(where, `found ${name}, expected some of ${algorithms.join(", ")}`);
}

function readMore(text: string): readonly Environment[] {
  const expected = "expected a JSON array of objects whose members are strings";
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ConfigurationError("MORE_ISSUERS", expected);
  }
  if (Array.isArray(value) && value.every(isEnvironment)) return value;
  throw new ConfigurationError("MORE_ISSUERS", expected);
}

function isEnvironment(value: unknown): value is Environment {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((one) => typeof one === "string")
  );
}

type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without the members that are undefined, so that they do not hide a default. */
function present<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Present<T>;
}
