import { battery } from "../../../__tests__/functions/support/hostile/battery";
import { issuer, NOW } from "../../../__tests__/functions/support/issuer";
import { jwksOf } from "../../../__tests__/functions/support/tokens";
import { algorithms } from "../../../functions/token-verifier/issuer";
import { createVerifier } from "../../../functions/token-verifier/verifier";
import type { Table } from "../frame/area";
import { OURS, PEERS, type Settings, verifierOf } from "./contenders";

type Outcome = "accepted" | "refused" | "uncaught";

/** What a contender did with the tokens, by attack. */
type Outcomes = ReadonlyMap<string, readonly Outcome[]>;

/** Sends the battery of hostile tokens to each contender: how many it accepts, and of which attacks. */
export async function hostileTables(): Promise<readonly Table[]> {
  const { published, tokens } = battery();
  const { audience, issuer: name, jwksUrl } = issuer;
  const settings: Settings = { issuer: name, audience, jwksUrl, algorithms, jwks: jwksOf(...published) };
  const ours = createVerifier([issuer], { fetch: async () => settings.jwks, now: () => NOW * 1_000 });
  const outcomes = new Map<string, Outcomes>([[OURS, await sent(ours, tokens)]]);
  for (const peer of PEERS.filter(({ hasKeys }) => hasKeys))
    outcomes.set(peer.name, await sent(verifierOf(peer, settings), tokens));
  return [summary(outcomes, tokens.length), byAttack(outcomes)];
}

async function sent(
  verify: (token: string) => Promise<unknown>,
  tokens: readonly { readonly attack: string; readonly token: string }[],
): Promise<Outcomes> {
  const outcomes = new Map<string, Outcome[]>();
  for (const { attack, token } of tokens) {
    const outcome = await atTheirTime(() => outcomeOf(verify, token));
    outcomes.set(attack, [...(outcomes.get(attack) ?? []), outcome]);
  }
  return outcomes;
}

/** An error that a library throws outside of what its caller waits for ends a process. */
async function outcomeOf(verify: (token: string) => Promise<unknown>, token: string): Promise<Outcome> {
  let end = (_: Outcome): void => {};
  const uncaught = () => end("uncaught");
  process.once("uncaughtException", uncaught);
  try {
    return await new Promise<Outcome>((resolve) => {
      end = resolve;
      verify(token).then(
        () => resolve("accepted"),
        () => resolve("refused"),
      );
    });
  } finally {
    process.off("uncaughtException", uncaught);
  }
}

/** The tokens are of a fixed moment, and not every contender takes a clock. */
async function atTheirTime<T>(call: () => Promise<T>): Promise<T> {
  const Real = Date;
  const now = NOW * 1_000;
  globalThis.Date = class extends Real {
    constructor(...values: unknown[]) {
      super(...((values.length > 0 ? values : [now]) as [number]));
    }
    static override now = () => now;
  } as DateConstructor;
  try {
    return await call();
  } finally {
    globalThis.Date = Real;
  }
}

function count(of: Outcomes, outcome: Outcome): number {
  return [...of.values()].flat().filter((one) => one === outcome).length;
}

function summary(outcomes: ReadonlyMap<string, Outcomes>, size: number): Table {
  const figure = (value: number) => ({ median: value, min: value, max: value });
  const ours = outcomes.get(OURS) as Outcomes;
  return {
    title: "Hostile tokens",
    note:
      `What each does with the ${size} hostile tokens of the project's battery (\`__tests__/functions/support/hostile\`), configured with ` +
      "issuer, audience and algorithms as its documentation recommends. The issuer's key set has weak and malformed keys among its good " +
      "ones. An error that no caller can catch ends the process.",
    unit: "count",
    columns: ["accepted", "uncaught error"],
    rows: [...outcomes].map(([name, of]) => ({
      name,
      ours: name === OURS,
      cells: [figure(count(of, "accepted")), figure(count(of, "uncaught"))],
    })),
    aims: [
      {
        what: "Hostile tokens that ours accepts",
        aim: "none",
        reached: count(ours, "refused") === size,
        found: `${count(ours, "accepted")} of ${size}`,
      },
    ],
    plot: { kind: "bars", columns: ["accepted"] },
  };
}

function byAttack(outcomes: ReadonlyMap<string, Outcomes>): Table {
  const names = [...outcomes.keys()];
  const accepted = (name: string, attack: string) =>
    outcomes
      .get(name)
      ?.get(attack)
      ?.filter((one) => one === "accepted").length ?? 0;
  const attacks = [...(outcomes.get(OURS) ?? [])].filter(([attack]) =>
    names.some((name) => accepted(name, attack) > 0),
  );
  return {
    title: "Which hostile tokens are accepted",
    note:
      "By attack; attacks of which no contender accepts a token are left out. A part of them is what the standards leave to the application, " +
      "such as the type of a token or the form of its subject, which a verifier without a setting for it cannot refuse.",
    unit: "text",
    columns: ["tokens", ...names],
    rows: attacks.map(([attack, { length }]) => ({
      name: attack,
      ours: false,
      cells: [String(length), ...names.map((name) => String(accepted(name, attack) || "–"))],
    })),
  };
}
