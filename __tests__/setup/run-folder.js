const { mkdirSync, mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

/**
 * Jest's global setup: the temporary folder of all workers, which goes with the run. cdktf's `Testing` leaves its folders,
 * and the functions' archives are removed at the end of a process, of which jest ends workers by force.
 */
module.exports = () => {
  const folder = mkdtempSync(join(tmpdir(), "gate-run-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  process.env.TMPDIR = folder;
  // The RSA keys that all gates of a run share. The first gate makes them.
  process.env.GATEHOUSE_TEST_KEYS = join(folder, "keys");
  mkdirSync(process.env.GATEHOUSE_TEST_KEYS);
};
