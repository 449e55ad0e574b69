import { placeText, type RemoteRead, statePlace } from "../../language/configuration";
import { isRecord, own, type Value } from "../../language/expression";
import type { ShownResource } from "./format";

/** What a state or plan has read of the states of other roots. */
export function remoteReadsIn(resources: Iterable<ShownResource>, prefix: string): RemoteRead[] {
  return [...resources].flatMap(({ address, mode, type, values }) => {
    if (mode !== "data" || type !== "terraform_remote_state") return [];
    const outputs = plain(own(values, "outputs"));
    const place = statePlace(String(own(values, "backend")), plain(own(values, "config")), undefined);
    return isRecord(outputs) ? [{ address: prefix + address, place: placeText(place), outputs }] : [];
  });
}

/** A state as it is kept has the type beside a value of any type. */
function plain(value: Value | undefined): Value {
  if (!isRecord(value)) return value ?? null;
  const isTyped = Object.keys(value).sort().join() === "type,value";
  return isTyped ? (value.value ?? null) : value;
}
