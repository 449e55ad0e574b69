import type { Item, ItemTable } from "../../../functions/handler/item-table";

/** A table in memory, and what was done to it. */
export function memoryTable(key: string, ...items: readonly Item[]) {
  const stored = new Map(items.map((item) => [String(item[key]), item]));
  const calls: string[] = [];
  const note = (call: string) => calls.push(call);
  const table: ItemTable = {
    async get(value) {
      note(`get ${value}`);
      return stored.get(value);
    },
    async insert(value, item) {
      note(`insert ${value}`);
      if (stored.has(value)) return false;
      stored.set(value, { ...item, [key]: value });
      return true;
    },
    async put(value, item) {
      note(`put ${value}`);
      stored.set(value, { ...item, [key]: value });
    },
    async remove(value) {
      note(`remove ${value}`);
      return stored.delete(value);
    },
    async page(limit, after) {
      note(`page ${limit} ${after}`);
      const keys = [...stored.keys()].sort().filter((one) => after === undefined || one > after);
      const shown = keys.slice(0, limit);
      const next = keys.length > limit ? shown.at(-1) : undefined;
      return { items: shown.map((one) => stored.get(one) as Item), next };
    },
    async count() {
      note("count");
      return stored.size;
    },
  };
  return { table, stored, calls };
}
