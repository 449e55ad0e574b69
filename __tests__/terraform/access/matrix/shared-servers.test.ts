import { accessMatrix } from "../../../../terraform/access/matrix/matrix";
import { readTerraform } from "../../../../terraform/read";
import { httpShop, LOCKED } from "../../build/http-shop";
import { shopDocument } from "../../build/shop";

/** Of routes: the lock, and the address at the server or arguments of the integration. */
type Servers = Readonly<Record<string, readonly [lock: object, server: string | object]>>;

interface Case {
  readonly routes: Servers;
  /** Beginnings of what is said after the callers. */
  readonly says: readonly string[];
}

const SHOP = "https://shop.example";
const USER = { ...LOCKED.people, authorization_scopes: ["shop/user"] };
const ADMIN = { ...LOCKED.people, authorization_scopes: ["shop/admin"] };
const LISTENER = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/one/1";
const through = (uri: string, more: object = {}) => ({ integration_uri: uri, ...more });

const warnings = (model: Parameters<typeof accessMatrix>[0]) =>
  accessMatrix(model)
    .notes.filter(({ message }) => message.includes("may reach what"))
    .map(({ message }) => message);

const http: Readonly<Record<string, Case>> = {
  "a public greedy route beside a lock": {
    routes: { "GET /h": [USER, `${SHOP}/h`], "GET /{p+}": [{}, `${SHOP}/{p}`] },
    says: [
      `every caller may reach what shop/aws_apigatewayv2_route.r0 (JWT) guards: GET /{p+} can ask ${SHOP} for the path of GET /h, too, such as by /h/`,
    ],
  },
  "a locked greedy route beside another lock": {
    routes: { "GET /h": [ADMIN, `${SHOP}/h`], "GET /{p+}": [LOCKED.iam, `${SHOP}/{p}`] },
    says: [],
  },
  "a parameter with a weaker lock": {
    routes: {
      "GET /f/secret": [LOCKED.iam, `${SHOP}/f/secret`],
      "GET /f/{id}": [LOCKED.people, `${SHOP}/f/{id}`],
    },
    says: [
      `signed-in and 1 more may reach what shop/aws_apigatewayv2_route.r0 (AWS_IAM) guards: GET /f/{id} can ask ${SHOP} for the path of GET /f/secret, too, such as by /%66/secret: AWS does not document which of them answers that`,
    ],
  },
  "a path of its own to the same address": {
    routes: { "GET /h": [USER, `${SHOP}/h`], "GET /open": [{}, `${SHOP}/h`] },
    says: [
      `every caller may reach what shop/aws_apigatewayv2_route.r0 (JWT) guards: GET /open can ask ${SHOP} for the path of GET /h, too`,
    ],
  },
  "$default to a listener": {
    routes: { "GET /h": [USER, through(LISTENER)], $default: [{}, through(LISTENER)] },
    says: [expect.stringContaining(`$default can ask ${LISTENER} for the path of GET /h`)],
  },
  "a parameter that writes the path": {
    routes: {
      "GET /h": [USER, `${SHOP}/h`],
      "GET /open": [
        {},
        through(`${SHOP}/x`, { request_parameters: { "overwrite:path": "$request.querystring.p" } }),
      ],
    },
    says: [expect.stringContaining("GET /open can ask")],
  },
  "a stricter greedy route": {
    routes: { "GET /h": [{}, `${SHOP}/h`], "GET /{p+}": [USER, `${SHOP}/{p}`] },
    says: [],
  },
  "the same lock": {
    routes: { "GET /h": [USER, `${SHOP}/h`], "GET /{p+}": [USER, `${SHOP}/{p}`] },
    says: [],
  },
  "another server": {
    routes: { "GET /h": [USER, `${SHOP}/h`], "GET /{p+}": [{}, "https://open.example/{p}"] },
    says: [],
  },
  "another folder of the server": {
    routes: { "GET /h": [USER, `${SHOP}/h`], "GET /{p+}": [{}, `${SHOP}/static/{p}`] },
    says: [],
  },
  "a fixed path": {
    routes: { "GET /h": [USER, `${SHOP}/h`], "GET /{p+}": [{}, `${SHOP}/index.html`] },
    says: [],
  },
  "another verb at the server": {
    routes: {
      "GET /h": [USER, `${SHOP}/h`],
      "ANY /{p+}": [{}, through(`${SHOP}/{p}`, { integration_method: "POST" })],
    },
    says: [],
  },
  "verbs of one path": {
    routes: {
      "GET /{p+}": [USER, `${SHOP}/{p}`],
      "ANY /{p+}": [{}, through(`${SHOP}/{p}`, { integration_method: "ANY" })],
    },
    says: [],
  },
  "a verb of the same path that asks the server by the guarded one": {
    routes: {
      "GET /h": [USER, `${SHOP}/h`],
      "POST /h": [{}, through(`${SHOP}/h`, { integration_method: "GET" })],
    },
    says: [expect.stringContaining("POST /h can ask")],
  },
  "$default with a lock, which takes what a public greedy route leaves": {
    routes: { "GET /{p+}": [{}, `${SHOP}/{p}`], $default: [USER, `${SHOP}/`] },
    says: [],
  },
  "a preflight": {
    routes: { "ANY /h": [USER, `${SHOP}/h`], "OPTIONS /{p+}": [{}, `${SHOP}/{p}`] },
    says: [],
  },
};

