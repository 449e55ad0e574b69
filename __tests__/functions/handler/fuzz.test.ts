import fc from "fast-check";
import { parseRoleTable } from "../../../contract/role-table";
import { accountEndpoints } from "../../../functions/account/account";
import { createAuthorizer } from "../../../functions/authorizer/authorizer";
import { answersFrom } from "../../../functions/authorizer/policy";
import type { ProxyEvent } from "../../../functions/handler/event";
import { type Endpoint, serve } from "../../../functions/handler/serve";
import { petEndpoints } from "../../../functions/pets/pets";
import { productEndpoints } from "../../../functions/products/products";
import { anyText, fuzzing } from "../../attacks";
import { asPartner, asUser, type EventForm, eventForms, logBook } from "../support/events";
import { tokenOf, verifierFor } from "../support/issuer";
import { memoryTable } from "../support/memory-table";
import { rsaKey } from "../support/tokens";

/** Names that the handlers look for, so that the noise does reach them. */
const name = fc.constantFrom(
  "name",
  "price",
  "type",
  "sub",
  "petId",
  "phone",
  "content-type",
  "Idempotency-Key",
  "nextToken",
  "__proto__",
);
const noise = fc.oneof(
  anyText(50),
  fc.constantFrom("application/json", "7", "", "\ud800", "../..", "a".repeat(300)),
);
const map = fc.option(fc.dictionary(fc.oneof(name, fc.string()), noise, { maxKeys: 5 }), { nil: null });
const body = fc.oneof(
  fc.constant(null),
  noise,
  fc.json(),
  fc
    .dictionary(name, fc.oneof(noise, fc.double(), fc.constant(null), fc.constant({})), { maxKeys: 4 })
    .map((value) => JSON.stringify(value)),
);
const sent = fc.record({
  body,
  isBase64Encoded: fc.boolean(),
  headers: map,
  multiValueHeaders: fc.option(fc.dictionary(name, fc.array(noise, { maxLength: 3 })), { nil: null }),
  queryStringParameters: map,
  pathParameters: map,
});

const forms = fc.constantFrom<EventForm>(...Object.values(eventForms));

const tables: Readonly<Record<string, () => Readonly<Record<string, Endpoint>>>> = {
  pets: () => petEndpoints(memoryTable("petId", { petId: "p1", name: "Rex" }).table),
  products: () => productEndpoints(memoryTable("productId").table),
  account: () => accountEndpoints(memoryTable("sub").table),
};

describe.each(Object.entries(tables))("%s, sent anything", (_, endpoints) => {
  it("answers 2xx or a clean 4xx, and logs no failure", async () => {
    const routes = Object.keys(endpoints());
    const callers = fc.constantFrom<Record<string, unknown> | undefined>(
      asUser("alice-1"),
      asPartner("shop-1"),
      undefined,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...routes),
        callers,
        sent,
        forms,
        async (route, authorizer, changes, form) => {
          const { log, lines } = logBook();
          const event = { ...form(route, { authorizer }), ...changes } as ProxyEvent;
          const { statusCode, body } = await serve(endpoints(), log)(event);
          expect([200, 201, 204, 400, 401, 403, 404, 413, 415, 422]).toContain(statusCode);
          if (statusCode >= 400) expect(Object.keys(JSON.parse(body))).toContain("message");
          expect(lines.filter(({ level }) => level === "ERROR")).toEqual([]);
        },
      ),
      fuzzing({ some: 300, all: 3_000 }),
    );
  });
});

describe("the authorizer, sent anything", () => {
  const key = rsaKey("one");
  const answer = answersFrom(parseRoleTable('{"roles":{"admin":{"allow":["GET/pets"]}}}'));
  const codes = new Set<unknown>();
  const authorize = createAuthorizer(
    () => ({ verify: verifierFor([key]), answer }),
    (_level, _message, fields) => codes.add(fields?.code),
  );

  it("never answers and never fails in another way than Unauthorized", async () => {
    const good = `Bearer ${tokenOf(key)}`;
    const anything = fc.oneof(
      fc.anything(),
      fc.record({
        type: fc.constantFrom("TOKEN", "REQUEST"),
        methodArn: fc.anything(),
        authorizationToken: fc.constant(good),
      }),
      fc.record({
        type: fc.constantFrom("TOKEN", "REQUEST"),
        methodArn: fc.string(),
        headers: fc.anything(),
        multiValueHeaders: fc.anything(),
      }),
      fc.record({
        version: fc.constantFrom("1.0", "2.0"),
        type: fc.constant("REQUEST"),
        routeArn: fc.string(),
        identitySource: fc.anything(),
        headers: fc.oneof(fc.constant({ authorization: good }), fc.anything()),
      }),
      fc.record({
        type: fc.constant("TOKEN"),
        methodArn: fc.string(),
        authorizationToken: fc.string().map((text) => `Bearer ${text}`),
      }),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (event) => {
        await expect(authorize(event)).rejects.toThrow(/^Unauthorized$/);
      }),
      fuzzing({ some: 500, all: 5_000 }),
    );
    expect(codes).not.toContain("UNEXPECTED");
  });
});
