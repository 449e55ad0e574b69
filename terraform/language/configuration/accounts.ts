import { isList, isRecord, type Value } from "../expression";
import { type Provider, providerOf, sameAccount } from "./providers";
import type { Resolution } from "./resolution";
import type { Block, Json, Stack } from "./stack";

const OF_ROLE = /^arn:aws[\w-]*:iam::(\d{12}):role\//;

/** The accounts in which providers work, as far as their settings tell: by the role that they assume, or the one allowed. */
export class Accounts {
  private readonly known = new Map<object, string | undefined>();

  /** @param otherwise the account where no provider tells it */
  constructor(
    private readonly values: Resolution,
    private readonly otherwise: string,
  ) {}

  /** The account of a stack's resources, or of one that names another provider configuration. */
  of(stack: Stack, block?: Block): string {
    return this.told(providerOf(stack, block)) ?? this.otherwise;
  }

  /** Whether the account of a block is told, or is that of its stack; another provider's is not known otherwise. */
  knows(stack: Stack, block: Block): boolean {
    const provider = providerOf(stack, block);
    return this.told(provider) !== undefined || sameAccount(provider, providerOf(stack));
  }

  /** The account that the settings of a provider tell. */
  told({ config, stack }: Provider): string | undefined {
    if (!config) return undefined;
    if (!this.known.has(config)) {
      // A circle through the provider's own settings tells nothing.
      this.known.set(config, undefined);
      const { allowed_account_ids: allowed, assume_role: assumed } = config;
      this.known.set(config, this.assumed(stack, assumed) ?? this.allowed(stack, allowed));
    }
    return this.known.get(config);
  }

  /** Of several roles that are assumed one after the other, the last one counts. */
  private assumed(stack: Stack, written: Json | undefined): string | undefined {
    const blocks = this.value(stack, written);
    const last = isList(blocks) ? blocks.at(-1) : blocks;
    const arn = isRecord(last) ? last.role_arn : undefined;
    return typeof arn === "string" ? OF_ROLE.exec(arn)?.[1] : undefined;
  }

  private allowed(stack: Stack, written: Json | undefined): string | undefined {
    const ids = this.value(stack, written);
    const [id, second] = isList(ids) ? ids : [];
    return second === undefined && /^\d{12}$/.test(String(id)) ? String(id) : undefined;
  }

  private value(stack: Stack, written: Json | undefined): Value | undefined {
    if (written === undefined) return undefined;
    const name = `${stack.prefix}provider, ${JSON.stringify(written)}`;
    return this.values.once(name, stack.name, () => this.values.value(stack, written));
  }
}
