/**
 * Condition keys with their values: `{"aws:SourceIp": "203.0.113.7"}`. `aws:PrincipalTag/*` without values says that no
 * other tag is there.
 */
export type Keys = Readonly<Record<string, string | readonly string[]>>;

/** What is known of a request beside action and resource; condition keys compare without regard to case. */
export class Context {
  private byKey: ReadonlyMap<string, readonly string[]> | undefined;

  /**
   * @param layers a later layer overrides a key of an earlier one; without values, the request does not have the key
   * @param open whether a key that is not among the layers may have any value, or none
   * @param absent keys, in lower case, that the request does not have, whatever the layers say
   */
  constructor(
    private readonly layers: readonly Keys[],
    readonly open = false,
    private readonly absent?: RegExp,
  ) {}

  /** The key's values, or undefined where the request has none, or is not known to have any. */
  get(key: string): readonly string[] | undefined {
    const found = this.found(key);
    return found && found.length > 0 ? found : undefined;
  }

  /** Whether the key may have any value, or none. */
  isOpen(key: string): boolean {
    return this.open && this.found(key) === undefined;
  }

  private found(key: string): readonly string[] | undefined {
    const lower = key.toLowerCase();
    if (this.absent?.test(lower)) return [];
    // Most statements have no conditions: the keys are merged when the first condition needs them.
    this.byKey ??= lowered(this.layers);
    return this.byKey.get(lower) ?? this.byKey.get(lower.replace(TAG_NAME, "/*"));
  }
}

/** The part of a key that names a tag. */
const TAG_NAME = /\/.*$/s;

function lowered(layers: readonly Keys[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    layers.flatMap((keys) =>
      Object.entries(keys).map(([key, value]) => [
        key.toLowerCase(),
        typeof value === "string" ? [value] : value,
      ]),
    ),
  );
}
