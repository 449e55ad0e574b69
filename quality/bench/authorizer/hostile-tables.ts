import type { HostileToken } from "../../../__tests__/functions/support/hostile/hostile-token";
import { type Algorithm, algorithms } from "../../../functions/token-verifier/issuer";
import type { Figure, Row, Table } from "../frame/area";
import { ALL_SETTINGS, OURS } from "./contenders";
import { type Outcome, TIME_LIMIT } from "./outcome";
import { ATTACKS, type Rule, ruleOf, rules } from "./rules";

export type Sent = Pick<HostileToken, "attack" | "name"> & { readonly outcome: Outcome };

/** What a contender did. */
export interface Results {
  readonly name: string;
  /** With a valid token, by its algorithm: an outcome, or `not supported`. */
  readonly valid: ReadonlyMap<Algorithm, string>;
  /** With the hostile tokens. */
  readonly sent: readonly Sent[];
}

const COLUMNS: Readonly<Record<Rule, string>> = {
  must: "must be refused",
  may: "may be refused",
  application: "to be configured",
};

const numberOf = (sent: readonly Sent[], outcome: Outcome, rule?: Rule) =>
  sent.filter((one) => one.outcome === outcome && (rule === undefined || ruleOf(one) === rule)).length;

export function summary(results: readonly Results[]): Table {
  const [{ sent, valid } = { sent: [], valid: new Map<Algorithm, string>() }] = results;
  const size = (rule: Rule) => sent.filter((one) => ruleOf(one) === rule).length;
  const accepted = numberOf(sent, "accepted");
  return {
    title: "Hostile tokens",
    note:
      `How many of the ${sent.length} hostile tokens of the project's battery (\`__tests__/functions/support/hostile\`) each accepts: of ` +
      `${size("must")} that the standards have any verifier refuse that knows issuer, audience and algorithms; of ${size("may")} that they let ` +
      "it refuse, since another reader of the token may read it otherwise, or the issuer published a key as it should not; and of " +
      `${size("application")} that an application must configure, most by rules of this project: types, claims that must be there, the form of ` +
      "subject, user name, scope and roles. In doubt a token is not in the first column; the next table has the source of each rule. Each peer " +
      "has issuer, audience and, where it has the setting, algorithms; in rows with “all settings” also what its documentation has for types, " +
      "required claims, subjects and ages (aws-jwt-verify: a `customJwtCheck` of type and claims; jsonwebtoken: an age alone). An " +
      "application's own code after the verifier may refuse more. The issuer's key set has weak and malformed keys among its good ones; “one " +
      "key for good” has the good RSA key alone. An uncaught error is one that no caller can catch: it ends the process. No answer within " +
      `${TIME_LIMIT / 1_000} s counts as refused. The last columns are what each does with a valid token; what refuses one that it supports has no ` +
      "counts. Ours is the whole Lambda function, event in, policy out, as in the first table.",
    unit: "count",
    units: Object.fromEntries(algorithms.map((alg) => [`valid ${alg}`, "text"])),
    columns: [
      ...rules.map((rule) => COLUMNS[rule]),
      "uncaught error",
      "no answer",
      ...algorithms.map((alg) => `valid ${alg}`),
    ],
    rows: results.map(summaryRow),
    aims: [
      {
        what: "Hostile tokens that ours accepts",
        aim: "none, and each valid one",
        reached:
          numberOf(sent, "refused") === sent.length && [...valid.values()].every((one) => one === "accepted"),
        found: `${accepted} of ${sent.length}`,
      },
    ],
    plot: { kind: "bars", columns: rules.map((rule) => COLUMNS[rule]) },
  };
}

/** What refuses valid tokens as well has no count: it would be the better the less it works. */
function summaryRow({ name, sent, valid }: Results): Row {
  const outcomes = [...valid.values()];
  const works = outcomes.every((one) => one === "accepted" || one === "not supported");
  const count = (outcome: Outcome, rule?: Rule): Figure | string => {
    const value = numberOf(sent, outcome, rule);
    return works ? { median: value, min: value, max: value } : "–";
  };
  return {
    name,
    ours: name === OURS,
    cells: [
      ...rules.map((rule) => count("accepted", rule)),
      count("uncaught"),
      count("silent"),
      ...algorithms.map((alg) => valid.get(alg) ?? ""),
    ],
  };
}

export function byAttack(results: readonly Results[]): Table {
  const names = results.map(({ name }) => name).filter((name) => !name.endsWith(ALL_SETTINGS));
  const found = new Map(results.map(({ name, sent }) => [name, sent]));
  const acceptedBy = (name: string, attack: string, rule: Rule) =>
    numberOf(found.get(name)?.filter((one) => one.attack === attack) ?? [], "accepted", rule);
  const cell = (name: string, attack: string, rule: Rule): string => {
    const plain = acceptedBy(name, attack, rule);
    const configured = name + ALL_SETTINGS;
    const all = found.has(configured) ? acceptedBy(configured, attack, rule) : plain;
    return all === plain ? String(plain || "–") : `${plain} / ${all}`;
  };
  const rows = rules.flatMap((rule) =>
    Object.entries(ATTACKS)
      .filter(([attack]) => results.some(({ name }) => acceptedBy(name, attack, rule) > 0))
      .map(([attack, { source }]) => {
        const ofAttack =
          results[0]?.sent.filter((one) => one.attack === attack && ruleOf(one) === rule) ?? [];
        const first = [COLUMNS[rule], source, String(ofAttack.length)];
        return {
          name: attack,
          ours: false,
          cells: [...first, ...names.map((name) => cell(name, attack, rule))],
        };
      }),
  );
  return {
    title: "Which hostile tokens are accepted",
    note:
      "By attack, with where the rule is said; attacks of which no contender accepts a token are left out. Where all settings change the " +
      "number, it stands behind the stroke.",
    unit: "text",
    columns: ["rule", "source", "tokens", ...names],
    rows,
  };
}
