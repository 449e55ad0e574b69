import type { Area } from "../frame/area";
import { withFolder } from "../frame/stop";
import { evaluations } from "./evaluations";
import { bySize, largeInputs } from "./tables";

export const area: Area = {
  name: "review",
  title: "The review: access and diff",
  run: ({ done, quick }) =>
    withFolder("review", async (folder) => {
      const sizes = await bySize(folder, quick);
      for (const { title } of sizes) done(title);
      const inputs = await largeInputs(folder, quick);
      done(inputs.title);
      const evaluated = await evaluations(quick);
      return {
        tables: [...sizes, inputs, ...evaluated.tables],
        notRun: evaluated.notRun,
        ...(evaluated.versions && { versions: evaluated.versions }),
      };
    }),
};
