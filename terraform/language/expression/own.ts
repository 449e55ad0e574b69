/**
 * A record's own element. A name from outside, such as that of a claim or a variable, may be `constructor` or
 * `__proto__`, which every object inherits.
 */
export function own<T>(record: Readonly<Record<string, T>> | undefined | null, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Sets an own element whatever its name: an assignment of `__proto__` would set the object's prototype. */
export function define<T>(record: Record<string, T>, name: string, value: T): void {
  if (name === "__proto__")
    Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
  else record[name] = value;
}
