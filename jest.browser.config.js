// Tests with pages in a real Chromium: npm run test:browser.
/** @type {import("jest").Config} */
module.exports = {
  ...require("./jest.config.js"),
  testMatch: ["<rootDir>/__tests__/browser/**/*.browser.ts"],
};
