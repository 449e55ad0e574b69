const crypto = require("node:crypto");

/**
 * RSA keys cost most of the time of a test file, and each mutant runs its files anew. Within one process of
 * Stryker the n-th key pair of a file with the same options is made once; within a file no two are one.
 */
const made = Symbol.for("gatehouse.mutation.keys");
const original = Symbol.for("gatehouse.mutation.generateKeyPairSync");
crypto[made] ??= new Map();
crypto[original] ??= crypto.generateKeyPairSync;

let count = 0;
crypto.generateKeyPairSync = (type, options) => {
  const name = JSON.stringify([type, options, count++]);
  if (!crypto[made].has(name)) crypto[made].set(name, crypto[original](type, options));
  return crypto[made].get(name);
};
