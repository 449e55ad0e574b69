import { errorsOf, expectedIn } from "../compile/compile";

/** One route of a declaration: what it must say, or what does not exist, is an error of the compiler at that place. */

const COMPILES: Readonly<Record<string, string>> = {
  "with everything it needs": `"GET /pets": { lock: "iam", roles: ["user"], handler: "pets" }`,
  "that is public, with the reason": `"GET /health": { lock: "public", because: "monitors", handler: "health" }`,
};

const DOES_NOT_COMPILE: Readonly<Record<string, string>> = {
  "without a lock": `/*TS2322: Property 'lock' is missing*/ "GET /pets": { roles: ["user"], handler: "pets" }`,
  "with an unknown lock": `"GET /pets": { /*TS2322: Type '"open"'*/ lock: "open", handler: "pets" }`,
  "with an unknown role": `"GET /pets": { lock: "iam", roles: [/*TS2322: Type '"owner"'*/ "owner"], handler: "pets" }`,
  "with an unknown system": `"GET /pets": { lock: "iam", systems: [/*TS2322: Type '"robot"'*/ "robot"], handler: "pets" }`,
  "with an empty list of roles": `"GET /pets": { lock: "iam", /*TS2322: Source has 0 element(s)*/ roles: [], handler: "pets" }`,
  "without roles and systems": `/*TS2322: Property 'systems' is missing*/ "GET /pets": { lock: "iam", handler: "pets" }`,
  "for systems behind a lock for users": `"GET /pets": { lock: "jwt", /*TS2353: 'systems' does not exist*/ systems: ["warehouse"], handler: "pets" }`,
  "that is public without the reason": `/*TS2322: Property 'because' is missing*/ "GET /pets": { lock: "public", handler: "pets" }`,
  "behind an API key alone without the reason": `/*TS2322: Property 'because' is missing*/ "GET /pets": { lock: "key", handler: "pets" }`,
  "without a handler": `/*TS2322: Property 'handler' is missing*/ "GET /pets": { lock: "iam", roles: ["user"] }`,
  "that is declared twice": `"GET /pets": { lock: "iam", roles: ["user"], handler: "pets" },
    /*TS1117: multiple properties with the same name*/ "GET /pets": { lock: "iam", roles: ["admin"], handler: "pets" }`,
  "with an unknown verb": `/*TS2353: '"FETCH /pets"' does not exist*/ "FETCH /pets": { lock: "iam", roles: ["user"], handler: "pets" }`,
  "without a leading slash": `/*TS2353: '"GET pets"' does not exist*/ "GET pets": { lock: "iam", roles: ["user"], handler: "pets" }`,
};

const fileOf = (name: string) => `access/route ${name}.ts`;
const files = Object.fromEntries(
  Object.entries({ ...COMPILES, ...DOES_NOT_COMPILE }).map(([name, route]) => [
    fileOf(name),
    `import type { Routes } from "./model";
import type { RoleName } from "./roles";
import type { SystemName } from "./systems";
export const routes = {
  ${route}
} as const satisfies Routes<RoleName, SystemName>;
`,
  ]),
);
const errors = errorsOf(files);

test("no other file has an error", () => {
  expect(Object.keys(errors).sort()).toEqual(Object.keys(DOES_NOT_COMPILE).map(fileOf).sort());
});

test.each(Object.keys(COMPILES))("a route %s compiles", (name) => {
  expect(errors[fileOf(name)]).toBeUndefined();
});

test.each(Object.entries(DOES_NOT_COMPILE))("a route %s does not compile", (name, route) => {
  expect(expectedIn(route)).toHaveLength(1);
  expect(errors[fileOf(name)]).toEqual(expectedIn(route));
});
