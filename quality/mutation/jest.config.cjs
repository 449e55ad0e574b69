// A mutant is in what a test file evaluates, so its modules are not shared.
const { runtime: _, ...project } = require("../../jest.config.js");
const slices = require("./slices.json");

const { tests } = Object.assign({}, ...Object.values(slices))[process.env.SLICE];

/** The project's own configuration, for the tests of one slice. */
module.exports = {
  ...project,
  // Stryker extends jest's own environment.
  testEnvironment: "node",
  rootDir: "../..",
  testMatch: tests.map((pattern) => `<rootDir>/__tests__/${pattern}.test.ts`),
};
