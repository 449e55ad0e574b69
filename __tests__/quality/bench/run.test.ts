import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Machine } from "../../../quality/bench/frame/area";
import { busy, missingPeers, thisMachine } from "../../../quality/bench/frame/machine";
import { assertRecordable } from "../../../quality/bench/frame/recorded";

test("a quick run replaces no record of a whole one", () => {
  const folder = mkdtempSync(join(tmpdir(), "bench-records-"));
  const recorded = (name: string, quick: boolean) =>
    writeFileSync(join(folder, `${name}.json`), JSON.stringify({ quick, machine: { date: "2026-11-26" } }));
  try {
    recorded("whole", false);
    recorded("quick", true);
    expect(() => assertRecordable("whole", true, folder)).toThrow(
      "docs/benchmarks/whole.json has a whole run of 2026-11-26, which --quick would replace",
    );
    for (const [area, quick] of [
      ["whole", false],
      ["quick", true],
      ["absent", true],
    ] as const)
      expect(() => assertRecordable(area, quick, folder)).not.toThrow();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("peers are looked for one by one", () => {
  expect(missingPeers({ peers: ["no-such-package"] })).toEqual(["no-such-package"]);
  expect(missingPeers({})).toEqual([]);
});

test("versions of what the project itself uses stand beside the figures", () => {
  expect(thisMachine({ uses: ["cdktf"] }).peers).toEqual({ cdktf: expect.stringMatching(/^\d+\.\d+/) });
});

test.each([
  [0.6, undefined],
  [0.7, "the load is 0.7 on 2 cores: times and ratios will spread; at most 0.6 is expected"],
])("a load of %d on two cores", (load, warning) => {
  expect(busy({ cores: 2, load } as Machine)).toBe(warning);
});
