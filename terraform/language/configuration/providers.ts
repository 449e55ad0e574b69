import type { Block, Json, JsonObject, Stack } from "./stack";

/** The configuration of the AWS provider that a block is made with. */
export interface Provider {
  /** Whose expressions it holds. */
  readonly stack: Stack;
  /** Undefined where it is left to the surroundings, or not known. */
  readonly config?: JsonObject;
  /** `aws.peer`; of the default configuration `aws`. */
  readonly name: string;
}

/** Arguments of a provider that decide in which account its resources are. */
export const ACCOUNT_ARGUMENTS = [
  "access_key",
  "allowed_account_ids",
  "assume_role",
  "assume_role_with_web_identity",
  "profile",
  "shared_config_files",
  "shared_credentials_files",
  "token",
];

/**
 * The provider of a block, or of a stack's blocks that name none; of a module, what its call passes on.
 * https://developer.hashicorp.com/terraform/language/modules/develop/providers
 */
export function providerOf(stack: Stack, block?: Pick<Block, "body">): Provider {
  return configured(stack, nameOf(block?.body.provider ?? "aws"));
}

function configured(stack: Stack, name: string): Provider {
  const alias = name === "aws" ? undefined : name.slice("aws.".length);
  const config = stack.providers.find((candidate) => candidate.alias === alias);
  if (config && name.startsWith("aws")) return { stack, config, name };
  const passed = passedOn(stack).get(name);
  if (stack.call && (passed !== undefined || alias === undefined))
    return configured(stack.call.stack, passed ?? "aws");
  return { stack, name };
}

/** `providers` of a module's call: what it names them, and what they are where it is called. */
function passedOn({ call }: Stack): ReadonlyMap<string, string> {
  const providers = call?.body.providers;
  if (typeof providers !== "object" || providers === null) return new Map();
  return new Map(Object.entries(providers).map(([inner, outer]) => [nameOf(inner), nameOf(outer)]));
}

/** `aws.peer` of `aws.peer` and of `${aws.peer}`. */
function nameOf(written: Json): string {
  return String(written).replace(/^\$\{(.*)\}$/, "$1");
}

/** The tags that a provider gives all its resources, as they are written; undefined where it gives none. */
export function defaultTags({ config, stack }: Provider): { stack: Stack; tags: Json } | undefined {
  const written = config?.default_tags;
  const [block] = Array.isArray(written) ? written : [written];
  const tags = typeof block === "object" && block !== null ? (block as JsonObject).tags : undefined;
  return tags === undefined ? undefined : { stack, tags };
}

/** Whether two configurations are for one account, as far as their texts tell. */
export function sameAccount(one: Provider, other: Provider): boolean {
  return accountOf(one) === accountOf(other);
}

function accountOf({ config, name }: Provider): string {
  // Of a provider without a configuration, only the name is known.
  if (!config) return name === "aws" ? "[]" : JSON.stringify([name]);
  return JSON.stringify(
    ACCOUNT_ARGUMENTS.flatMap((key) => (config[key] === undefined ? [] : [[key, config[key]]])),
  );
}

/** The settings by which a provider signs in to an account; undefined where it leaves them to its surroundings. */
export function accountSettings({
  config,
  stack,
}: Provider): { stack: Stack; settings: JsonObject } | undefined {
  const written = ACCOUNT_ARGUMENTS.flatMap((key) =>
    config?.[key] === undefined ? [] : [[key, config[key]] as const],
  );
  return written.length === 0 ? undefined : { stack, settings: Object.fromEntries(written) };
}
