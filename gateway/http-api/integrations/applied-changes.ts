import { headerSet } from "../../http/header-names";
import type { Header } from "../../http/message";
import type { KnownCaller } from "../locks/lock";
import type { RouteCall } from "../route-call";
import { changedValue, type ParameterChange } from "./parameter-mapping";

/** A change with its value; undefined: it has none, and what the client sent does not stand in for it. */
export interface Change extends Omit<ParameterChange, "value"> {
  readonly value: string | undefined;
}

export function changesFor(
  parameters: readonly ParameterChange[],
  call: RouteCall,
  known: KnownCaller,
): readonly Change[] {
  return parameters.map((one) => ({ ...one, value: changedValue(one, call, known) }));
}

/**
 * The client's headers without those that are overwritten or removed, in every spelling, and the headers that are added.
 * A header that is overwritten is never taken from the client, not even where the mapping has no value.
 */
export function headersWith(
  sent: readonly Header[],
  changes: readonly Change[],
): { readonly kept: readonly Header[]; readonly added: readonly Header[] } {
  const ours = changes.filter(({ place }) => place === "header");
  const replaced = headerSet(...ours.filter(({ action }) => action !== "append").map(({ name }) => name));
  return {
    kept: sent.filter(([name]) => !replaced.has(name)),
    added: ours.flatMap(({ action, name, value }): Header[] =>
      action === "remove" || value === undefined ? [] : [[name, value]],
    ),
  };
}

/** The client's query, changed. */
export function queryWith(query: string, changes: readonly Change[]): string {
  const ours = changes.filter(({ place }) => place === "querystring");
  const replaced = new Set(ours.filter(({ action }) => action !== "append").map(({ name }) => name));
  const sent = query.split("&").filter((part) => part !== "" && !replaced.has(nameIn(part)));
  const added = ours.flatMap(({ action, name, value }) =>
    action === "remove" || value === undefined
      ? []
      : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`],
  );
  return [...sent, ...added].join("&");
}

function nameIn(part: string): string {
  const [name = ""] = part.replaceAll("+", " ").split("=");
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
