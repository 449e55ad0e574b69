/**
 * A record's own element. A name from outside, such as that of a claim or a variable, may be `constructor` or
 * `__proto__`, which every object inherits.
 */
export function own<T>(record: Readonly<Record<string, T>> | undefined | null, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}
