/**
 * A record's own element. A name that somebody else chose, such as a claim's or a variable's, may be `constructor` or
 * `__proto__`, which every object inherits.
 */
export function own<T>(record: Readonly<Record<string, T>> | undefined | null, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}
