import { first, forger, second, World } from "../support/world";

/** Budgets: how often the issuer's JWKS is fetched. Each run is a table's row, and its fetches are counted exactly. */

interface Budget {
  readonly name: string;
  readonly fetches: number;
  readonly run: (world: World) => Promise<void>;
}

const calls = async (world: World, count: number, key = first) => {
  for (let n = 0; n < count; n++) await world.outcome(key);
};
const atOnce = async (world: World, count: number) => {
  await Promise.all(Array.from({ length: count }, () => world.outcome(first)));
};
/** One call each second. */
const seconds = async (world: World, count: number, call: (second: number) => Promise<unknown>) => {
  for (let n = 0; n < count; n++) {
    await call(n);
    world.after(1);
  }
};

const budgets: readonly Budget[] = [
  { name: "no call", fetches: 0, run: async () => {} },
  { name: "a cold call", fetches: 1, run: (world) => calls(world, 1) },
  { name: "100 cold calls at once", fetches: 1, run: (world) => atOnce(world, 100) },
  { name: "100 warm calls", fetches: 1, run: (world) => calls(world, 100) },
  {
    name: "an hour of calls, of which each TTL takes one",
    fetches: 6,
    run: (world) => seconds(world, 360, async () => world.after(9).outcome(first)),
  },
  {
    name: "a key that is rotated",
    fetches: 2,
    run: async (world) => {
      await calls(world, 5);
      world.keys = [first, second];
      world.after(1);
      await calls(world, 5, second);
      await calls(world, 5);
    },
  },
  {
    name: "500 made-up kids within a second, after a warm call",
    fetches: 1,
    run: async (world) => {
      await calls(world, 1);
      for (let n = 0; n < 500; n++) await world.outcome(forger, `made-up-${n}`);
    },
  },
  {
    name: "a minute of made-up kids, ten a second, beside good calls",
    fetches: 60,
    run: (world) =>
      seconds(world, 60, async (second) => {
        for (let n = 0; n < 10; n++) await world.outcome(forger, `made-up-${second}-${n}`);
        await world.outcome(first);
      }),
  },
  {
    name: "an issuer that is down for a minute",
    fetches: 6,
    run: async (world) => {
      world.up = false;
      await seconds(world, 60, () => world.outcome(first));
    },
  },
  {
    name: "a withdrawn key, asked for a minute",
    fetches: 61,
    run: async (world) => {
      await calls(world, 1);
      world.keys = [second];
      world.after(600);
      await seconds(world, 60, () => world.outcome(first));
    },
  },
  {
    name: "tokens that are refused before a key is needed",
    fetches: 0,
    run: async (world) => void (await world.outcome({ ...first, alg: "none" })),
  },
];

test.each(budgets)("$name: $fetches", async ({ fetches, run }) => {
  const world = new World();
  await run(world);
  expect(world.fetches).toBe(fetches);
});
