import { makeCalls } from "../../../gateway/page/calls";
import { type Known, REDACTED, Redaction } from "../../../gateway/redaction/redacted";
import { isSecretName } from "../../../gateway/redaction/secret-name";
import { readFields } from "../../../gateway/redaction/texts";

const known: Known = { names: new Set(["x-who"]), values: new Set(["key-of-warehouse"]) };
const jwt = "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.sig";
const jwe = "eyJhbGciOiJkaXIifQ..aXY.Y2lwaGVy.dGFn";

const part = (name: string, value: string) =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const base64 = (text: string) => Buffer.from(text, "latin1").toString("base64");

test.each<[name: string, value: unknown, shown: unknown]>([
  ["a header", { Authorization: "Basic eA==", Accept: "*/*" }, { Authorization: REDACTED, Accept: "*/*" }],
  ["values of a header", { multi: { Cookie: ["a", "b"] } }, { multi: { Cookie: REDACTED } }],
  ["a header in which an authorizer expects a credential", { "X-Who": "a" }, { "X-Who": REDACTED }],
  ["a list under a name", { identitySource: ["opaque"] }, { identitySource: REDACTED }],
  ["an object under a name", { password2: { v: "x" } }, { password2: REDACTED }],
  ["a number under a name", { pin: 1234 }, { pin: REDACTED }],
  ["a name and a value", [{ Name: "password", Value: "x" }], [{ Name: "password", Value: REDACTED }]],
  ["an API key under another name", { sent: "key-of-warehouse" }, { sent: REDACTED }],
  ["an API key in a query, coded", { raw: "k=key%2Dof-warehouse&n=1" }, { raw: `k=${REDACTED}&n=1` }],
  ["a token in a text", { note: `got ${jwt}.` }, { note: `got ${REDACTED}.` }],
  ["an encrypted token", { note: `got ${jwe}.` }, { note: `got ${REDACTED}.` }],
  ["a token in a path", { path: `/dev/reset/${jwt}/x` }, { path: `/dev/reset/${REDACTED}/x` }],
  ...[
    '{\n "alg": "none"}',
    '{ "alg":"none"}',
    '{\t"alg":"none"}',
    '{\r\n"alg":"none"}',
    ' {"alg":"none"}',
    '\n\t{"alg":"none"}',
    `${" ".repeat(200)}{"alg":"none"}`,
  ].flatMap((header): [string, unknown, unknown][] => {
    const token = `${Buffer.from(header).toString("base64url")}.eyJzdWIiOiIxIn0.sig`;
    return [
      [
        `a token whose header is ${header.trim()}`,
        { path: `/reset/${token}/x` },
        { path: `/reset/${REDACTED}/x` },
      ],
      ["and after other text", { note: `v1.2-${token}.` }, { note: `v1.2-${REDACTED}.` }],
    ];
  }),
  [
    "what has as many parts as a token",
    { host: "ID-Cache.eu-west-1.example.com" },
    { host: "ID-Cache.eu-west-1.example.com" },
  ],
  ["a token in a path, coded", { path: `/reset/%65${jwt.slice(1)}` }, { path: `/reset/${REDACTED}` }],
  [
    "a fragment",
    { location: "http://x/#id_token=opaque&n=1" },
    { location: `http://x/#id_token=${REDACTED}&n=1` },
  ],
  ["a coded name", { raw: "%70assword=x&n=1" }, { raw: `%70assword=${REDACTED}&n=1` }],
  ["a name with brackets", { raw: "user[password]=x" }, { raw: `user[password]=${REDACTED}` }],
  [
    "a field of a body",
    { body: '{"password":"x","name":"Rex"}' },
    { body: `{"password":"${REDACTED}","name":"Rex"}` },
  ],
  ["a form", { body: "user=bob&password=x y" }, { body: `user=bob&password=${REDACTED}` }],
  [
    "a coded form",
    { body: base64("user=b\xff&password=x"), isBase64Encoded: true },
    { body: base64(`user=b\xff&password=${REDACTED}`), isBase64Encoded: true },
  ],
  [
    "a coded form that was cut",
    { body: `${base64("password=hush")}… (90000 characters)`, isBase64Encoded: true },
    { body: `${base64(`password=${REDACTED}`)}… (90000 characters)`, isBase64Encoded: true },
  ],
  [
    "a multipart form",
    { body: `${part("name", "Rex")}${part("password", "a\r\nb")}--x--` },
    { body: `${part("name", "Rex")}${part("password", REDACTED)}--x--` },
  ],
  [
    "XML",
    { body: "<u n='1'><s:password>x</s:password></u>" },
    { body: `<u n='1'><s:password>${REDACTED}</s:password></u>` },
  ],
  ["XML that was cut", { body: "<u><pin><![CDATA[12" }, { body: `<u><pin>${REDACTED}` }],
  ["an attribute", { body: `<u name="Rex" pwd="x"/>` }, { body: `<u name="Rex" pwd="${REDACTED}"/>` }],
  [
    "a body that was cut",
    { body: '{"newPassword":"x\\"y","name":"Re…' },
    { body: `{"newPassword":"${REDACTED}","name":"Re…` },
  ],
  [
    "an object that was cut",
    { body: '{"a":1,"password":{"v":"x' },
    { body: `{"a":1,"password":"${REDACTED}"` },
  ],
  ["a number that was cut", { body: '{"pin":12,"a":"b' }, { body: `{"pin":"${REDACTED}","a":"b` }],
  [
    "JSON within JSON that was cut",
    { body: '{"body":"{\\"password\\":\\"x\\",\\"a\\":\\"b' },
    { body: `{"body":"{\\"password\\":\\"${REDACTED}\\",\\"a\\":\\"b` },
  ],
  [
    "plain fields",
    { tokens: 3, size: 2, ok: true, none: null },
    { tokens: 3, size: 2, ok: true, none: null },
  ],
  ["plain text", { a: "GET /pets?size=2", b: "x & y = z" }, { a: "GET /pets?size=2", b: "x & y = z" }],
])("%s", (_, value, shown) => {
  expect(new Redaction(known).value(value)).toEqual(shown);
});

