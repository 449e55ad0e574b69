const made = new Map<string, unknown>();

/**
 * A value that takes long to make, and is the same for every test file: the test files of a worker share it, and none may
 * change it. This module is evaluated once per worker (setup/runtime.js).
 */
export function oncePerWorker<T>(name: string, make: () => T): T {
  if (!made.has(name)) made.set(name, make());
  return made.get(name) as T;
}

/** For plain data that test files share: a test that changes it fails. */
export function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
