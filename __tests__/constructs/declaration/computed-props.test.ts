/** Props that may be another value when they are used than when they were checked. */
import type { Construct } from "constructs";
import { SecuredApi } from "../../../constructs/api/secured-api";
import { HttpApi } from "../../../constructs/http-api/http-api";
import type { HttpApiProps } from "../../../constructs/http-api/http-api-props";
import { issuer, locked } from "../http-api/small-http-api";
import { access, apiProps } from "../small-api";
import { refusal, terraformOf } from "../terraform";

const props: HttpApiProps = {
  name: "shop",
  access: locked,
  handlers: { app: { functionName: "app" } },
  accessLog: "off",
  cognito: { issuer, clientIds: ["4abc"], resourceServer: "shop" },
  jwt: { function: { functionName: "verifier" } },
};
const opened = {
  ...access,
  routes: { "GET /pets": { lock: "public", because: "a test", handler: "app" } },
} as const;

/** An object with a getter that answers `first` once or more often, and `then` after that. */
function changing<T extends object>(value: T, name: string, then: unknown, times: number): T {
  let read = 0;
  const first = (value as Readonly<Record<string, unknown>>)[name];
  return Object.defineProperty((Array.isArray(value) ? [...value] : { ...value }) as T, name, {
    enumerable: true,
    get: () => (read++ < times ? first : then),
  });
}

it.each([1, 2, 3, 4, 5])("a declaration that changes when it is read for time %i opens no route", (times) => {
  const place = (kind: string) =>
    `${kind} "api".access is computed when it is read; expected a value that stays.`;
  expect(refusal((scope) => new HttpApi(scope, "api", changing(props, "access", opened, times)))).toEqual([
    "VALUE_INVALID",
    place("HttpApi"),
  ]);
  expect(
    refusal((scope) => new SecuredApi(scope, "api", changing(apiProps(), "access", opened, times))),
  ).toEqual(["VALUE_INVALID", place("SecuredApi")]);
});

const { cognito = { issuer, clientIds: [], resourceServer: "" } } = props;
const proxied = <T extends object>(value: T): T => new Proxy(value, {});

it.each<[place: string, props: HttpApiProps]>([
  ["", proxied(props)],
  [".access", { ...props, access: proxied(locked) }],
  [".name", Object.create(props)],
  [".cognito.issuer", { ...props, cognito: changing(cognito, "issuer", "https://evil.example/", 2) }],
  [".cognito.clientIds[0]", { ...props, cognito: { ...cognito, clientIds: changing(["a"], "0", "b", 2) } }],
  [".handlers.app", { ...props, handlers: changing({ ...props.handlers }, "app", {}, 2) }],
])("the props of an HTTP API are not computed at %j", (place, computed) => {
  const build = (scope: Construct) => new HttpApi(scope, "api", computed);
  const [code, message] = refusal(build);
  expect(code).toBe("VALUE_INVALID");
  expect(message).toContain(`HttpApi "api"${place} is computed when it is read`);
});

it("a construct among the props has getters of its own", () => {
  class Named {
    get functionName() {
      return "app";
    }
  }
  expect(() =>
    terraformOf((scope) => void new HttpApi(scope, "api", { ...props, handlers: { app: new Named() } })),
  ).not.toThrow();
});
