import fc from "fast-check";
import { readAuthorizationRequest } from "../../../../gateway/cognito/domain/authorization-request";
import type { DomainContext } from "../../../../gateway/cognito/domain/context";
import type { UserPool } from "../../../../terraform/model";
import { fuzzing } from "../../../attacks";
import { userPools } from "../../petstore/identity";
import { APP_SCHEME, asked, CALLBACK, CHALLENGE, encoded, oauth } from "./domain-gate";

/** Whatever a request asks for, what is granted is what the Terraform has. */

const [pool] = userPools as readonly [UserPool];
const [client] = pool.clients;
const context = {
  model: {
    userPools: [{ ...pool, domains: [{ address: "d" }], clients: [{ ...client, id: "web", oauth }] }],
  },
} as unknown as DomainContext;
const read = (query: string) => readAuthorizationRequest({ query }, context);

const RUNS = { some: 1_000, all: 10_000 };

const callback = fc.constantFrom(...oauth.callbackUrls);
const part = fc.constantFrom(
  ...[
    "",
    "/",
    "//",
    "\\",
    "@evil.example",
    ".evil.example",
    ":80",
    "?",
    "#",
    "%2e%2e",
    "..",
    " ",
    "\t",
    "\0",
    "%00",
  ],
  ...[
    "evil.example",
    "http:",
    "https://",
    "javascript:",
    "localhost",
    "LOCALHOST",
    "é",
    "[::1]",
    "&redirect_uri=x",
  ],
);
/** fast-check's own addresses take a second to be set up. */
const url = fc
  .tuple(fc.constantFrom("http", "https"), fc.domain(), fc.string())
  .map(([scheme, host, rest]) => `${scheme}://${host}/${rest}`);
/** An address with something cut out, and something put in. */
const mutated = fc
  .tuple(callback, fc.nat(40), fc.nat(3), fc.oneof(part, fc.string({ maxLength: 4 })))
  .map(([address, at, cut, insert]) => address.slice(0, at) + insert + address.slice(at + cut));

test("no address but those of the client gets an answer", () => {
  fc.assert(
    fc.property(fc.oneof(mutated, part, fc.string(), url), (redirect_uri) => {
      const found = read(encoded(asked({ redirect_uri })));
      const to = "redirectUri" in found ? found.redirectUri : undefined;
      return to === undefined || (to === redirect_uri && oauth.callbackUrls.includes(to));
    }),
    fuzzing(RUNS),
  );
});

test("no query, however it is written, sends an answer elsewhere, or grants a scope that the client lacks", () => {
  const name = fc.constantFrom(
    "client_id",
    "redirect_uri",
    "response_type",
    "scope",
    "code_challenge",
    "code_challenge_method",
  );
  const value = fc.oneof(
    fc.constantFrom(
      "web",
      "code",
      "token",
      "openid",
      "openid api/write",
      "S256",
      "plain",
      CHALLENGE,
      CALLBACK,
      APP_SCHEME,
    ),
    mutated,
    fc.string({ maxLength: 6 }),
  );
  const pair = fc
    .tuple(name, value, fc.boolean())
    .map(([key, text, raw]) => `${key}=${raw ? text : encodeURIComponent(text)}`);
  let granted = 0;
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 7 }), fc.boolean(), (pairs, isWhole) => {
      const found = read([...(isWhole ? [encoded(asked())] : []), ...pairs].join("&"));
      if ("redirectUri" in found && !oauth.callbackUrls.includes(found.redirectUri)) return false;
      if ("reason" in found) return true;
      granted++;
      return (
        found.client.id === "web" &&
        found.responseType === "code" &&
        found.scopes.every((scope) => oauth.scopes.includes(scope)) &&
        (found.codeChallenge === undefined || /^[\w-]{43}$/.test(found.codeChallenge))
      );
    }),
    fuzzing(RUNS),
  );
  expect(granted).toBeGreaterThan(50);
});
