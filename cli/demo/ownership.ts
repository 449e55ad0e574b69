import type { AccessModel } from "../../access/model";
import type { GateDescription } from "../../gateway";
import type { Callers } from "./callers";
import type { CallRow } from "./table";

/** Whether one signed-in user can reach what belongs to another: the first two roles try it on /account. */
export async function playOwnership(
  gate: GateDescription,
  callers: Callers,
  access: AccessModel,
): Promise<CallRow[]> {
  const [owner, other] = gate.users;
  if (!owner || !other || !("GET /account" in access.routes) || !("POST /account" in access.routes))
    return [];
  const url = `${gate.url}/account`;
  const as = (user: typeof owner) => ({ kind: "id-token" as const, of: { role: user.groups[0] ?? "" } });
  const send = (user: typeof owner, verb: string, body?: unknown) =>
    callers.send({ verb, url, ...(body !== undefined && { body: JSON.stringify(body) }) }, as(user), false);

  const mine = await (await send(owner, "POST", { name: `${owner.username}'s own` })).json();
  const { sub } = mine as { sub: string };
  const overwrite = await send(other, "POST", { sub, name: "taken over" });
  const read = await (await send(other, "GET")).text();
  const kept = await (await send(owner, "GET")).text();
  return [
    {
      caller: other.username,
      call: `POST /account as ${owner.username}`,
      expected: "400",
      received: `${overwrite.status}`,
      words: await overwrite.text(),
      ok: overwrite.status === 400 && kept.includes(`${owner.username}'s own`),
    },
    {
      caller: other.username,
      call: `GET /account of ${owner.username}`,
      expected: "own only",
      received: read.includes(sub) ? `${owner.username}'s` : "own only",
      words: "",
      ok: !read.includes(sub),
    },
  ];
}
