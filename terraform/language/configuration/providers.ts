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

/**
 * Arguments of a provider that change neither in which account its resources are nor to whom its requests are sent. Any
 * other may: a proxy, an endpoint or an authority of certificates of its own stands for another AWS.
 */
const WITHOUT_ACCOUNT = [
  "//",
  "alias",
  "default_tags",
  "forbidden_account_ids",
  "ignore_tags",
  "max_retries",
  "region",
  "retry_mode",
  "s3_us_east_1_regional_endpoint",
  "s3_use_path_style",
  "skip_credentials_validation",
  "skip_metadata_api_check",
  "skip_region_validation",
  "skip_requesting_account_id",
  "sts_region",
  "tag_policy_compliance",
  "token_bucket_rate_limiter_capacity",
  "use_dualstack_endpoint",
  "use_fips_endpoint",
  "user_agent",
  "version",
];

/** Arguments by which a provider signs in; the account that it gets may be told by something else. */
const SIGN_IN = [
  "access_key",
  "allowed_account_ids",
  "assume_role",
  "assume_role_with_web_identity",
  "profile",
  "secret_key",
  "shared_config_files",
  "shared_credentials_files",
  "token",
];

type Arguments = Readonly<Record<string, unknown>>;

/** The arguments of a provider that decide in which account its resources are, in the order of their names. */
export function accountArguments<T extends Arguments>(config: T): Partial<T> {
  return argumentsWithout(config, WITHOUT_ACCOUNT);
}

/** Those that decide where its requests are sent, under any account. */
export function requestArguments<T extends Arguments>(config: T): Partial<T> {
  return argumentsWithout(config, [...WITHOUT_ACCOUNT, ...SIGN_IN]);
}

function argumentsWithout<T extends Arguments>(config: T, names: readonly string[]): Partial<T> {
  const kept = Object.entries(config).filter(([name, value]) => !names.includes(name) && value !== undefined);
  return Object.fromEntries(kept.sort(([one], [other]) => (one < other ? -1 : 1))) as Partial<T>;
}

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
  if (!config) return name === "aws" ? "{}" : JSON.stringify([name]);
  return JSON.stringify(accountArguments(config));
}

/** The settings by which a provider gets to an account; undefined where it leaves them to its surroundings. */
export function accountSettings({
  config = {},
  stack,
}: Provider): { stack: Stack; settings: JsonObject } | undefined {
  const settings = accountArguments(config) as JsonObject;
  return Object.keys(settings).length === 0 ? undefined : { stack, settings };
}
