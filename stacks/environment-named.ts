/** Finds an environment by its name, replaces single settings, and checks the result. */
import { check } from "../constructs/declaration";
import { DeclarationError } from "../constructs/declaration/errors";
import { didYouMean } from "../contract/did-you-mean";
import { type Environment, environmentSchema, environments } from "./environments";

/**
 * The environment of this name, with `settings` in place of its own: cdktf.json's context has them under `settings`.
 *
 * @throws DeclarationError `ENVIRONMENT_UNKNOWN`, `CONFIG_FIELD_UNKNOWN`, `CONFIG_FIELD_MISSING`, `CONFIG_INVALID`, `CONFIG_CLASH`
 */
export function environmentNamed(name: string, settings: unknown = {}): Environment {
  const environment = Object.hasOwn(environments, name) ? environments[name] : undefined;
  if (!environment) {
    const known = Object.keys(environments);
    throw new DeclarationError(
      "ENVIRONMENT_UNKNOWN",
      `No environment "${name}" in stacks/environments.ts; there are ${known.join(", ")}.${didYouMean(name, known)}`,
      { where: "the environment", expected: `one of ${known.join(", ")}` },
    );
  }
  const changed = { ...environment, ...(parsed(settings) as object) };
  checkEnvironment(changed, name);
  return changed;
}

/** @throws DeclarationError as `environmentNamed` does */
export function checkEnvironment(value: unknown, name: string): asserts value is Environment {
  check(environmentSchema, value, name, {
    invalid: "CONFIG_INVALID",
    fieldUnknown: "CONFIG_FIELD_UNKNOWN",
    fieldMissing: "CONFIG_FIELD_MISSING",
  });
  const environment: Environment = value;
  if (environment.alarms !== "off" && (environment.logs === "off" || environment.encryption !== "own-key")) {
    throw new DeclarationError(
      "CONFIG_CLASH",
      `${name}.alarms are on; they count in the access log and need a key that alarms may use: expected logs, and encryption "own-key".`,
    );
  }
  checkKind(environment, name);
  if (environment.cors && environment.api !== "http" && environment.hardening === "off") {
    throw new DeclarationError(
      "CONFIG_CLASH",
      `${name}.cors is set and ${name}.hardening is off: a page could not read why it was refused. Expected ${name}.hardening "on".`,
    );
  }
  if (environment.scriptClient && environment.userPool.threatProtection === "enforced") {
    throw new DeclarationError(
      "CONFIG_CLASH",
      `${name}.scriptClient accepts passwords, and ${name}.userPool.threatProtection is enforced; expected one of the two.`,
    );
  }
}

/** Settings that ask for what an HTTP API does not have: they would be left out without a message. */
const REST_ONLY: readonly (readonly [keyof Environment, without: readonly string[], why: string])[] = [
  ["firewall", ["off"], "an HTTP API has no web ACL"],
  ["hardening", ["off"], "an HTTP API neither validates requests nor changes its own refusals"],
  ["tracing", ["off", "functions"], "an HTTP API sends no traces, and its functions can"],
  ["selfServiceKeys", ["off"], "an HTTP API has no API keys"],
  ["admission", [], "an HTTP API has no resource policy"],
];

function checkKind(environment: Environment, name: string): void {
  if (environment.api !== "http") {
    if (environment.metering === undefined) return;
    throw new DeclarationError(
      "CONFIG_CLASH",
      `${name}.metering is off, and a REST API asks for the keys that routes declare: expected it with ${name}.api "http".`,
    );
  }
  for (const [setting, without, why] of REST_ONLY) {
    const value = environment[setting];
    if (value === undefined || (typeof value === "string" && without.includes(value))) continue;
    const expected = without.length === 0 ? "it left out" : without.map((word) => `"${word}"`).join(" or ");
    throw new DeclarationError(
      "CONFIG_CLASH",
      `${name}.api is "http", and ${name}.${setting} is set: ${why}. Expected ${expected}, or ${name}.api "rest".`,
    );
  }
}

function parsed(settings: unknown): unknown {
  if (typeof settings === "object" && settings !== null) return settings;
  try {
    const value: unknown = JSON.parse(String(settings));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch {
    // The error below says what was expected.
  }
  throw new DeclarationError(
    "CONFIG_INVALID",
    `settings is ${JSON.stringify(settings)}; expected fields by name, as JSON.`,
  );
}
