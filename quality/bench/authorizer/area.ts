import type { Area } from "../frame/area";
import { warmTable } from "./warm";

export const area: Area = {
  name: "authorizer",
  title: "The Lambda authorizer",
  run: async ({ quick }) => ({ tables: [await warmTable(quick)], notRun: [] }),
};
