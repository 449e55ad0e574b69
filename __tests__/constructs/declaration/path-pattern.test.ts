import fc from "fast-check";
import type { Path } from "../../../access/model";
import {
  areApart,
  arnPath,
  arnPattern,
  commonPath,
  contestedPath,
  moreSpecific,
  routePattern,
} from "../../../constructs/declaration/path-pattern";
import { randomRuns } from "../../random-runs";

describe("the paths that patterns share", () => {
  test("an ARN's star crosses slashes: a parameter's pattern also covers nested paths", () => {
    expect(commonPath([arnPattern("/pets/{petId}"), routePattern("/pets/{petId}/owner")])).toBe(
      "/pets/x/owner",
    );
  });

  test("a route's parameter does not: it is one segment", () => {
    expect(commonPath([routePattern("/pets/{petId}"), routePattern("/pets/{petId}/owner")])).toBeUndefined();
  });

  test("a literal sibling of a parameter is a path of both", () => {
    expect(commonPath([routePattern("/pets/{petId}"), routePattern("/pets/export")])).toBe("/pets/export");
    expect(
      commonPath(
        [routePattern("/pets/{petId}"), routePattern("/pets/export")],
        [routePattern("/pets/export")],
      ),
    ).toBeUndefined();
  });

  test("a value of a parameter may be the literal of another route", () => {
    expect(commonPath([arnPattern("/a/{x}/c"), routePattern("/a/{x}/c/{y}")])).toBe("/a/x/c/c");
  });

  test("a greedy parameter needs a segment, and takes any number", () => {
    expect(commonPath([routePattern("/files/{proxy+}"), routePattern("/files")])).toBeUndefined();
    expect(commonPath([routePattern("/files/{proxy+}"), routePattern("/files/{a}/{b}")])).toBe("/files/x/x");
  });

  test("the root is a path of its own", () => {
    expect(commonPath([routePattern("/")])).toBe("/");
    expect(commonPath([routePattern("/"), routePattern("/{proxy+}")])).toBeUndefined();
  });
});

test("patterns that are apart share no path", () => {
  const path = fc
    .tuple(fc.array(fc.constantFrom("a", "b", "{x}"), { maxLength: 3 }), fc.constantFrom("", "/{y+}"))
    .map(([parts, rest]) => `${parts.map((part) => `/${part}`).join("")}${rest}` as Path);
  const pattern = fc.tuple(path, fc.constantFrom(routePattern, arnPattern)).map(([text, of]) => of(text));
  const seen = { apart: 0, joined: 0 };
  fc.assert(
    fc.property(pattern, pattern, (one, other) => {
      const apart = areApart(one, other);
      expect(areApart(other, one)).toBe(apart);
      if (apart) expect(commonPath([one, other])).toBeUndefined();
      seen[apart ? "apart" : "joined"] += 1;
    }),
    { numRuns: randomRuns(1_000) },
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(50);
  expect(areApart(routePattern("/a/b"), routePattern("/{x}/c"))).toBe(true);
});

test("a path in an execute-api ARN has no leading slash and a star for each parameter", () => {
  expect(arnPath("/pets/{petId}/owner")).toBe("pets/*/owner");
  expect(arnPath("/")).toBe("");
  expect(arnPath("/files/{proxy+}")).toBe("files/*");
});

test("literal goes before parameter before greedy, from the left", () => {
  const order = ["/a/b", "/a/{x}", "/a/{x+}", "/{x}/b", "/{x+}"] as const;
  for (const [i, earlier] of order.entries()) {
    for (const later of order.slice(i + 1)) {
      expect([earlier, later, moreSpecific(routePattern(earlier), routePattern(later))]).toEqual([
        earlier,
        later,
        true,
      ]);
      expect(moreSpecific(routePattern(later), routePattern(earlier))).toBe(false);
    }
  }
});

describe("a path for which AWS does not document which of two routes answers it", () => {
  const contested = (one: Path, other: Path, ...more: Path[]) => {
    const paths = [one, other, ...more].map(routePattern);
    const [first = [], second = []] = paths;
    expect(contestedPath(second, first, paths)).toBe(contestedPath(first, second, paths));
    return contestedPath(first, second, paths);
  };

  test("the literal is on the left of one, and on the right of the other", () => {
    expect(contested("/a/{x+}", "/{y}/b")).toBe("/a/b");
    expect(contested("/a/{x+}", "/{y}/b/{z+}")).toBe("/a/b/x");
    expect(contested("/a/{x+}", "/{y}/{z}")).toBe("/a/x");
  });

  test("no path is contested where one route is more specific by either rule", () => {
    expect(contested("/{x+}", "/a/b")).toBeUndefined();
    expect(contested("/a/{x+}", "/a/b/{z+}")).toBeUndefined();
    expect(contested("/a/{x}", "/{y}/b")).toBeUndefined();
    expect(contested("/a/{x+}", "/{y}/{z+}")).toBeUndefined();
  });

  test("no path is contested where none matches both routes", () => {
    expect(contested("/a/{x+}", "/c/b")).toBeUndefined();
    expect(contested("/a/{x+}", "/{y}")).toBeUndefined();
  });

  test("a third route that answers the path by either rule settles it", () => {
    expect(contested("/a/{x+}", "/{y}/b", "/a/b")).toBeUndefined();
    expect(contested("/a/{x+}", "/{y}/{z}", "/a/b")).toBe("/a/x");
  });
});
