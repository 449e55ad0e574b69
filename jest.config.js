const GLOBALS =
  "Array BigInt Boolean Error JSON Map Math Number Object Promise Reflect RegExp Set String Symbol WeakMap";

// Workers are started with these. With V8's default of 16 MB for young objects, a fifth of the time goes to collecting them.
process.execArgv.push("--max-semi-space-size=64");
// Most code of a test file runs a few times: V8 would spend an eighth of the time on optimizing it. Other versions refuse the flag.
if (process.version.startsWith("v20.")) process.execArgv.push("--interrupt-budget=1000000");

/** @type {import("jest").Config} */
module.exports = {
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  // They need Terraform, a checker or vectors, make clones, or take long: `*.slow.test.ts`, and whole gates under attack,
  // `*.attacks.test.ts`. `npm run test:order` and its like run them.
  testPathIgnorePatterns: [
    "/node_modules/",
    "<rootDir>/__tests__/(order|module|clone|package|migration|schema|expressions|examples)/",
    "\\.(slow|attacks)\\.test\\.ts$",
    "/wycheproof",
  ],
  globalSetup: "<rootDir>/__tests__/setup/run-folder.js",
  testEnvironment: "<rootDir>/__tests__/setup/environment.js",
  testRunner: "<rootDir>/__tests__/setup/test-runner.js",
  setupFiles: ["<rootDir>/__tests__/setup/key-pairs.js"],
  ...(!process.env.ISOLATE && { runtime: "<rootDir>/__tests__/setup/runtime.js" }),
  // A start of a gate takes 0.3 s, and ten times as long where other work shares the machine.
  testTimeout: 20_000,
  // Jest leaves one core idle; on two, that is half of them.
  maxWorkers: "100%",
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out", "<rootDir>/.gatehouse"],
  // Reading a global of jest's context takes twenty times as long as reading a parameter. Tests replace none of these.
  sandboxInjectedGlobals: GLOBALS.split(" "),
  moduleNameMapper: {
    "/stack-trace$": "<rootDir>/__tests__/setup/no-stack-trace.js",
    "^readable-stream$": "<rootDir>/__tests__/setup/node-stream.js",
  },
  // jose comes as ES modules only.
  transformIgnorePatterns: ["/node_modules/(?!jose/)"],
  transform: {
    "(^.+\\.ts|/node_modules/jose/.+\\.js)$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" } },
    ],
  },
};
