const Project = require("../../__tests__/setup/environment.js");
const { isNoticed, notice, present, VARIABLE } = require("./present-mutant.cjs");

/**
 * The environment that the project's test files share (`__tests__/setup/environment.js`), as an object for each file, which
 * Stryker extends. It starts with the present mutant, and leaves out the tests that come after one that notices it.
 */
module.exports = function Environment(...parameters) {
  const environment = Object.create(new Project(...parameters));
  const { env } = environment.global.process;
  delete env[VARIABLE];
  if (present() !== undefined) env[VARIABLE] = present();
  environment.handleTestEvent = async ({ name, test }) => {
    if (name === "test_start" && isNoticed()) test.mode = "skip";
    if (name === "test_done" && test.errors.length > 0) notice();
  };
  return environment;
};
