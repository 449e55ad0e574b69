import { type PathGate, startPathGate } from "./gate";

/** Headers in spellings that one reader takes for another header, sent over a plain socket. */

let gate: PathGate;
beforeAll(async () => {
  gate = await startPathGate();
}, 30_000);
beforeEach(() => {
  gate.reached();
  gate.backendHeaders();
});
afterAll(() => gate.stop());

const web = { name: "web", verb: "GET", path: "/web/public/a", as: "anonymous" } as const;
const open = { ...web, path: "/open/public/a" };

const spellings = (name: string) => [
  name,
  name.toLowerCase(),
  name.toUpperCase(),
  name.replaceAll("-", "_"),
  name.replace("-", "_"),
  name.replaceAll("-", "."),
  name.replaceAll("-", "~"),
  name.toUpperCase().replaceAll("-", "_"),
];

const FRAMING = ["Transfer-Encoding", "Content-Length"];
const OF_CONNECTION = [
  "Keep-Alive",
  "Proxy-Connection",
  "Proxy-Authorization",
  "TE",
  "Trailer",
  "Upgrade",
  "Expect",
];
const GATEWAYS = [
  "X-Forwarded-For",
  "X-Forwarded-Port",
  "X-Forwarded-Proto",
  "X-Amzn-Trace-Id",
  "X-Amzn-Apigateway-Api-Id",
];

/** In their own spelling these change the request itself, so only others are sent. */
const odd = FRAMING.flatMap(spellings).filter(
  (name) => !FRAMING.includes(name) && !/^[a-z]+-[a-z]+$/i.test(name),
);
const names = [...odd, ...[...OF_CONNECTION, ...GATEWAYS].flatMap(spellings)].filter(
  (name) => !/^(upgrade|expect)$/i.test(name),
);

test.each([...new Set(names)])("a client's %s reaches neither the backend nor the function", async (name) => {
  expect((await gate.send({ ...web, headers: [[name, "mallory"]] })).status).toBe(200);
  const [received = []] = gate.backendHeaders();
  const pairs = received.flatMap((key, index) => (index % 2 === 0 ? [[key, received[index + 1]]] : []));
  // What the gateway adds to these lists stands behind the client's own.
  const kept = /^x.forwarded.for$|^x.amzn.trace.id$/i;
  const through = pairs.filter(([key = "", value = ""]) => value.includes("mallory") && !kept.test(key));
  expect(through).toEqual([]);
  const { body, status } = await gate.send({ ...open, headers: [[name, "mallory"]] });
  expect(status).toBe(200);
  const same = spellings(name.replace(/[_.~]/g, "-")).map((each) => each.toLowerCase());
  const inEvent = Object.entries<string>(JSON.parse(body).event.headers).filter(
    ([key, value]) => same.includes(key.toLowerCase()) && value.includes("mallory") && !kept.test(key),
  );
  // These two are for the next server, and no function's runtime takes them for more than a text.
  const passed = /^(keep|proxy|x.amzn.apigateway)/i;
  expect(inEvent.filter(([key]) => !passed.test(key))).toEqual([]);
});

test("what the client's Connection header names ends here, but for what the gateway says itself", async () => {
  const headers = [
    ["Connection", "X-Secret , x-forwarded-for,\tX-Other"],
    ["X-Secret", "1"],
    ["x_other", "2"],
    ["X-Kept", "3"],
  ] as const;
  expect((await gate.send({ ...web, headers })).status).toBe(200);
  const [received = []] = gate.backendHeaders();
  expect(received.map((text) => text.toLowerCase())).toEqual(
    expect.arrayContaining(["x-kept", "x-forwarded-for"]),
  );
  expect(received.join()).not.toMatch(/x.secret|x.other/i);
});

test.each([
  ["a space before the colon", [["Transfer-Encoding ", "chunked"]]],
  [
    "length and chunks",
    [
      ["Transfer-Encoding", "chunked"],
      ["Content-Length", "5"],
    ],
  ],
  [
    "two lengths",
    [
      ["Content-Length", "5"],
      ["Content-Length", "6"],
    ],
  ],
  ["chunks of another kind", [["Transfer-Encoding", "xchunked"]]],
  ["chunks that are not the last coding", [["Transfer-Encoding", "chunked, identity"]]],
  [
    "two hosts",
    [
      ["Host", "127.0.0.1"],
      ["Host", "localhost"],
    ],
  ],
  ["another host", [["Host", "shop.example.com"]]],
  ["a bare carriage return", [["X-A", "a\rX-B: b"]]],
] as const)("a request with %s is refused, and nothing runs", async (_name, headers) => {
  for (const attack of [web, open]) {
    const { status } = await gate.send({ ...attack, headers });
    expect(status === 0 || status >= 400).toBe(true);
  }
  expect(gate.reached()).toEqual([]);
});

describe("a no-break space is no white space", () => {
  test.each(["\u00a0", "\u0085", "\u00a0 "])("around a token: %j", async (blank) => {
    const me = { ...web, path: "/users/me" };
    const withToken = (value: string) => gate.send({ ...me, headers: [["Authorization", value]] });
    expect((await withToken(`Bearer ${gate.idToken}`)).status).not.toBe(401);
    expect((await withToken(`\tBearer ${gate.idToken} `)).status).not.toBe(401);
    gate.reached();
    for (const value of [
      `${gate.idToken}${blank}`,
      `${blank}${gate.idToken}`,
      `Bearer${blank}${gate.idToken}`,
      `Bearer ${gate.idToken}${blank}`,
    ])
      expect((await withToken(value)).status).toBe(401);
    expect(gate.reached()).toEqual([]);
  });

  test("in a signature", async () => {
    for (const value of ["\u00a0", "AWS4-HMAC-SHA256\u00a0Credential=a", "AWS4-HMAC-SHA256Credential=a"])
      expect((await gate.send({ ...web, path: "/all/a", headers: [["Authorization", value]] })).status).toBe(
        403,
      );
    expect(gate.reached()).toEqual([]);
  });
});
