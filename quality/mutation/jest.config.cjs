const project = require("../../jest.config.js");
const slices = require("./slices.json");

const { tests } = Object.assign({}, ...Object.values(slices))[process.env.SLICE];

/** For runtime.js: a mutant is in what a test file evaluates, so only packages are shared. */
process.env.SOURCES_ANEW = "1";

/** The project's own configuration, for the tests of one slice. */
module.exports = {
  ...project,
  rootDir: "../..",
  // Jest lists the files of these folders for each mutant.
  roots: ["<rootDir>/__tests__"],
  watchman: false,
  testRunner: require.resolve("./jest-circus-runner.cjs"),
  testEnvironment: require.resolve("./environment.cjs"),
  testMatch: tests.map((pattern) => `<rootDir>/__tests__/${pattern}.test.ts`),
  // A mutant that leaves a test waiting is noticed before Stryker has to end the process.
  testTimeout: 4_000,
};
