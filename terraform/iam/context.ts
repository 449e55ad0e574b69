/** What is known of a request beside action and resource; condition keys compare without regard to case. */
export class Context {
  private byKey: ReadonlyMap<string, readonly string[]> | undefined;

  /** @param open whether a key that is not among the values may have any, or none */
  constructor(
    private readonly values: Readonly<Record<string, string | readonly string[]>>,
    readonly open = false,
  ) {}

  /** The key's values, or undefined where the request has none. */
  get(key: string): readonly string[] | undefined {
    this.byKey ??= lowered(this.values);
    const found = this.byKey.get(key.toLowerCase());
    return found && found.length > 0 ? found : undefined;
  }
}

function lowered(
  values: Readonly<Record<string, string | readonly string[]>>,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(values).map(([key, value]) => [
      key.toLowerCase(),
      typeof value === "string" ? [value] : value,
    ]),
  );
}