test.each([
  "Authorization",
  "x-auth",
  "x-pass",
  "pwd",
  "passphrase",
  "pin",
  "user_pin",
  "session",
  "sessionId",
  "otpCode",
  "refresh_token",
  "token2",
  "client_secret",
  "SAMLResponse",
  "code_verifier",
  "identitySource",
])("the name %s is a credential's", (name) => expect(isSecretName(name)).toBe(true));

test.each([
  "accept",
  "footprint",
  "authorizer",
  "auth_time",
  "token_use",
  "pineapple",
  "shipping",
  "principalId",
  "keys",
])("the name %s is no credential's", (name) => expect(isSecretName(name)).toBe(false));

test("what is nested deeply is left out", () => {
  const deep = `${"[".repeat(4_096)}"key-of-warehouse"${"]".repeat(4_096)}`;
  for (const text of [deep, `{"password":${deep}}`])
    expect(JSON.stringify(new Redaction(known).value({ text, parsed: JSON.parse(text) }))).not.toContain(
      "warehouse",
    );
});

test("texts without secrets are read as they are", () => {
  const reader = { value: (value: unknown) => value, text: (text: string) => text, named: () => undefined };
  for (const text of [
    "",
    "{",
    "[1,",
    "<a",
    "a=b",
    "%",
    "--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb",
  ])
    expect(readFields(text, reader)).toBe(text);
});

test("a credential is taken out of all of its call, wherever it stands", () => {
  const calls = makeCalls();
  const opaque = "opaque-token-of-carol";
  const event = {
    identitySource: [opaque],
    headers: { "x-who": `Token ${opaque}`, cookie: "a=b; id=cookie-of-carol" },
  };
  calls.add({
    requestId: "1",
    at: new Date(0),
    milliseconds: 1,
    verb: "GET",
    path: `/dev/reset/${opaque}`,
    query: `%70assword=hush&k=key-of-warehouse&other=${encodeURIComponent(opaque)}`,
    status: 302,
    answer: {
      headers: [
        ["location", `http://x/#id_token=${jwt}`],
        ["x-seen", opaque],
        ["set-cookie", "id=cookie-of-carol"],
      ],
      body: "Hello cookie-of-carol",
    },
    invoked: [],
    invocations: [
      { functionArn: "arn", event, result: { kind: "error", errorType: "E", errorMessage: `no ${opaque}` } },
    ],
    refusal: "AUTHORIZER_FAILURE",
    reason: `failed: no ${opaque}`,
    trace: [{ check: "authentication", verdict: "refused", reason: `failed: no ${opaque}` }],
  });
  const text = JSON.stringify(calls.after(0, known));
  for (const secret of [opaque, "hush", "key-of-warehouse", jwt, "cookie-of-carol"])
    expect(text).not.toContain(secret);
  expect(calls.after(0, known)).toMatchObject([
    {
      number: 1,
      path: `/dev/reset/${REDACTED}`,
      query: `%70assword=${REDACTED}&k=${REDACTED}&other=${REDACTED}`,
    },
  ]);
});
