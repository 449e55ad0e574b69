import { appendFileSync, closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { followedPlaces } from "../../../cli/watch/followed";
import { changedPaths, takeSnapshot, writtenSince } from "../../../cli/watch/snapshot";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-snapshot-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a file that this process prints to is no change, and any other is", async () => {
  const [printed, data] = [join(folder, "gate.json"), join(folder, "data.json")];
  for (const file of [printed, data]) writeFileSync(file, "{}\n");
  const descriptor = openSync(printed, "a");
  try {
    const followed = followedPlaces({ files: [], trees: [folder], ignored: [] });
    const take = () => takeSnapshot(followed, new Map(), [descriptor]);
    const startedAt = Date.now();
    const before = await take();
    for (const file of [printed, data]) appendFileSync(file, "served anew\n");
    const after = await take();
    expect(changedPaths(before, after)).toEqual([data]);
    expect(writtenSince(before, after, { startedAt, trees: followed.trees })).toEqual([data]);
  } finally {
    closeSync(descriptor);
  }
});
