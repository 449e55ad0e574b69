const { join } = require("node:path");
const { default: Runtime } = require("jest-runtime");

const root = join(__dirname, "../..");
// Functions keep state as in Lambda, and test files keep theirs.
const EACH_ANEW = ["functions", "__tests__"].map((folder) => join(root, folder, "/"));

/** What test files say that they share. */
const PER_WORKER = join(root, "__tests__/per-worker.ts");

const isEachAnew = (path) =>
  process.env.SOURCES_ANEW
    ? !path.includes("/node_modules/")
    : path !== PER_WORKER && EACH_ANEW.some((folder) => path.startsWith(folder));

/** Parts of jest that keep what the tests of a file are and expect. */
const JEST_ANEW = /node_modules\/(@jest\/expect|expect|jest-circus|jest-snapshot)\/build\//;

/** Evaluated modules of the sources and of packages by path, for all test files of a worker. */
const shared = new Map();
/** Those of jest itself. */
const sharedOfJest = new Map();
/** The runtime of the present test file. */
let present;

/** Jest's runtime, with modules that the test files of a worker share, as vitest does with `isolate: false`. */
module.exports = class extends Runtime {
  constructor(...parameters) {
    super(...parameters);
    present = this;
    for (const [path, module] of shared) this.registries.moduleRegistry.set(path, module);
    for (const [path, module] of sharedOfJest) this.registries.internalModuleRegistry.set(path, module);
  }

  /** A shared module requires by the runtime of the test file that came to it first, which may be over. */
  requireModuleOrMock(...parameters) {
    return this === present
      ? super.requireModuleOrMock(...parameters)
      : present.requireModuleOrMock(...parameters);
  }

  requireInternalModule(...parameters) {
    return this === present
      ? super.requireInternalModule(...parameters)
      : present.requireInternalModule(...parameters);
  }

  /** What was evaluated without the mock is evaluated anew, and for this file alone. */
  setMock(...parameters) {
    if (!this.hasMocks) for (const path of shared.keys()) this.registries.moduleRegistry.delete(path);
    this.hasMocks = true;
    super.setMock(...parameters);
  }

  teardown() {
    for (const [path, module] of this.registries.moduleRegistry)
      if (!this.hasMocks && module.loaded && !isEachAnew(path)) shared.set(path, module);
    for (const [path, module] of this.registries.internalModuleRegistry)
      if (module.loaded && !JEST_ANEW.test(path)) sharedOfJest.set(path, module);
    super.teardown();
  }
};
