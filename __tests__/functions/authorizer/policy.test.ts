import { parseRoleTable } from "../../../contract/role-table";
import { answersFrom } from "../../../functions/authorizer/policy";

const stage = "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev/";
const answer = answersFrom(
  parseRoleTable(
    JSON.stringify({
      roles: {
        admin: { allow: ["GET/partner/pets", "POST/partner/pets"], deny: [] },
        user: { allow: ["GET/partner/pets", "GET/partner/pets/*"], deny: ["GET/partner/pets/owner"] },
        owner: { allow: ["GET/partner/pets/owner"] },
        guest: { allow: [], deny: ["GET/partner/pets"] },
      },
    }),
  ),
);
const caller = { issuer: "i", subject: "alice-1", username: "alice", scope: "a b", expires: 1 };
const statements = (...roles: string[]) => {
  const [first, ...rest] = answer({ ...caller, roles }, stage).policyDocument.Statement;
  return [first, ...rest].map((one) => {
    const { Effect, Resource, Action } = one as { Effect: string; Resource: string[]; Action: string };
    expect(Action).toBe("execute-api:Invoke");
    return [Effect, ...Resource.map((resource) => resource.replace(stage, ""))];
  });
};

describe("the authorizer's answer", () => {
  it("is a policy of the version whose wildcards and variables IAM reads in full", () => {
    expect(answer({ ...caller, roles: ["admin"] }, stage).policyDocument.Version).toBe("2012-10-17");
  });

  it("covers every method of the caller's role, so that it may be cached", () => {
    expect(statements("admin")).toEqual([["Allow", "GET/partner/pets", "POST/partner/pets"]]);
  });

  it("denies by name what a wildcard of the role would open", () => {
    expect(statements("user")).toEqual([
      ["Allow", "GET/partner/pets", "GET/partner/pets/*"],
      // With a slash at its end it may be the same request.
      ["Deny", "GET/partner/pets/owner", "GET/partner/pets/owner/"],
    ]);
  });

  it("unites several roles: what one role opens, no other role's deny takes away", () => {
    expect(statements("owner", "user")).toEqual([
      ["Allow", "GET/partner/pets", "GET/partner/pets/*", "GET/partner/pets/owner"],
    ]);
  });

  it("takes a deny away where another role opens the same path with a slash at its end, or without", () => {
    const slashed = answersFrom(
      parseRoleTable(
        JSON.stringify({
          roles: {
            reader: { allow: ["GET/pets/*"], deny: ["GET/pets/", "GET/pets/all/", "GET/pets/own/x/"] },
            lister: { allow: ["GET/pets", "GET/pets/all/", "GET/pets/ownx/"] },
          },
        }),
      ),
    );
    const { Statement } = slashed({ ...caller, roles: ["reader", "lister"] }, stage).policyDocument;
    expect(Statement.slice(1)).toEqual([
      { Effect: "Deny", Action: "execute-api:Invoke", Resource: [`${stage}GET/pets/own/x/`] },
    ]);
  });

  it("denies what ends in a wildcard or a slash as it is written", () => {
    const deep = answersFrom(
      parseRoleTable('{"roles":{"user":{"allow":["GET/*"],"deny":["GET/pets/*","GET/products/"]}}}'),
    );
    const { Statement } = deep({ ...caller, roles: ["user"] }, stage).policyDocument;
    expect(Statement[1]).toMatchObject({ Resource: [`${stage}GET/pets/*`, `${stage}GET/products/`] });
  });

  it("keeps a deny that no role of the caller opens", () => {
    expect(statements("admin", "user").at(-1)).toEqual([
      "Deny",
      "GET/partner/pets/owner",
      "GET/partner/pets/owner/",
    ]);
  });

  it.each([[[]], [["stranger"]], [["Admin"]], [["admin "]], [["constructor"]], [["guest"]]])(
    "denies the whole API to a caller whose roles are %j",
    (roles) => {
      expect(statements(...roles)).toEqual([["Deny", "*"]]);
    },
  );

  it("tells the backend who calls, in strings, with the known roles only", () => {
    expect(answer({ ...caller, roles: ["x", "user", "admin"] }, stage)).toMatchObject({
      principalId: "alice-1",
      context: { userId: "alice-1", username: "alice", scope: "a b", roles: "admin,user" },
    });
  });

  it("never takes two roles for one whose name is both names", () => {
    const of = answersFrom(
      parseRoleTable('{"roles":{"a":{"allow":["GET/a"]},"b":{"allow":["GET/b"]},"ab":{"allow":["GET/ab"]}}}'),
    );
    const rolesAndMethods = (...roles: string[]) => {
      const { context, policyDocument } = of({ ...caller, roles }, stage);
      return [context?.roles, JSON.stringify(policyDocument.Statement).match(/GET\/\w+/g)];
    };
    expect(rolesAndMethods("a", "b")).toEqual(["a,b", ["GET/a", "GET/b"]]);
    expect(rolesAndMethods("ab")).toEqual(["ab", ["GET/ab"]]);
    expect(rolesAndMethods("b", "a")).toEqual(["a,b", ["GET/a", "GET/b"]]);
  });

  it("is the same for a set of roles each time, and never another stage's or another set's", () => {
    const other = stage.replace("/dev/", "/prod/");
    const ofAdmin = answer({ ...caller, roles: ["admin"] }, stage);
    expect(answer({ ...caller, subject: "bob-1", roles: ["admin", "x"] }, stage)).toEqual({
      ...ofAdmin,
      principalId: "bob-1",
      context: { ...ofAdmin.context, userId: "bob-1" },
    });
    expect(JSON.stringify(answer({ ...caller, roles: ["admin"] }, other).policyDocument)).toBe(
      JSON.stringify(ofAdmin.policyDocument).replaceAll("/dev/", "/prod/"),
    );
    expect(answer({ ...caller, roles: ["user"] }, stage)).not.toEqual(ofAdmin);
  });

  it("is built once for each of 256 sets of roles and stages, and no more are kept", () => {
    const fresh = answersFrom(parseRoleTable('{"roles":{"admin":{"allow":["GET/pets"]}}}'));
    const policyOn = (n: number) =>
      fresh({ ...caller, roles: ["admin"] }, stage.replace("/dev/", `/s${n}/`)).policyDocument;
    const first = policyOn(0);
    for (let n = 1; n < 256; n++) policyOn(n);
    expect(policyOn(0)).toBe(first);
    policyOn(256);
    expect(policyOn(0)).not.toBe(first);
  });

  it("stays right over more stages than it keeps policies for", () => {
    for (let n = 0; n < 600; n++) {
      const one = stage.replace("/dev/", `/s${n % 300}/`);
      expect(JSON.stringify(answer({ ...caller, roles: ["guest"] }, one).policyDocument)).toContain(
        `"${one}*"`,
      );
    }
  });

  it("counts the caller's own strings into its size", () => {
    const many = Array.from({ length: 60 }, (_, index) => `GET/a-rather-long-path/for-a-test/${index}`);
    const large = answersFrom(parseRoleTable(JSON.stringify({ roles: { admin: { allow: many } } })));
    const sized = (scope: string) => large({ ...caller, roles: ["admin"], scope }, stage);
    const room = (() => {
      for (let most = 8_192; most > 0; most--) {
        try {
          return sized("x".repeat(most)) && most;
        } catch {
          // Still too large.
        }
      }
      return 0;
    })();
    const bytes = Buffer.byteLength(JSON.stringify(sized("x".repeat(room))));
    expect(bytes).toBe(8_192);
    expect(() => sized("x".repeat(room + 1))).toThrow("has 8193 bytes");
  });

  it.each([
    ["quotes in the user name", { username: '"'.repeat(256) }],
    ["letters of three bytes in the user name", { username: "\u20ac".repeat(256) }],
    ["quotes in the subject, which stands in it twice", { subject: '"'.repeat(255) }],
    ["quotes in the scope", { scope: '"'.repeat(2_000) }],
    ["a subject of one letter and nothing else", {}],
  ])("has at most 8,192 bytes with %s", (_, strings) => {
    const outcomes = Array.from({ length: 300 }, (_, count) => {
      const allow = Array.from({ length: count + 1 }, (_, n) => `GET/some-rather-long-path/${n}`);
      const of = answersFrom({ admin: { allow, deny: [] } });
      const who = { subject: "s", username: "", scope: "", ...strings };
      const caller = { issuer: "i", expires: 1, roles: ["admin"], ...who };
      const Resource = allow.map((entry) => `s/${entry}`);
      const Statement = [{ Effect: "Allow", Action: "execute-api:Invoke", Resource }];
      const { subject, ...rest } = who;
      const whole = JSON.stringify({
        principalId: subject,
        policyDocument: { Version: "2012-10-17", Statement },
        context: { userId: subject, ...rest, roles: "admin" },
      });
      try {
        expect(JSON.stringify(of(caller, "s/"))).toBe(whole);
        return ["given", Buffer.byteLength(whole) <= 8_192];
      } catch (error) {
        expect((error as Error).message).toContain(`has ${Buffer.byteLength(whole)} bytes`);
        return ["refused", Buffer.byteLength(whole) > 8_192];
      }
    });
    expect(outcomes.filter(([, isRight]) => !isRight)).toEqual([]);
    expect(new Set(outcomes.map(([outcome]) => outcome))).toEqual(new Set(["given", "refused"]));
  });

  it("is a configuration error when it grows beyond what API Gateway takes", () => {
    const many = Array.from({ length: 100 }, (_, index) => `GET/a-rather-long-path/${index}`);
    const large = answersFrom(parseRoleTable(JSON.stringify({ roles: { admin: { allow: many } } })));
    expect(() => large({ ...caller, roles: ["admin"] }, stage)).toThrow(
      /^roles.json: the answer for admin has \d+ bytes, API Gateway takes 8192$/,
    );
  });
});
