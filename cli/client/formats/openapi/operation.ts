import type { CredentialKind } from "../../credential";
import type { ApiFacts } from "../../facts";
import { type ConcreteRoute, inWords } from "../../routes";
import type { Security } from "./security";

type Part = Readonly<Record<string, unknown>>;

/** Headers that a document's parameters cannot be: tools ignore them. */
const NO_PARAMETERS = new Set(["accept", "authorization", "content-type"]);

export function operationOf(route: ConcreteRoute, api: ApiFacts, security: Security): Part {
  const { bodies, method, path } = route;
  const types = Object.entries(bodies);
  const parameters = parametersOf(route);
  return {
    operationId: operationId(route),
    summary: `${method} ${path}`,
    description: `Takes ${inWords(route)}.`,
    tags: [tagOf(route)],
    security: security.of(route),
    ...(parameters.length > 0 && { parameters }),
    ...(types.length > 0 && {
      requestBody: {
        required: true,
        content: Object.fromEntries(
          types.map(([type, model]) => [type, { schema: { $ref: `#/components/schemas/${model}` } }]),
        ),
      },
    }),
    responses: responsesOf(route, api),
  };
}

/** `getPetsByPetId` */
function operationId({ method, path }: ConcreteRoute): string {
  const words = path
    .replace(/\{([^}+]+)\+?\}/g, "by-$1")
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
  return [method.toLowerCase(), ...words.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`)].join("");
}

/** The first segment of its path. */
export function tagOf({ path }: ConcreteRoute): string {
  const [first = ""] = path.split("/").filter(Boolean);
  return first === "" || first.startsWith("{") ? "root" : first;
}

const PLACES = { header: "header", path: "path", querystring: "query" } as const;

function parametersOf({ apiKey, parameters, required }: ConcreteRoute): readonly Part[] {
  const others = required.filter(
    ({ name, place }) => place !== "path" && !(place === "header" && NO_PARAMETERS.has(name.toLowerCase())),
  );
  return [
    ...parameters.map(({ isGreedy, name }) => ({
      name,
      in: "path",
      required: true,
      ...(isGreedy && { description: "The rest of the path; it may have slashes." }),
      schema: { type: "string" },
    })),
    ...others
      .filter(({ name }) => !(apiKey && name.toLowerCase() === "x-api-key"))
      .map(({ name, place }) => ({ name, in: PLACES[place], required: true, schema: { type: "string" } })),
    ...(apiKey ? [{ $ref: "#/components/parameters/ApiKey" }] : []),
  ];
}

/** Of the schema of refusals. No model of an API has a dot in its name. */
export const REFUSAL_NAME = "Gateway.Refusal";

/** What API Gateway refuses by the lock alone: without valid credentials, and with those of another caller. */
const REFUSALS: Readonly<
  Record<CredentialKind, { readonly rest: readonly number[]; readonly http: readonly number[] }>
> = {
  none: { rest: [], http: [] },
  signature: { rest: [403], http: [403] },
  "id-token": { rest: [401], http: [401] },
  "access-token": { rest: [401], http: [401, 403] },
  "other-token": { rest: [401, 403], http: [401, 403] },
  authorizer: { rest: [401, 403], http: [401, 403] },
};

/** What a status says of a route. */
function words(status: number, { apiKey, credential }: ConcreteRoute, kind: ApiFacts["kind"]): string {
  const isScoped = "scopes" in credential && credential.scopes.length > 0;
  // A REST API answers 401 to a token without the scopes, an HTTP API 403.
  const scopeless = (own: ApiFacts["kind"]) =>
    isScoped && kind === own ? ", or the token has none of the scopes" : "";
  const texts: Readonly<Record<number, string>> = {
    400: "A required parameter is missing, or the body does not match its schema.",
    401: `The credentials are missing or not valid${scopeless("rest")}.`,
    403: `The caller may not call this route${scopeless("http")}.`,
    429: `There are too many requests${apiKey ? ", or the usage plan of the API key is exhausted" : ""}.`,
  };
  return texts[status] ?? "";
}

function responsesOf(route: ConcreteRoute, { isGuarded, kind }: ApiFacts): Part {
  const { apiKey, bodies, credential, required } = route;
  // The account, the stage and usage plans limit requests.
  const statuses = new Set([...REFUSALS[credential.kind][kind], 429]);
  if (isGuarded || apiKey) statuses.add(403);
  if (required.length > 0 || Object.keys(bodies).length > 0) statuses.add(400);
  const refusals = [...statuses].sort().map((status) => [
    String(status),
    {
      description: words(status, route, kind),
      content: { "application/json": { schema: { $ref: `#/components/schemas/${REFUSAL_NAME}` } } },
    },
  ]);
  // Its type is the backend's matter.
  const answer = { description: "The answer of the backend.", content: { "*/*": { schema: {} } } };
  return { ...Object.fromEntries(refusals), "2XX": answer };
}
