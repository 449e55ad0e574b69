import { REDACTED, redacted } from "../../../gateway/page/redacted";

const secrets = new Set(["key-of-warehouse"]);
const jwt = "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.sig";

test.each<[name: string, value: unknown, shown: unknown]>([
  ["a header", { Authorization: "Basic eA==", Accept: "*/*" }, { Authorization: REDACTED, Accept: "*/*" }],
  ["values of a header", { multi: { Cookie: ["a", "b"] } }, { multi: { Cookie: REDACTED } }],
  ["an API key under another name", { sent: "key-of-warehouse" }, { sent: REDACTED }],
  ["a token in a text", { note: `got ${jwt}.` }, { note: `got ${REDACTED}.` }],
  [
    "a field of a body",
    { body: '{"password":"x","name":"Rex"}' },
    { body: `{"password":"${REDACTED}","name":"Rex"}` },
  ],
  [
    "a body that was cut",
    { body: '{"newPassword":"x","name":"Re…' },
    { body: `{"newPassword":"${REDACTED}","name":"Re…` },
  ],
  ["a form", { body: "user=bob&password=x" }, { body: `user=bob&password=${REDACTED}` }],
  [
    "numbers and plain fields",
    { tokens: 3, size: 2, ok: true, none: null },
    { tokens: 3, size: 2, ok: true, none: null },
  ],
])("%s", (_, value, shown) => {
  expect(redacted(value, secrets)).toEqual(shown);
});
