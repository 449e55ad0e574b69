import type { Area } from "./frame/area";

/** Loaded when it runs, because the areas load what they measure. In this order they stand in docs/benchmarks.md. */
export const AREAS: Readonly<Record<string, () => Area>> = {
  authorizer: () => (require("./authorizer/area") as typeof import("./authorizer/area")).area,
  synth: () => (require("./synth/area") as typeof import("./synth/area")).area,
  gate: () => (require("./gate/area") as typeof import("./gate/area")).area,
  review: () => (require("./review/area") as typeof import("./review/area")).area,
  deploy: () => (require("./deploy/area") as typeof import("./deploy/area")).area,
};
