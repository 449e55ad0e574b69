import { accountArguments, requestArguments, UNKNOWN_REGION } from "../../language/configuration";
import { own, type Value } from "../../language/expression";
import { isApi } from "../../types";
import type { ConfiguredModule, Expressions, ShownPlan, ShownResource } from "./format";
import { type Place, placeOf } from "./place";

type ProviderConfig = NonNullable<NonNullable<ShownPlan["configuration"]>["provider_config"]>[string];

/** The account in the ARN of a role. */
const ROLE = /^arn:aws[\w-]*:iam::(\d{12}):role\//;

/** The region and account of each planned resource: those of the provider that it is made with. */
export class Places {
  private readonly keys: ReadonlyMap<string, string>;
  private readonly groups = new Map<string, ShownResource[]>();
  private readonly known = new Map<string, Place>();
  /** The provider of the API; where there is none, the default one. */
  private readonly homeKey: string;
  readonly home: Place;

  /**
   * @param all resources before and after, with which ARNs are found
   * @param accountId of what does not tell its account
   */
  constructor(
    private readonly plan: ShownPlan,
    all: readonly ShownResource[],
    accountId: string,
  ) {
    this.keys = new Map(keysIn(plan.configuration?.root_module, ""));
    for (const resource of all) {
      const key = this.keyOf(resource);
      const group = this.groups.get(key);
      if (group) group.push(resource);
      else this.groups.set(key, [resource]);
    }
    const api = all.find(({ type }) => isApi(type));
    this.homeKey = api ? this.keyOf(api) : "aws";
    this.home = {
      region: this.regionOf("aws") ?? UNKNOWN_REGION,
      accountId,
      ...placeOf(all),
      ...this.toldBy(this.homeKey),
    };
  }

  /** Where a resource is or will be. */
  of(resource: ShownResource): Place {
    const key = this.keyOf(resource);
    const region = own(resource.values ?? {}, "region");
    const place = key === this.homeKey ? this.home : this.placeOfProvider(key);
    return typeof region === "string" && region !== "" ? { ...place, region } : place;
  }

  /** Why a new resource may not be in the account of the API; undefined where it is. */
  elsewhere(resource: ShownResource): string | undefined {
    const key = this.keyOf(resource);
    if (key === this.homeKey || this.isLikeHome(key, accountArguments)) return undefined;
    const isTold = this.toldBy(key).accountId !== undefined;
    if (isTold && this.isLikeHome(key, requestArguments)) return undefined;
    return `it is made with the provider ${key}, which may be for another account than the API's, ${this.homeKey}`;
  }

  private placeOfProvider(key: string): Place {
    const known = this.known.get(key);
    if (known) return known;
    const { accountId = this.home.accountId, region = `(region of ${key})` } = this.toldBy(key);
    const place = { accountId, region };
    this.known.set(key, place);
    return place;
  }

  /** What a provider's configuration says, and the ARNs of what was made with it. */
  private toldBy(key: string): Partial<Place> {
    const region = this.regionOf(key);
    const accountId = this.accountOf(key);
    return {
      ...placeOf(this.groups.get(key) ?? []),
      ...(region !== undefined && { region }),
      ...(accountId !== undefined && { accountId }),
    };
  }

  private regionOf(key: string): string | undefined {
    return this.text(this.config(key)?.expressions?.region);
  }

  private accountOf(key: string): string | undefined {
    const { allowed_account_ids: allowed, assume_role: roles } = this.config(key)?.expressions ?? {};
    const [only, second] = listOf((allowed as { constant_value?: Value } | undefined)?.constant_value);
    if (typeof only === "string" && second === undefined) return only;
    const blocks = (Array.isArray(roles) ? roles : []) as readonly Expressions[];
    const arn = this.text(blocks.at(-1)?.role_arn);
    return arn === undefined ? undefined : ROLE.exec(arn)?.[1];
  }

  /** Whether some settings of a provider are those of the API's, as far as their configurations tell. */
  private isLikeHome(key: string, settings: typeof accountArguments): boolean {
    const [one, other] = [key, this.homeKey].map((of) =>
      JSON.stringify(settings(this.config(of)?.expressions ?? {})),
    );
    return one === other && this.config(key) !== undefined;
  }

  private config(key: string): ProviderConfig | undefined {
    return own(this.plan.configuration?.provider_config ?? {}, key);
  }

  /** A constant, or a variable of the root. */
  private text(expression: Expressions[string] | undefined): string | undefined {
    const { constant_value: constant, references = [] } = (expression ?? {}) as {
      readonly constant_value?: Value;
      readonly references?: readonly string[];
    };
    const [reference = "", ...others] = references;
    const variable = /^var\.([\w-]+)$/.exec(reference)?.[1];
    const value =
      constant ??
      (variable && others.length === 0 ? own(this.plan.variables ?? {}, variable)?.value : undefined);
    return typeof value === "string" ? value : undefined;
  }

  private keyOf({ address }: ShownResource): string {
    return this.keys.get(withoutKeys(address)) ?? "aws";
  }
}

/** The provider of each configured resource, by its address without keys. */
function* keysIn(
  module: ConfiguredModule | null | undefined,
  prefix: string,
): Generator<readonly [address: string, key: string]> {
  for (const { address, provider_config_key: key } of module?.resources ?? [])
    if (key) yield [prefix + address, key];
  for (const [name, call] of Object.entries(module?.module_calls ?? {}))
    yield* keysIn(call.module, `${prefix}module.${name}.`);
}

/** `module.role.aws_iam_role.this` of `module.role["clerk"].aws_iam_role.this[0]`. */
function withoutKeys(address: string): string {
  return address.includes("[") ? address.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, "") : address;
}

function listOf(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : [];
}
