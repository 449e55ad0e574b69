import { readFileSync } from "node:fs";

const slices = JSON.parse(readFileSync(new URL("slices.json", import.meta.url), "utf8"));
const slice = process.env.SLICE;
const { mutate, coverage = "perTest" } = Object.assign({}, ...Object.values(slices))[slice];

/** Run from the project's root. https://stryker-mutator.io/docs/stryker-js/configuration */
export default {
  mutate,
  testRunner: "jest",
  jest: {
    projectType: "custom",
    configFile: "quality/mutation/jest.config.cjs",
    enableFindRelatedTests: false,
  },
  coverageAnalysis: coverage,
  ignoreStatic: false,
  concurrency: Number(process.env.CONCURRENCY ?? 2),
  timeoutMS: 10_000,
  tempDirName: `quality/mutation/.stryker-tmp/${slice}`,
  cleanTempDir: "always",
  ignorePatterns: [
    "/cdktf.out",
    "/.gatehouse",
    "/quality/bench",
    "/docs",
    "/examples",
    "/quality/mutation/{.stryker-tmp,reports}",
  ],
  reporters: ["progress-append-only", "json", "clear-text"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, allowEmojis: false },
  jsonReporter: { fileName: `quality/mutation/reports/${slice}.json` },
  allowEmpty: false,
};
