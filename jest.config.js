/** @type {import("jest").Config} */
module.exports = {
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  // These need Terraform or make clones; `npm run test:order`, `test:module` and `test:clone` run them.
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/__tests__/(order|module|clone|schema)/"],
  testEnvironment: "node",
  // Jest leaves one core idle; on two, that is half of them.
  maxWorkers: "100%",
  moduleNameMapper: { "/stack-trace$": "<rootDir>/__tests__/no-stack-trace.js" },
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out", "<rootDir>/.gatehouse"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" } },
    ],
  },
};
