import fc from "fast-check";
import { parseRoleTable } from "../../../contract/role-table";
import { createAuthorizer } from "../../../functions/authorizer/authorizer";
import { answersFrom } from "../../../functions/authorizer/policy";
import { attackSize, fuzzing } from "../../attacks";
import { NOW, tokenOf, verifierFor } from "../support/issuer";
import { rsaKey } from "../support/tokens";

/**
 * API Gateway keeps an authorizer's answer for a TTL, by the token, whichever method it was asked for, and puts
 * each request to the kept policy. Against a model of that, every sequence of requests must end as if each
 * caller's rights were looked up by hand.
 */
const key = rsaKey("one");
const stage = "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev/";

/** Who may call what, by hand: `user` has all of /pets below but the owner's page, which `keeper` has. */
const methods = [
  "GET/pets",
  "POST/pets",
  "GET/pets/7",
  "GET/pets/owner",
  "GET/pets/7/owner",
  "DELETE/pets/7",
  "GET/admin",
];
const rights: Readonly<Record<string, readonly string[]>> = {
  admin: methods,
  user: ["GET/pets", "GET/pets/7", "GET/pets/7/owner"],
  keeper: ["GET/pets/owner"],
  reader: ["GET/pets"],
};
const answer = answersFrom(
  parseRoleTable(
    JSON.stringify({
      roles: {
        admin: {
          allow: ["GET/pets", "POST/pets", "GET/pets/owner", "GET/pets/*", "DELETE/pets/*", "GET/admin"],
        },
        user: { allow: ["GET/pets", "GET/pets/*"], deny: ["GET/pets/owner"] },
        keeper: { allow: ["GET/pets/owner"] },
        reader: { allow: ["GET/pets"] },
      },
    }),
  ),
);

const people: readonly (readonly string[])[] = [
  ["admin"],
  ["user"],
  ["keeper"],
  ["reader"],
  ["user", "keeper"],
  ["reader", "keeper"],
  ["admin", "user"],
  ["stranger"],
  [],
];
const tokens = people.map((roles, at) => tokenOf(key, { sub: `person-${at}`, roles, exp: NOW + 1e6 }));
const forged = tokenOf({ ...rsaKey("one"), kid: "one" }, { roles: ["admin"], exp: NOW + 1e6 });

const mayCall = (roles: readonly string[], method: string) =>
  roles.some((role) => rights[role]?.includes(method));

interface Kept {
  readonly statements: readonly { readonly Effect: string; readonly Resource: readonly string[] }[];
  readonly until: number;
}

const verify = verifierFor([key]);

function gateway(ttl: number) {
  const kept = new Map<string, Kept>();
  const world = { now: 0, asked: 0 };
  const authorize = createAuthorizer(
    () => ({ verify, answer }),
    () => {},
  );
  const ask = async (token: string, method: string): Promise<Kept | undefined> => {
    world.asked++;
    const event = { type: "TOKEN", methodArn: stage + method, authorizationToken: `Bearer ${token}` };
    const answer = await authorize(event).catch(() => undefined);
    const statements = answer?.policyDocument.Statement as unknown as Kept["statements"];
    return answer && { statements, until: world.now + ttl };
  };
  return {
    world,
    async call(token: string, method: string): Promise<200 | 401 | 403> {
      const found = kept.get(token);
      const answer = found && found.until > world.now ? found : await ask(token, method);
      if (!answer) return 401;
      kept.set(token, answer);
      return permits(answer, stage + method) ? 200 : 403;
    },
  };
}

function permits({ statements }: Kept, arn: string): boolean {
  const matches = (effect: string) =>
    statements.some((one) => one.Effect === effect && one.Resource.some((pattern) => covers(pattern, arn)));
  return matches("Allow") && !matches("Deny");
}

function covers(pattern: string, arn: string): boolean {
  const literal = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literal.join(".*")}$`, "s").test(arn);
}

const SEQUENCES = { some: 500, all: 10_000 };
const SIZE = attackSize(SEQUENCES);

const step = fc.record({
  person: fc.integer({ min: -1, max: people.length - 1 }),
  method: fc.constantFrom(...methods),
  pause: fc.constantFrom(0, 1, 299, 300, 3_600),
});

it(`${SIZE} sequences of callers, methods and TTL states: no cross-grant and no false denial`, async () => {
  let crossGrants = 0;
  let falseDenials = 0;
  let fromCache = 0;
  const sequence = fc.tuple(
    fc.constantFrom(0, 1, 300, 3_600),
    fc.array(step, { minLength: 2, maxLength: 8 }),
  );
  await fc.assert(
    fc.asyncProperty(sequence, async ([ttl, steps]) => {
      const { call, world } = gateway(ttl);
      for (const { person, method, pause } of steps) {
        world.now += pause;
        const status = await call(tokens[person] ?? forged, method);
        const expected = person < 0 ? 401 : mayCall(people[person] ?? [], method) ? 200 : 403;
        if (status === 200 && expected !== 200) crossGrants++;
        if (status !== 200 && expected === 200) falseDenials++;
        expect(status).toBe(expected);
      }
      fromCache += steps.length - world.asked;
    }),
    fuzzing(SEQUENCES),
  );
  expect({ crossGrants, falseDenials }).toEqual({ crossGrants: 0, falseDenials: 0 });
  expect(fromCache).toBeGreaterThan(SIZE / 10);
}, 60_000);
