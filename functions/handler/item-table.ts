/** An item as it is stored: its key is one of its string members. */
export type Item = Readonly<Record<string, string | number>>;

export interface Page {
  readonly items: readonly Item[];
  /** The key after which the next page begins; undefined at the end. */
  readonly next: string | undefined;
}

/**
 * A table with one hash key, as far as the handlers need it. All writes are conditional, and none spans two
 * items. DynamoDB is one implementation, the tests bring another.
 */
export interface ItemTable {
  get(key: string): Promise<Item | undefined>;
  /** False, and nothing changed, if there is an item with this key already. */
  insert(key: string, item: Item): Promise<boolean>;
  /** Writes the item whether there is one or not. */
  put(key: string, item: Item): Promise<void>;
  /** False if there was no such item. */
  remove(key: string): Promise<boolean>;
  /** Some items, in no order that means anything. */
  page(limit: number, after: string | undefined): Promise<Page>;
  count(): Promise<number>;
}
