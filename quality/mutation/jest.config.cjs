const project = require("../../jest.config.js");
const slices = require("./slices.json");

const { tests } = Object.assign({}, ...Object.values(slices))[process.env.SLICE];

/** The project's own configuration, for the tests of one slice. */
module.exports = {
  ...project,
  // Stryker extends jest's own environment.
  testEnvironment: "node",
  rootDir: "../..",
  setupFiles: ["<rootDir>/quality/mutation/quick-keys.cjs"],
  testMatch: tests.map((pattern) => `<rootDir>/__tests__/${pattern}.test.ts`),
};
