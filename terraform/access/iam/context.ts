/** Condition keys with their values: `{"aws:SourceIp": "203.0.113.7"}`. */
export type Keys = Readonly<Record<string, string | readonly string[]>>;

/** What is known of a request beside action and resource; condition keys compare without regard to case. */
export class Context {
  private byKey: ReadonlyMap<string, readonly string[]> | undefined;

  /**
   * @param layers a later layer overrides a key of an earlier one
   * @param open whether a key that is not among the values may have any, or none
   */
  constructor(
    private readonly layers: readonly Keys[],
    readonly open = false,
  ) {}

  /** The key's values, or undefined where the request has none. */
  get(key: string): readonly string[] | undefined {
    // Most statements have no conditions: the keys are merged when the first condition needs them.
    this.byKey ??= lowered(this.layers);
    const found = this.byKey.get(key.toLowerCase());
    return found && found.length > 0 ? found : undefined;
  }
}

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
