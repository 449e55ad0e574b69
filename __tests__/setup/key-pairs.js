const crypto = require("node:crypto");
const { existsSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

/**
 * RSA keys cost a tenth of the time of all tests. In one run, the n-th pair of a test file with the same options is made
 * once, and kept in the folder that jest's global setup names; within a file no two are one.
 */
const made = Symbol.for("gatehouse.tests.keys");
const original = Symbol.for("gatehouse.tests.generateKeyPairSync");
crypto[made] ??= new Map();
crypto[original] ??= crypto.generateKeyPairSync;

const PKCS8 = { type: "pkcs8", format: "pem" };

/** From the folder of the run, where another worker may have put it meanwhile. */
function pairOf(name, options) {
  const folder = process.env.GATEHOUSE_TEST_KEYS;
  if (folder === undefined) return crypto[original]("rsa", options);
  const file = join(folder, `${name}.pem`);
  if (!existsSync(file)) {
    const own = `${file}.${process.pid}`;
    writeFileSync(own, crypto[original]("rsa", options).privateKey.export(PKCS8));
    renameSync(own, file);
  }
  const privateKey = crypto.createPrivateKey(readFileSync(file));
  return { privateKey, publicKey: crypto.createPublicKey(privateKey) };
}

const counts = new Map();
crypto.generateKeyPairSync = (type, options) => {
  if (type !== "rsa") return crypto[original](type, options);
  const { modulusLength, publicExponent = 0x10001, ...others } = options;
  if (Object.keys(others).length > 0) return crypto[original](type, options);
  const kind = `rsa-${modulusLength}-${publicExponent}`;
  const count = counts.get(kind) ?? 0;
  counts.set(kind, count + 1);
  const name = `${kind}-${count}`;
  if (!crypto[made].has(name)) crypto[made].set(name, pairOf(name, options));
  return crypto[made].get(name);
};
