import { transformSync } from "esbuild";
import { facts, local } from "./pets-facts";
import { written } from "./written";

/** The TypeScript module: what it sends. quality/clients compiles it, and calls the gate with it. */

interface Module {
  readonly authorized: (credentials: object, send: (request: Request) => Promise<Response>) => typeof fetch;
  readonly routes: Readonly<Record<string, { readonly credential: string }>>;
}

function loaded(of = local): Module {
  const { code } = transformSync(written("typescript", of).text, { loader: "ts", format: "cjs" });
  const module = { exports: {} };
  new Function("module", "exports", code)(module, module.exports);
  return module.exports as Module;
}

const all = {
  idToken: () => "ID",
  accessToken: async () => "ACCESS",
  otherToken: () => "OTHER",
  apiKey: () => "KEY",
  sign: (request: Request) =>
    new Request(request, { headers: { ...headersOf(request), authorization: "SIGNED" } }),
  authorize: (request: Request) => new Request(request, { headers: { "x-ticket": "TICKET" } }),
};

const headersOf = ({ headers }: Request) => Object.fromEntries(headers);

async function sent(
  method: string,
  path: string,
  credentials: object = all,
): Promise<Record<string, string>> {
  let seen: Request | undefined;
  const send = async (request: Request) => {
    seen = request;
    return new Response();
  };
  await loaded().authorized(credentials, send)(`http://127.0.0.1:3000/live${path}`, { method });
  return headersOf(seen as Request);
}

test.each([
  ["GET", "/health", {}],
  ["GET", "/pets", { authorization: "SIGNED" }],
  ["GET", "/pets/7?full=1", { authorization: "SIGNED", "x-api-key": "KEY" }],
  ["GET", "/account", { authorization: "Bearer ID" }],
  ["POST", "/products", { authorization: "Bearer ACCESS" }],
  ["GET", "/partner", { "x-partner": "Bearer OTHER" }],
  ["PUT", "/files/a/b", { "x-ticket": "TICKET" }],
])("%s %s", async (method, path, headers) => {
  expect(await sent(method, path)).toEqual(headers);
});

test("nothing is sent to what is no route, nor without what the route takes", async () => {
  const { authorized } = loaded();
  const send = jest.fn();
  const call = (url: string, credentials: object = all) => authorized(credentials, send)(url);
  await expect(call("http://127.0.0.1:3000/live/pets/7/owner")).rejects.toThrow("is no route of the API");
  await expect(call("https://elsewhere.test/live/pets")).rejects.toThrow("is no route of the API");
  await expect(call("http://127.0.0.1:3000/live/account", {})).rejects.toThrow(
    "GET /account takes id-token: give idToken",
  );
  await expect(call("http://127.0.0.1:3000/live/pets/7", { sign: all.sign })).rejects.toThrow(
    "takes an API key",
  );
  expect(send).not.toHaveBeenCalled();
});

test("the table is that of the facts", () => {
  expect(loaded(facts).routes["POST /products"]?.credential).toBe("access-token");
  expect(written("typescript", facts).text).toContain(
    "// the access token in Authorization, with one of the scopes petstore/admin, petstore/user\n",
  );
});
