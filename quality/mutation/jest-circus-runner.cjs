const { default: runner } = require("jest-circus/runner");
const { isNoticed, present } = require("./present-mutant.cjs");

/** What was told about each test file when it was last run. */
const told = new Map();

/**
 * Runs the tests of a file, as jest-circus does, except where none of them can change what is known of the present mutant:
 * one has noticed it, or none of the file comes to it. Then they are told as left out. Loading a file takes longer than its
 * tests.
 */
module.exports = async (globalConfig, config, environment, runtime, path, ...others) => {
  const earlier = told.get(path);
  const names = globalConfig.testNamePattern && new RegExp(globalConfig.testNamePattern, "i");
  const comesToIt = !names || earlier?.testResults.some(({ fullName }) => names.test(fullName));
  if (present() !== undefined && earlier && (isNoticed() || !comesToIt)) return leftOut(earlier);
  const result = await runner(globalConfig, config, environment, runtime, path, ...others);
  if (result.testResults.length > 0) told.set(path, result);
  return result;
};

function leftOut(result) {
  return {
    ...result,
    numFailingTests: 0,
    numPassingTests: 0,
    numPendingTests: result.testResults.length,
    failureMessage: undefined,
    testExecError: undefined,
    testResults: result.testResults.map((test) => ({ ...test, status: "pending", failureMessages: [] })),
  };
}
