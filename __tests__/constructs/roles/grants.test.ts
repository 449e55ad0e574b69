import * as fc from "fast-check";
import type { RouteKey } from "../../../access/model";
import { DeclarationError } from "../../../constructs/declaration/errors";
import { type Grant, grantOf } from "../../../constructs/roles/grants";
import { closing } from "../../../contract/authorizer-policy";
import { randomRuns } from "../../random-runs";

const RUNS = randomRuns(40);

describe("the patterns that open a role's routes and no others", () => {
  test("each parameter becomes a star", () => {
    expect(grantOf("user", ["GET /pets", "GET /pets/{petId}"], [])).toEqual({
      allow: ["GET/pets", "GET/pets/*"],
      deny: [],
    });
  });

  test("a nested path that the star would open, and the role lacks, is denied", () => {
    expect(grantOf("user", ["GET /pets/{petId}"], ["GET /pets/{petId}/owner"]).deny).toEqual([
      "GET/pets/*/owner",
    ]);
  });

  test("a literal sibling that the star would open is denied", () => {
    expect(grantOf("user", ["GET /pets/{petId}"], ["GET /pets/export"]).deny).toEqual(["GET/pets/export"]);
  });

  test("a granted literal needs no Deny of the parameter beside it", () => {
    expect(grantOf("user", ["GET /pets/export"], ["GET /pets/{petId}"]).deny).toEqual([]);
  });

  test("a star matches empty text: the route above a parameter is denied with its slash", () => {
    expect(grantOf("user", ["GET /pets/{petId}"], ["GET /pets"]).deny).toEqual(["GET/pets/"]);
    expect(grantOf("user", ["GET /{name}"], ["GET /"]).deny).toEqual(["GET/"]);
    expect(grantOf("user", ["GET /pets/{petId}", "GET /pets"], []).deny).toEqual([]);
  });

  test("another verb is another ARN", () => {
    expect(grantOf("user", ["GET /pets/{petId}"], ["DELETE /pets/{petId}/owner"]).deny).toEqual([]);
  });

  test("where a Deny would close a granted route too, the declaration is refused, naming all three", () => {
    const refused = () => grantOf("role user", ["GET /a/{x}", "GET /a/{x}/b/{y}"], ["GET /a/{x}/b"]);
    expect(refused).toThrow(DeclarationError);
    expect(refused).toThrow(/role user may call "GET \/a\/{x}".*"GET \/a\/{x}\/b".*"GET \/a\/{x}\/b\/{y}"/);
  });

  test("a caller's second role is not hit by the Deny of the first, unless it lacks the route as well", () => {
    const granted: RouteKey[] = ["GET /a/{x}"];
    const closed: RouteKey[] = ["GET /a/{x}/b"];
    expect(grantOf("one", granted, closed, [["GET /a/{x}/b"]]).deny).toEqual(["GET/a/*/b"]);
    expect(() => grantOf("one", granted, closed, [["GET /a/{x}/b/{y}"]])).toThrow(DeclarationError);
  });

  test("a denied path is denied with a slash at its end as well", () => {
    expect(closing(["GET/pets/export", "GET/pets/*"])).toEqual([
      "GET/pets/export",
      "GET/pets/export/",
      "GET/pets/*",
    ]);
  });
});

/** IAM's own matching, written down once more: the test must not share the code under test. */
function allowed(grant: Grant, arn: string): boolean {
  const matches = (pattern: string) =>
    new RegExp(
      `^${pattern
        .split("*")
        .map((text) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
        .join(".*")}$`,
    ).test(arn);
  return grant.allow.some(matches) && !closing(grant.deny).some(matches);
}

/** API Gateway's own routing over the declared routes of one verb. */
function routed(keys: readonly RouteKey[], path: readonly string[]): RouteKey | undefined {
  const rank = (segment: string) => (!segment.startsWith("{") ? 0 : segment.endsWith("+}") ? 2 : 1);
  const candidates = keys.filter((key) => {
    const segments = key.slice("GET /".length).split("/");
    const greedy = segments.at(-1)?.endsWith("+}") === true;
    if (greedy ? path.length < segments.length : path.length !== segments.length) return false;
    return segments.every((segment, i) => segment.startsWith("{") || segment === path[i]);
  });
  const score = (key: RouteKey) => key.slice("GET /".length).split("/").map(rank).join("");
  return candidates.sort((a, b) => (score(a) < score(b) ? -1 : 1))[0];
}

test("for any routes, a role gets exactly what it is granted, or the declaration is refused", () => {
  const segment = fc.constantFrom("a", "b", "{x}");
  const path = fc
    .tuple(fc.array(segment, { minLength: 1, maxLength: 3 }), fc.option(fc.constant("{x+}"), { freq: 5 }))
    .map(([segments, greedy]) => (greedy ? [...segments.slice(0, 2), greedy] : segments))
    // Two parameters of one route have two names.
    .map((segments) => segments.map((text, i) => text.replace("x", `x${i}`)).join("/"));
  const routes = fc.uniqueArray(fc.tuple(path, fc.boolean()), {
    minLength: 1,
    maxLength: 6,
    selector: ([text]) => text,
  });
  const words = ["a", "b", "c"];
  const requests = words.flatMap((one) => [
    [one],
    ...words.flatMap((two) => [
      [one, two],
      ...words.flatMap((three) => [[one, two, three], ...words.map((four) => [one, two, three, four])]),
    ]),
  ]);
  let refused = 0;
  fc.assert(
    fc.property(routes, (declared) => {
      const keyOf = (text: string) => `GET /${text}` as RouteKey;
      const granted = declared.filter(([, may]) => may).map(([text]) => keyOf(text));
      const others = declared.filter(([, may]) => !may).map(([text]) => keyOf(text));
      let grant: Grant;
      try {
        grant = grantOf("role", granted, others);
      } catch (error) {
        expect((error as DeclarationError).code).toBe("OVER_GRANT");
        refused++;
        return;
      }
      for (const request of requests) {
        const route = routed([...granted, ...others], request);
        if (!route) continue;
        expect({ request, may: allowed(grant, `GET/${request.join("/")}`) }).toEqual({
          request,
          may: granted.includes(route),
        });
      }
    }),
    { numRuns: RUNS, seed: 20_261_121 },
  );
  // A rule that refused everything would pass as well.
  expect(refused).toBeLessThan(RUNS * 0.3);
});
