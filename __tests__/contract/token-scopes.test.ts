import {
  isServerScope,
  isTokenScopes,
  parseTokenScopes,
  scopesOfGroups,
  TOKEN_SCOPES_FILE,
  TOKEN_SCOPES_TEXT,
  tokenScopesEnvironment,
  tokenScopesIn,
} from "../../contract/token-scopes";

const settings = { server: "petstore", roles: ["admin", "user"] };

test("the environment is read as it was written", () => {
  expect(tokenScopesEnvironment(settings)).toEqual({ RESOURCE_SERVER: "petstore", ROLES: "admin,user" });
  expect(parseTokenScopes(tokenScopesEnvironment(settings))).toEqual(settings);
  expect(tokenScopesIn(tokenScopesEnvironment(settings))).toEqual(settings);
});

test.each([
  [{}, "RESOURCE_SERVER: is missing"],
  [{ RESOURCE_SERVER: "petstore" }, "ROLES: is missing"],
  [{ RESOURCE_SERVER: "petstore", ROLES: "admin,,user" }, "ROLES: has an empty item"],
])("the environment %j is refused by the trigger, and unknown to the reader", (environment, message) => {
  expect(() => parseTokenScopes(environment)).toThrow(
    expect.objectContaining({ code: "CONFIGURATION", message }),
  );
  expect(tokenScopesIn(environment)).toBeUndefined();
});

test("each known group adds a scope of the resource server", () => {
  expect(scopesOfGroups(settings, ["user", "Admin", "stranger", "admin"])).toEqual([
    "petstore/admin",
    "petstore/user",
  ]);
});

test.each([
  ["petstore/admin", true],
  ["petstores/admin", false],
  ["openid", false],
])("%s is a scope of the resource server: %s", (scope, expected) => {
  expect(isServerScope(settings, scope)).toBe(expected);
});

test("the reader passes on errors that are not about the settings", () => {
  const broken = new Proxy(
    {},
    {
      get: () => {
        throw new TypeError("broken");
      },
    },
  );
  expect(() => tokenScopesIn(broken)).toThrow(TypeError);
});

test("the file beside the bundle names one version of the behaviour", () => {
  expect(TOKEN_SCOPES_FILE).toBe("contract.json");
  expect(TOKEN_SCOPES_TEXT).toBe('{"contract":"token-scopes/1"}\n');
  expect(isTokenScopes(TOKEN_SCOPES_TEXT)).toBe(true);
});

test.each(['{"contract":"token-scopes/2"}', '{"contract":""}', "{}", "null", ""])(
  "the file with the text %j names another behaviour",
  (text) => {
    expect(isTokenScopes(text)).toBe(false);
  },
);
