/** An item as it is stored: its key is one of its string members. */
export type Item = Readonly<Record<string, string | number>>;

export interface Page {
  readonly items: readonly Item[];
  /** The key after which the next page begins; undefined at the end. */
  readonly next: string | undefined;
}

/**
 * A table with one hash key, with the operations that the handlers need. No write spans two items. DynamoDB is
 * one implementation, and the tests have another.
 */
export interface ItemTable {
  get(key: string): Promise<Item | undefined>;
  /** False, and nothing changed, if there is an item with this key already. */
  insert(key: string, item: Item): Promise<boolean>;
  /** Writes the item, in place of one with this key if there is one. */
  put(key: string, item: Item): Promise<void>;
  /** False if there was no such item. */
  remove(key: string): Promise<boolean>;
  /** Some items, in no particular order. */
  page(limit: number, after: string | undefined): Promise<Page>;
  count(): Promise<number>;
}