test.each(Object.entries(http))("an HTTP API: %s", (_, { routes, says }) => {
  const named = Object.entries(routes).map(([key, [lock, server]], index) => {
    const integration = typeof server === "string" ? through(server) : server;
    return { key, lock, name: `i${index}`, integration };
  });
  const model = httpShop(
    Object.fromEntries(
      named.map(({ key, lock, name }) => [
        key,
        { ...lock, target: `integrations/\${aws_apigatewayv2_integration.${name}.id}` },
      ]),
    ),
    {
      aws_apigatewayv2_integration: Object.fromEntries(
        named.map(({ integration, key, name }) => [
          name,
          {
            api_id: "${aws_apigatewayv2_api.shop.id}",
            integration_type: "HTTP_PROXY",
            integration_method: key.startsWith("$") ? "ANY" : key.split(" ")[0],
            ...integration,
          },
        ]),
      ),
    },
  );
  expect(warnings(model)).toEqual(says);
});

const NONE = { authorization: "NONE" };
const IAM = { authorization: "AWS_IAM" };

const rest: Readonly<Record<string, Case>> = {
  "a public greedy method, at which a slash at the end does not change the method": {
    routes: { "GET /h": [IAM, `${SHOP}/h`], "GET /{p+}": [NONE, `${SHOP}/{p}`] },
    says: [
      `every caller may reach what shop/aws_api_gateway_method.GET_h (AWS_IAM) guards: GET /{p+} can ask ${SHOP} for the path of GET /h, too, such as by /%68: AWS does not document which of them answers that`,
    ],
  },
  "a path without a letter of its own": {
    routes: { "GET /{id}": [IAM, `${SHOP}/{id}`], "GET /{id}/{p+}": [NONE, `${SHOP}/{p}`] },
    says: [expect.stringContaining("GET /{id}/{p+} can ask")],
  },
  "another server": {
    routes: { "GET /h": [IAM, `${SHOP}/h`], "GET /{p+}": [NONE, "https://open.example/{p}"] },
    says: [],
  },
};

test.each(Object.entries(rest))("a REST API: %s", (_, { routes, says }) => {
  const integrations = Object.entries(routes).map(([key, [, uri]]) => {
    const [verb = "", path = ""] = key.split(" ");
    const name = path.replace(/\W/g, "_");
    return [
      `${verb}${name}`,
      {
        rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
        resource_id: `\${aws_api_gateway_resource.${name}.id}`,
        http_method: verb,
        type: "HTTP_PROXY",
        integration_http_method: verb,
        uri,
      },
    ];
  });
  const methods = Object.fromEntries(Object.entries(routes).map(([key, [lock]]) => [key, lock]));
  const document = shopDocument(methods as never, {
    aws_api_gateway_integration: Object.fromEntries(integrations),
  });
  const model = readTerraform({ kind: "stacks", stacks: [{ name: "shop", document }] });
  expect(warnings(model)).toEqual(says);
});
