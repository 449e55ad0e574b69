const { default: circus } = require("jest-circus/runner");

/**
 * jest-circus, which would tell jest's own process each start and end of a test, for a count that a terminal shows while a
 * file runs. For thousands of short tests, that costs both processes as much as the tests. What a file found is told
 * when it ends.
 */
module.exports = (globalConfig, config, environment, runtime, testPath) =>
  circus(globalConfig, config, environment, runtime, testPath);
