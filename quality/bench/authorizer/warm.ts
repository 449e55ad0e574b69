import { algorithms } from "../../../functions/token-verifier/issuer";
import type { Figure, Table } from "../frame/area";
import { figure, interleaved, processorTime, ratios } from "../frame/interleaved";
import { cellText } from "../frame/table";
import { ours } from "./ours";
import { signedToken } from "./token";

const CALLS = 500;
const AIM = 1.3;

/** Processor time of a warm decision, as a ratio to one bare crypto.verify of the same bytes. */
export async function warmTable(quick: boolean): Promise<Table> {
  const cells: Figure[] = [];
  for (const alg of algorithms) {
    const token = signedToken(alg);
    const decide = ours(token);
    const times = await interleaved(
      {
        ours: () => processorTime(decide, CALLS),
        bare: () => processorTime(async () => token.bare(), CALLS),
      },
      { turns: quick ? 20 : 60, warmUp: 5 },
    );
    cells.push(figure(ratios(times.ours, times.bare)));
  }
  const rs256 = cells[0] as Figure;
  return {
    title: "A warm decision",
    note: "Processor time of one call, as a ratio to one bare `crypto.verify` of the same bytes with a `KeyObject`, in the same turn.",
    unit: "ratio",
    columns: algorithms,
    rows: [{ name: "Gatehouse, event to policy", ours: true, cells }],
    aims: [
      {
        what: "RS256, all checks",
        aim: `at most ${AIM} ×`,
        reached: rs256.median <= AIM,
        found: cellText(rs256, "ratio"),
      },
    ],
    plot: { kind: "bars", columns: algorithms },
  };
}
