import type { CallRecord } from "../../../gateway/data-plane/call-record";
import { callLines } from "../../../gateway/redaction/call";
import { plainPaths } from "../../../gateway/redaction/known";
import { type Known, REDACTED } from "../../../gateway/redaction/redacted";
import { petstoreModel } from "../petstore/model";

/** Lines of the log. A call is read for credentials unless its line has nothing that the caller wrote. */

const known: Known = { names: new Set(), values: new Set(["key-of-warehouse"]) };
const opaque = "opaque-token-of-carol";

const record: CallRecord = {
  requestId: "1",
  at: new Date(0),
  milliseconds: 1,
  verb: "GET",
  path: "/dev/health",
  query: `token=${opaque}`,
  status: 200,
  answer: { headers: [], body: "" },
  invoked: [],
  invocations: [],
  trace: [],
};

const paths: ReadonlySet<string> = new Set(["/dev/health"]);

test.each<readonly [what: string, changes: Partial<CallRecord>, lines: readonly string[]]>([
  ["to a path of the Terraform", {}, ["GET /dev/health 200"]],
  ["with a credential in its path", { path: `/dev/pets/${opaque}` }, [`GET /dev/pets/${REDACTED} 200`]],
  ["with a key of the gate in its path", { path: "/dev/key-of-warehouse" }, [`GET /dev/${REDACTED} 200`]],
  [
    "that is refused for a reason with a credential in it",
    { status: 500, refusal: "AUTHORIZER_FAILURE", reason: `no ${opaque}` },
    [`GET /dev/health 500 AUTHORIZER_FAILURE: no ${REDACTED}`],
  ],
  [
    "with a credential in its access log",
    { accessLog: `as ${opaque}` },
    ["GET /dev/health 200", `access log: as ${REDACTED}`],
  ],
])("a call %s", (_, changes, lines) => {
  expect(callLines({ ...record, ...changes }, known, paths)).toEqual(lines);
});

test("a call to a path of the Terraform is not read", () => {
  const invocations: CallRecord["invocations"] = [
    {
      functionArn: "arn",
      get event(): unknown {
        throw new Error("it was read");
      },
      result: undefined,
    },
  ];
  expect(callLines({ ...record, invocations }, known, paths)).toEqual(["GET /dev/health 200"]);
});

test("paths with parameters, and those with a credential of the gate, are no plain paths", () => {
  const { apis } = petstoreModel("");
  const served = apis.map((api) => ({ api, prefix: "" }));
  const plain = plainPaths(served, known);
  expect(plain).toContain("/dev/health");
  expect([...plain].filter((path) => path.includes("{"))).toEqual([]);
  const keyed = apis.map((api) => ({
    prefix: "",
    api: { ...api, methods: api.methods.map((method) => ({ ...method, path: "/key-of-warehouse" })) },
  }));
  expect([...plainPaths(keyed, known)]).toEqual([]);
});
