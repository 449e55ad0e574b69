const crypto = require("node:crypto");

/**
 * RSA keys cost a tenth of the time of all tests. Within one process, the n-th pair of a test file with the same options is
 * made once; within a file no two are one.
 */
const made = Symbol.for("gatehouse.tests.keys");
const original = Symbol.for("gatehouse.tests.generateKeyPairSync");
crypto[made] ??= new Map();
crypto[original] ??= crypto.generateKeyPairSync;

const counts = new Map();
crypto.generateKeyPairSync = (type, options) => {
  if (type !== "rsa") return crypto[original](type, options);
  const kind = JSON.stringify(options);
  const count = counts.get(kind) ?? 0;
  counts.set(kind, count + 1);
  const name = `${count} ${kind}`;
  if (!crypto[made].has(name)) crypto[made].set(name, crypto[original](type, options));
  return crypto[made].get(name);
};
