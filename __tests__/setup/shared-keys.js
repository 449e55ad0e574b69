const { mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

/** Jest's global setup: a folder for the RSA keys that all gates of a run share. The first gate makes them. */
module.exports = () => {
  const folder = mkdtempSync(join(tmpdir(), "gate-keys-"));
  process.env.GATEHOUSE_TEST_KEYS = folder;
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
};
