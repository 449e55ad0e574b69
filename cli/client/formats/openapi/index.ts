import { onlyApi } from "../../choose";
import type { ApiFacts } from "../../facts";
import { need } from "../../need";
import { type ConcreteRoute, concreteRoutes, hasDefault } from "../../routes";
import { type Format, madeBy } from "../format";
import { operationOf, REFUSAL_NAME, tagOf } from "./operation";
import { convertedSchema } from "./schema";
import { Security } from "./security";

/** An OpenAPI 3.1 document, for clients. API Gateway imports 3.0 at most. */
export const openapi: Format = (chosen, options) => {
  const api = onlyApi(chosen);
  const { facts } = chosen;
  const { left, routes } = distinct(concreteRoutes(api));
  const pools = facts.userPools;
  const oauthUrl = chosen.pool?.oauthUrl;
  const security = new Security(routes, {
    clients: pools.flatMap(({ clients }) => clients),
    ...(oauthUrl !== undefined && { oauthUrl: need(oauthUrl, "the domain of the user pool", facts) }),
  });
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = templateOf(route);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, api, security) };
  }
  const document = {
    openapi: "3.1.0",
    info: { title: api.name, version: api.stage.replace(/^\$/, ""), description: madeBy(chosen, options) },
    servers: [{ url: need(api.url, `the address of ${api.name}`, facts) }],
    tags: [...new Set(routes.map(tagOf))]
      .sort()
      .map((name) => ({ name, description: `Routes below ${name}` })),
    paths,
    components: {
      ...(Object.keys(security.schemes).length > 0 && { securitySchemes: security.schemes }),
      ...(routes.some(({ apiKey }) => apiKey) && { parameters: { ApiKey: API_KEY } }),
      schemas: {
        ...schemasOf(api, routes),
        ...(JSON.stringify(paths).includes(REFUSAL_NAME) && { [REFUSAL_NAME]: REFUSAL }),
      },
    },
  };
  return {
    files: { "openapi.json": `${JSON.stringify(document, null, 2)}\n` },
    notes: [
      ...(hasDefault(api) ? ["The route $default is left out: it has no path."] : []),
      ...left.map(
        ({ method, path }) =>
          `${method} ${path} is left out: OpenAPI cannot tell it from a path with another parameter.`,
      ),
    ],
  };
};

const API_KEY = {
  name: "x-api-key",
  in: "header",
  required: true,
  description: "An API key. It meters and throttles its holder; it does not say who calls.",
  schema: { type: "string" },
};

/** What API Gateway answers itself, where no gateway response says otherwise. */
const REFUSAL = {
  type: "object",
  description: "The gateway's own answer; AWS_IAM writes Message.",
  properties: { message: { type: "string" }, Message: { type: "string" } },
};

function templateOf({ path }: ConcreteRoute): string {
  return path.replace(/\+\}/g, "}");
}

/** Paths that differ in names of parameters alone are the same for OpenAPI; greedy ones give way. */
function distinct(routes: readonly ConcreteRoute[]) {
  const shape = (route: ConcreteRoute) => templateOf(route).replace(/\{[^}]+\}/g, "{}");
  const kept = new Map<string, string>();
  const left: ConcreteRoute[] = [];
  const isGreedy = ({ parameters }: ConcreteRoute) => parameters.some((parameter) => parameter.isGreedy);
  for (const route of [...routes].sort((one, other) => Number(isGreedy(one)) - Number(isGreedy(other)))) {
    const first = kept.get(shape(route)) ?? route.path;
    kept.set(shape(route), first);
    if (first !== route.path) left.push(route);
  }
  return { left, routes: routes.filter((route) => !left.includes(route)) };
}

/** The models of bodies, and those that they refer to. */
function schemasOf(
  { models }: ApiFacts,
  routes: readonly ConcreteRoute[],
): Readonly<Record<string, unknown>> {
  const schemas: Record<string, unknown> = {};
  const left = routes.flatMap(({ bodies }) => Object.values(bodies));
  for (let name = left.pop(); name !== undefined; name = left.pop()) {
    if (name in schemas) continue;
    const { refersTo, schema } = convertedSchema(name, models[name] ?? {});
    schemas[name] = schema;
    left.push(...refersTo);
  }
  return sorted(schemas);
}

function sorted(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)));
}
