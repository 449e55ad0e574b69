import { parseRoleTable, ROLE_TABLE_FILE, roleTableIn, writeRoleTable } from "../../contract/role-table";

describe("roles.json", () => {
  it("is read into a table, deny being optional", () => {
    expect(parseRoleTable('{"roles":{"admin":{"allow":["GET/pets","*/pets/*"]}}}')).toEqual({
      admin: { allow: ["GET/pets", "*/pets/*"], deny: [] },
    });
  });

  it("is read as it was written", () => {
    const table = { admin: { allow: ["GET/pets/*"], deny: ["GET/pets/own"] }, user: { allow: [], deny: [] } };
    expect(parseRoleTable(writeRoleTable(table))).toEqual(table);
    expect(ROLE_TABLE_FILE).toBe("roles.json");
    expect(writeRoleTable({})).toBe('{\n  "roles": {}\n}\n');
  });

  it("takes names of up to 128 characters", () => {
    const named = (length: number) => `{"roles":{"${"a".repeat(length)}":{"allow":[]}}}`;
    expect(Object.keys(parseRoleTable(named(128)))).toHaveLength(1);
    expect(() => parseRoleTable(named(129))).toThrow("expected a name without spaces and commas");
    expect(() => parseRoleTable(named(0))).toThrow("expected a name without spaces and commas");
  });

  it.each(["constructor", "__proto__"])("may have a role named %s", (name) => {
    const table = parseRoleTable(`{"roles":{"${name}":{"allow":["GET/pets"]}}}`);
    expect(Object.entries(table)).toEqual([[name, { allow: ["GET/pets"], deny: [] }]]);
  });

  it.each([
    ["not JSON", "roles.json, the file: is not JSON"],
    ["[]", "roles.json, the file: expected an object"],
    ["null", "roles.json, the file: expected an object"],
    ["{}", "roles.json, roles: expected an object"],
    ['{"roles":{"admin":[]}}', "roles.json, roles.admin: expected an object"],
    ['{"roles":{"admin":{}}}', "roles.json, roles.admin.allow: expected an array"],
    ['{"roles":{"admin":{"allow":"GET/pets"}}}', "roles.json, roles.admin.allow: expected an array"],
    [
      '{"roles":{"admin":{"allow":["/pets"]}}}',
      'roles.json, roles.admin.allow: expected VERB/path, found "/pets"',
    ],
    [
      '{"roles":{"admin":{"allow":["get/pets"]}}}',
      'roles.json, roles.admin.allow: expected VERB/path, found "get/pets"',
    ],
    [
      '{"roles":{"admin":{"allow":["FORGET/pets"]}}}',
      'roles.json, roles.admin.allow: expected VERB/path, found "FORGET/pets"',
    ],
    [
      '{"roles":{"admin":{"allow":["GET/a b"]}}}',
      'roles.json, roles.admin.allow: expected VERB/path, found "GET/a b"',
    ],
    [
      '{"roles":{"admin":{"allow":["GET/p?ts"]}}}',
      'roles.json, roles.admin.allow: expected VERB/path, found "GET/p?ts"',
    ],
    [
      '{"roles":{"admin":{"allow":[["GET/pets"]]}}}',
      'roles.json, roles.admin.allow: expected VERB/path, found ["GET/pets"]',
    ],
    ['{"roles":{"admin":{"allow":[7]}}}', "roles.json, roles.admin.allow: expected VERB/path, found 7"],
    [
      '{"roles":{"admin":{"allow":[],"deny":[null]}}}',
      "roles.json, roles.admin.deny: expected VERB/path, found null",
    ],
    ['{"roles":{"admin":{"allow":[],"alow":[]}}}', "roles.json, roles.admin.alow: is not known"],
    ['{"roles":{"a,b":{"allow":[]}}}', "roles.json, roles.a,b: expected a name without spaces and commas"],
  ])("refuses %s", (text, message) => {
    expect(() => parseRoleTable(text)).toThrow(expect.objectContaining({ code: "CONFIGURATION", message }));
  });

  it(`refuses an entry that would make an ARN of over 512 characters`, () => {
    const table = (length: number) =>
      JSON.stringify({ roles: { admin: { allow: [`GET/${"a".repeat(length)}`] } } });
    expect(Object.keys(parseRoleTable(table(400)))).toEqual(["admin"]);
    expect(() => parseRoleTable(table(401))).toThrow("expected VERB/path");
  });

  it.each(["", "[]", '{"roles":[]}', '{"roles":{"a":{"allow":"GET/x"}}}', '{"roles":{"a":{"allow":["x"]}}}'])(
    "is no table, to a reader that may do without one: %s",
    (text) => {
      expect(roleTableIn(text)).toBeUndefined();
    },
  );

  it("is the same table to a reader that may do without one", () => {
    expect(roleTableIn('{"roles":{"a":{"allow":["GET/x"]}}}')).toEqual({ a: { allow: ["GET/x"], deny: [] } });
  });
});
