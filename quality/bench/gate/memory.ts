import type { Row, Table } from "../frame/area";
import { figure } from "../frame/interleaved";
import type { Call, Contender } from "./call";
import { loaded } from "./load";
import { type Memory, memoryOf } from "./proc";
import { emptyLogs } from "./program";

/** Parts of the calls, after each of which memory is read. */
const PARTS = 10;
/** Growth that is still flat: the heap is collected when it needs to be. */
const FLAT = 1.25;
/** Calls of ours, and of other gates, which take longer. */
const MANY = { quick: { ours: 10_000, others: 1_000 }, whole: { ours: 200_000, others: 10_000 } };

/** Memory of the gates over many calls. */
export async function memoryTable(all: readonly Contender[], quick: boolean): Promise<Table> {
  const many = MANY[quick ? "quick" : "whole"];
  const rows: Row[] = [];
  for (const { calls, name, ours } of all) {
    const kind = ours ? "signed" : "public";
    const call = calls[kind];
    if (call === undefined) continue;
    const count = ours ? many.ours : many.others;
    const series = await memoryOver(call, count);
    const half = (of: keyof Memory, from: number) =>
      figure(series.slice(from, from + PARTS / 2).map((one) => one[of]));
    const halves = (of: keyof Memory) => [half(of, 0), half(of, PARTS / 2)];
    rows.push({
      name,
      ours,
      cells: [`${count.toLocaleString("en-US")} ${kind}`, ...halves("server"), ...halves("all")],
    });
  }
  const [, first, second] = rows[0]?.cells ?? [];
  if (typeof first !== "object" || typeof second !== "object") throw new Error("the gate was not measured");
  return {
    title: "Memory",
    note:
      "Resident memory after each tenth of the calls that are named, after those of the other tables: of the process that listens, and with " +
      "the processes that it started (pages that they share count in each).",
    unit: "MB",
    units: { calls: "text" },
    columns: [
      "calls",
      "first half",
      "second half",
      "first half, with its processes",
      "second half, with its processes",
    ],
    rows,
    aims: [
      {
        what: `Memory over ${many.ours.toLocaleString("en-US")} signed calls`,
        aim: `flat, which is at most ${FLAT} × in the second half`,
        reached: second.median <= first.median * FLAT,
        found: `${Math.round(first.median)} MB, then ${Math.round(second.median)} MB`,
      },
    ],
  };
}

async function memoryOver(call: Call, count: number): Promise<readonly Memory[]> {
  const series: Memory[] = [];
  for (let n = 0; n < PARTS; n++) {
    emptyLogs();
    const requests = await call.requests();
    await loaded({ ...call, requests, connections: 64, until: { answers: count / PARTS } });
    series.push(memoryOf(call.program));
  }
  return series;
}
