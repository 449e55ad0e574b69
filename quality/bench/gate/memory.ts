import type { Table } from "../frame/area";
import { figure } from "../frame/interleaved";
import type { Call } from "./call";
import { loaded } from "./load";
import { memoryOf } from "./processes";

/** Parts of the calls, after each of which memory is read. */
const PARTS = 10;
/** Growth that is still flat: the heap is collected when it needs to be. */
const FLAT = 1.25;

/** Memory of the gate's own process over many calls. */
export async function memoryTable(call: Call, quick: boolean): Promise<Table> {
  const calls = quick ? 10_000 : 200_000;
  const { port, program, requests, status } = call;
  const part = { port, requests, status, connections: 64, until: { answers: calls / PARTS } };
  const series: number[] = [];
  for (let n = 0; n < PARTS; n++) {
    await loaded(part);
    series.push(memoryOf(program));
  }
  const half = (from: number) => figure(series.slice(from, from + PARTS / 2));
  const [first, second] = [half(0), half(PARTS / 2)];
  return {
    title: "Memory of the gate",
    note: `Resident memory of its own process over ${calls.toLocaleString("en-US")} signed calls, after each tenth of them.`,
    unit: "MB",
    columns: ["first half", "second half"],
    rows: [{ name: "Gatehouse", ours: true, cells: [first, second] }],
    aims: [
      {
        what: "Memory",
        aim: "flat",
        reached: second.median <= first.median * FLAT,
        found: `${Math.round(first.median)} MB, then ${Math.round(second.median)} MB`,
      },
    ],
  };
}
