/** What is known of a request beside action and resource; condition keys compare without regard to case. */
export class Context {
  private readonly values: ReadonlyMap<string, readonly string[]>;

  constructor(values: Readonly<Record<string, string | readonly string[]>>) {
    this.values = new Map(
      Object.entries(values).map(([key, value]) => [
        key.toLowerCase(),
        typeof value === "string" ? [value] : value,
      ]),
    );
  }

  /** The key's values, or undefined where the request has none. */
  get(key: string): readonly string[] | undefined {
    const found = this.values.get(key.toLowerCase());
    return found && found.length > 0 ? found : undefined;
  }
}
