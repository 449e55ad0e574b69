import { TerraformError } from "../error";
import type { Resolved, ResolvedResource } from "../language/configuration";
import type { Value } from "../language/expression";
import type { Notice, Unread } from "../model";
import { Fields } from "./fields";
import { untoldPlaces, withPolicies } from "./untold-place";

/** How a reader treats what is not understood or not known. */
export interface Reading {
  /**
   * Refuse it, as the gate must. Otherwise that part of the model is unknown, and an error is thrown only where it
   * could affect routes that cannot be named.
   */
  readonly strict: boolean;
  /** Parses YAML, for OpenAPI bodies that are not JSON. Without it their routes are unknown. */
  readonly parseYaml?: (text: string) => unknown;
}

/** The resources that a model is read from, by type, and the notices that reading them gives. */
export class Resources {
  readonly region: string;
  /** Of the first API. */
  readonly accountId: string;
  /** What is asked of the version of the AWS provider; undefined where nothing is. */
  readonly awsProvider: string | undefined;
  /** False where the account is a stand-in, because nothing in the Terraform tells it. */
  readonly isAccountTold: boolean;
  /** Those in which APIs, user pools and functions are: roots may be in several. */
  readonly accounts: ReadonlySet<string>;
  /** Makes a policy ready, in which ARNs may be about a place that is not told. */
  readonly policy: (policy: Value) => Value;
  private readonly givenTags: ReadonlyMap<string, Value>;
  private readonly noticed: Notice[] = [];
  private readonly byType = new Map<string, Fields[]>();
  private readonly byLink = new Map<string, ReadonlyMap<string, readonly Fields[]>>();

  constructor(
    resolved: Resolved,
    readonly reading: Reading,
  ) {
    const { accountId, region, resources } = resolved;
    this.accountId = accountId;
    this.isAccountTold = resolved.isAccountTold !== false;
    this.region = region;
    this.awsProvider = resolved.awsProvider;
    this.accounts = new Set([accountId, ...resources.flatMap(accountsIn)]);
    this.policy = untoldPlaces(resolved);
    this.givenTags = new Map(
      resources.flatMap(({ address, defaultTags }) =>
        defaultTags === undefined ? [] : [[address, defaultTags] as const],
      ),
    );
    for (const { address, lifecycle, type, uncertain, values } of resources) {
      push(
        this.byType,
        type,
        new Fields(
          address,
          withPolicies(values, this.policy),
          reading.strict,
          "",
          uncertain,
          lifecycle,
          !reading.strict || NAMED_BY_OTHERS.test(type),
        ),
      );
    }
  }

  /** Tags that the provider of a resource gives it (`default_tags`). */
  defaultTags(address: string): Value | undefined {
    return this.givenTags.get(address);
  }

  ofType(type: string): readonly Fields[] {
    return this.byType.get(type) ?? [];
  }

  /** The resources of a type whose argument has a value, such as all methods of one API. Indexes are built once. */
  where(type: string, argument: string, value: string): readonly Fields[] {
    const key = `${type}.${argument}`;
    const index = this.byLink.get(key) ?? this.index(type, argument);
    this.byLink.set(key, index);
    return index.get(value) ?? [];
  }

  private index(type: string, argument: string): ReadonlyMap<string, readonly Fields[]> {
    const index = new Map<string, Fields[]>();
    for (const fields of this.ofType(type)) push(index, fields.link(argument), fields);
    return index;
  }

  /**
   * Checks that each resource of a type has a parent: that `argument` is one of `values`. A reader that is not strict
   * ignores the others, with a notice.
   *
   * @throws TerraformError `REFERENCE_MISSING`
   */
  requireParent(type: string, argument: string, values: readonly string[], parent: string): void {
    const known = new Set(values);
    for (const fields of this.ofType(type)) {
      const value = fields.link(argument);
      if (!known.has(value)) this.missing(fields.address, `${argument} is ${value}, and no ${parent} has it`);
    }
  }

  /** Reports a reference to something that is not in this Terraform: an error for a strict reader, else a notice. */
  missing(address: string, message: string): void {
    if (this.reading.strict) throw new TerraformError("REFERENCE_MISSING", message, address);
    this.notice(address, message, { says: { "": message } });
  }

  /**
   * Reports a reference to something that is not in this Terraform, and without an influence on access: locks hold
   * without it, also in the gate.
   */
  missingIdly(address: string, message: string): void {
    this.notice(address, message);
  }

  /** @param unread of what is not evaluated and may have an influence on access */
  notice(address: string, message: string, unread?: Unread): void {
    this.noticed.push({ address, message, ...(unread && { unread }) });
  }

  /** Adds a warning: of something that the routes do not show, and that changes what they mean. */
  warn(address: string, message: string, unread?: Unread): void {
    this.noticed.push({ address, message, weight: "warning", ...(unread && { unread }) });
  }

  /**
   * Reports a way to bypass the locks, as a notice of weight `danger`. The gate does not serve such ways, so that none
   * opens it; where routes may be hidden in it, that is an error for a strict reader.
   *
   * @throws TerraformError `ARGUMENT_UNSUPPORTED`
   */
  danger(address: string, message: string, unread: Unread = { says: { "": message } }): void {
    if (this.reading.strict && unread.hides)
      throw new TerraformError("ARGUMENT_UNSUPPORTED", message, address);
    this.noticed.push({ address, message, weight: "danger", unread });
  }

  get notices(): readonly Notice[] {
    return this.noticed;
  }
}

/** Functions and roles: which one it is shows by what names it. Its own name has no say, also for the gate. */
const NAMED_BY_OTHERS = /^aws_(lambda_(alias|function|permission)|iam_(role|policy).*)$/;

function push(map: Map<string, Fields[]>, key: string, fields: Fields): void {
  const found = map.get(key);
  if (found) found.push(fields);
  else map.set(key, [fields]);
}

const IN_ACCOUNTS: readonly string[] = [
  "aws_api_gateway_rest_api",
  "aws_apigatewayv2_api",
  "aws_cognito_user_pool",
  "aws_lambda_function",
];

function accountsIn({ type, values }: ResolvedResource): string[] {
  if (!IN_ACCOUNTS.includes(type)) return [];
  return [values.execution_arn, values.arn].flatMap((arn) => {
    const account = typeof arn === "string" ? arn.split(":")[4] : undefined;
    return account ? [account] : [];
  });
}
