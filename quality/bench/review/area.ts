import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Area } from "../frame/area";
import { evaluations } from "./evaluations";
import { bySize, largeInputs } from "./tables";

export const area: Area = {
  name: "review",
  title: "The review: access and diff",
  run: async ({ quick }) => {
    const folder = mkdtempSync(join(tmpdir(), "bench-review-"));
    try {
      const [sizes, inputs, evaluated] = [
        await bySize(folder, quick),
        await largeInputs(folder, quick),
        await evaluations(quick),
      ];
      return { tables: [...sizes, inputs, ...evaluated.tables], notRun: evaluated.notRun };
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
