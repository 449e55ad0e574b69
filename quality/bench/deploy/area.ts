import { setImmediate as signals } from "node:timers/promises";
import type { Lock } from "../../../access/model";
import type { Area, Figure, Row, Table } from "../frame/area";
import { numberText } from "../frame/table";
import { API_GATEWAY, RATES_OF } from "./control-plane";
import { type Grants, LOCK_NAMES } from "./declaration";
import { limitMet, type Refused, type Weight, weigh } from "./weigh";

const SIZES = { quick: [10, 50, 300], whole: [10, 50, 100, 300, 1_000, 3_000] } as const;
/** Of the table by lock: as many as an API may have before AWS has raised anything. */
const USUAL = 300;
const GRANTS: Grants = "a role for each 25 routes";

interface Kind {
  readonly kind: "rest" | "http";
  readonly lock: Lock;
  readonly name: string;
}

/** An HTTP API asks for no API key. */
const KINDS: readonly Kind[] = (["rest", "http"] as const).flatMap((kind) =>
  LOCK_NAMES.filter((lock) => kind === "rest" || lock !== "key").map((lock) => ({
    kind,
    lock,
    name: `${kind === "rest" ? "REST API" : "HTTP API"}, ${lock}`,
  })),
);

export const area: Area = {
  name: "deploy",
  title: "The weight of a deployment",
  run: async ({ done, quick }) => {
    const sizes = quick ? SIZES.quick : SIZES.whole;
    const weights = new Map<Kind, readonly (Weight | Refused)[]>();
    for (const kind of KINDS) {
      const all: (Weight | Refused)[] = [];
      for (const routes of sizes) {
        await signals();
        all.push(weigh({ ...kind, grants: GRANTS, routes }));
      }
      weights.set(kind, all);
      done(kind.name);
    }
    return {
      tables: [byLock(weights, sizes), bySize(weights, sizes), await limits(quick)],
      notRun: [
        ...refusals(weights, sizes),
        {
          name: "terraform plan and apply",
          why: "they need the AWS provider and an account: a plan's bytes are counted from below, and requests at the documented rates",
        },
      ],
    };
  },
};

type Weights = ReadonlyMap<Kind, readonly (Weight | Refused)[]>;

/** Why a synth refuses, at the fewest routes at which it does. */
function refusals(weights: Weights, sizes: readonly number[]) {
  return [...weights].flatMap(([{ name }, all]) => {
    const at = all.findIndex((weight) => "refused" in weight);
    const weight = all[at];
    return weight && "refused" in weight
      ? [{ name: `${name}, ${numberText(sizes[at] ?? 0)} routes and more`, why: weight.refused }]
      : [];
  });
}

function weightOf(weight: Weight | Refused | undefined): Weight | undefined {
  return weight && "refused" in weight ? undefined : weight;
}

/** It is counted, not timed. */
function counted(value: number): Figure {
  return { median: value, min: value, max: value };
}

function row({ name }: Kind, cells: readonly (number | undefined)[]): Row {
  return { name, ours: true, cells: cells.map((cell) => (cell === undefined ? REFUSED : counted(cell))) };
}

const REFUSED = "refused at synth";

function byLock(weights: Weights, sizes: readonly number[]): Table {
  const at = sizes.indexOf(USUAL);
  return {
    title: `A project with ${USUAL} routes, by lock`,
    note:
      `All stacks of the project, with ${GRANTS}. Five routes are on two paths. Requests are those of a first \`terraform apply\`: one that makes each resource, and one that reads it. ` +
      `Minutes are the least that AWS's rates allow, of ${RATES_OF}: API Gateway takes ${API_GATEWAY.perSecond} requests a second in all, 5 of them new paths; a plan reads each resource again. ` +
      "The plan's JSON has at least these bytes: the provider adds its defaults.",
    unit: "count",
    units: { "cdk.tf.json": "bytes", "plan as JSON": "bytes" },
    columns: ["resources", "cdk.tf.json", "plan as JSON", "requests", "minutes to apply", "minutes to plan"],
    rows: [...weights].map(([kind, all]) => {
      const weight = weightOf(all[at]);
      return row(kind, [
        weight?.resources,
        weight?.bytes,
        weight?.planBytes,
        weight?.calls,
        weight?.minutes,
        weight?.planMinutes,
      ]);
    }),
  };
}

function bySize(weights: Weights, sizes: readonly number[]): Table {
  const columns = sizes.map(String);
  return {
    title: "Resources, by the number of routes",
    note: "Limits that AWS raises on request are raised. An HTTP API has one resource for each route and one integration for each function; a REST API has a method and an integration for each route, and a resource for each part of a path.",
    unit: "count",
    columns,
    rows: [...weights].map(([kind, all]) =>
      row(
        kind,
        all.map((weight) => weightOf(weight)?.resources),
      ),
    ),
    plot: { kind: "lines", columns, xTitle: "routes" },
  };
}

async function limits(quick: boolean): Promise<Table> {
  const most = quick ? 800 : 1_600;
  const shapes: readonly Grants[] = quick ? ["one role"] : ["one role", GRANTS];
  const rows: Row[] = [];
  for (const kind of KINDS) {
    const cells: string[] = [];
    let guess = 25;
    for (const grants of shapes) {
      const met = await firstLimit({ ...kind, grants }, { guess, most });
      guess = met?.routes ?? most;
      cells.push(
        met
          ? `from ${numberText(met.routes)} routes: ${met.limit}`
          : `none is met up to ${numberText(most)} routes, the most that were tried`,
      );
    }
    rows.push({ name: kind.name, ours: true, cells });
  }
  return {
    title: "Which limit is met first",
    note: "The synth compares the whole app with AWS's quotas ([limits.md](limits.md)): it warns of those that AWS raises on request, and refuses what exceeds the others.",
    unit: "text",
    columns: shapes.map((grants) => (grants === "one role" ? "one role may call all" : grants)),
    rows,
  };
}

/**
 * Doubles the routes until a limit is met, then halves the distance. Most kinds meet the same limit for any callers: a
 * guess is right if one route less meets none.
 */
async function firstLimit(
  { kind, lock, grants }: Kind & { readonly grants: Grants },
  { guess, most }: { readonly guess: number; readonly most: number },
) {
  const at = async (routes: number) => {
    await signals();
    return limitMet({ kind, lock, grants, routes });
  };
  let [below, above] = [0, guess];
  let limit = await at(above);
  while (limit === undefined) {
    if (above >= most) return undefined;
    [below, above] = [above, Math.min(most, above * 2)];
    limit = await at(above);
  }
  let middle = above === guess ? above - 1 : (below + above) >> 1;
  while (above - below > 1) {
    const met = await at(middle);
    if (met === undefined) below = middle;
    else [above, limit] = [middle, met];
    middle = (below + above) >> 1;
  }
  return { routes: above, limit };
}
