import type { ApiModel, PolicyDocument } from "../../model";
import { allApis } from "../decide";
import type { Evidence } from "./evidence";

/**
 * The resources of all policies and role tables: each may name a value of a route's parameter. A policy variable may
 * be anything, so it is a `*` here.
 */
export function policyTexts(model: ApiModel, evidence: Evidence): PolicyTexts {
  const { apis, groups = [], roles, users = [] } = model;
  const holders = [...roles, ...users];
  const policies = [
    ...apis.flatMap(({ policy }) => policy ?? []),
    ...[...holders, ...groups].flatMap(({ policies: own }) => own),
    ...holders.flatMap(({ boundary }) => boundary ?? []),
  ];
  const said = policies.flatMap(({ document }) => ("unknown" in document ? [] : resourcesOf(document)));
  const tables = Object.values(evidence.roleTables).flatMap((table) =>
    Object.values(table).flatMap(({ allow, deny }) => [...allow, ...deny]),
  );
  const stages = allApis(model).flatMap((api) =>
    api.stages.map(({ name }) => `${api.executionArn}/${name}/`),
  );
  const texts = [...said, ...stages.flatMap((stage) => tables.map((entry) => stage + entry))];
  return new PolicyTexts(new Set(texts.map((text) => text.replace(/\$\{[^}]*\}/g, "*"))));
}

function resourcesOf({ statements }: PolicyDocument): string[] {
  return statements.flatMap(({ notResources = [], resources = [] }) => [...resources, ...notResources]);
}

/** Patterns, found by what they say before their first wildcard. */
export class PolicyTexts {
  /** The most `?` in one pattern. */
  readonly counted: number;
  private readonly byBeginning = new Map<string, string[]>();
  private readonly beginnings: readonly string[];
  /** Of the beginnings, each once. */
  private readonly lengths: readonly number[];

  constructor(texts: Iterable<string>) {
    let counted = 0;
    for (const text of texts) {
      counted = Math.max(counted, text.split("?").length - 1);
      const beginning = /^[^*?]*/.exec(text)?.[0] ?? "";
      const known = this.byBeginning.get(beginning);
      if (known) known.push(text);
      else this.byBeginning.set(beginning, [text]);
    }
    this.counted = counted;
    this.beginnings = [...this.byBeginning.keys()].sort();
    this.lengths = [...new Set(this.beginnings.map(({ length }) => length))].sort((a, b) => a - b);
  }

  /** Those that may cover a text with this beginning: one of the two beginnings begins the other. */
  thatMayCover(beginning: string): string[] {
    const found: string[] = [];
    for (const length of this.lengths)
      if (length < beginning.length) found.push(...(this.byBeginning.get(beginning.slice(0, length)) ?? []));
    for (let at = this.firstFrom(beginning); this.beginnings[at]?.startsWith(beginning); at++)
      found.push(...(this.byBeginning.get(this.beginnings[at] as string) ?? []));
    return found;
  }

  /** Place of the first beginning that is not before `text`. */
  private firstFrom(text: string): number {
    let [from, to] = [0, this.beginnings.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.beginnings[middle] as string) < text) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
