import { onlyApi } from "../choose";
import type { CredentialKind, CredentialSource } from "../credential";
import type { RouteFacts } from "../facts";
import { need } from "../need";
import { type ConcreteRoute, concreteRoutes, hasDefault, inWords } from "../routes";
import { type Format, madeBy } from "./format";
import { sourcesOf, type Variables, variablesOf } from "./http-variables";

/** A file of requests for the REST Client of Visual Studio Code, httpYac, and the HTTP clients of JetBrains and Visual Studio. */
export const http: Format = (chosen, options) => {
  const api = onlyApi(chosen);
  const { facts } = chosen;
  const routes = concreteRoutes(api);
  const region = routes.some(({ credential }) => credential.kind === "signature")
    ? need(facts.region, "the region", facts)
    : "";
  const url = need(api.url, `the address of ${api.name}`, facts);
  const used = new Set(routes.flatMap(credentialVariablesOf));
  const variables = variablesOf(routes, ["url", ...Object.keys(VARIABLES)]);
  const head = [
    `# ${madeBy(chosen, options)}`,
    "# Fill in what the requests below need, and keep the file out of the repository then.",
    ...(used.has("accessKeyId") ? [`# ${SIGNED}`] : []),
    `@url = ${url}`,
    ...Object.entries(VARIABLES).flatMap(([name, how]) =>
      used.has(name) ? [`# ${how}`, `@${name} = `] : [],
    ),
    ...variables.names.map((name) => `@${name} = `),
  ];
  const requests = routes.map((route) => requestOf(route, region, variables));
  return {
    files: {
      [`${api.name.replace(/[^\w.-]+/g, "-")}.http`]: `${[head.join("\n"), ...requests].join("\n\n")}\n`,
    },
    notes: hasDefault(api) ? ["The route $default is left out: it has no path."] : [],
  };
};

const SIGNED =
  "REST Client and httpYac sign a request that has the header Authorization: AWS …; the other clients do not.";

/** In this order. */
const VARIABLES: Readonly<Record<string, string>> = {
  idToken: "The ID token of a user; of the local gate `gatehouse token --id USER` prints it.",
  accessToken: "The access token of a user; of the local gate `gatehouse token USER` prints it.",
  otherToken:
    "A token of the other issuer; of the local gate `gatehouse token NAME --issuer URL` prints it, or `gatehouse token CLIENT`.",
  accessKeyId:
    "Credentials of an IAM principal; of the local gate `gatehouse token NAME --aws` prints those of a user or a system.",
  secretAccessKey: "Its secret key.",
  sessionToken: "Its session token.",
  apiKey: "An API key.",
};

const OF_CREDENTIAL: Readonly<Record<CredentialKind, readonly string[]>> = {
  none: [],
  signature: ["accessKeyId", "secretAccessKey", "sessionToken"],
  "id-token": ["idToken"],
  "access-token": ["accessToken"],
  "other-token": ["otherToken"],
  authorizer: [],
};

function credentialVariablesOf({ apiKey, credential }: ConcreteRoute): readonly string[] {
  return [...OF_CREDENTIAL[credential.kind], ...(apiKey ? ["apiKey"] : [])];
}

function requestOf(route: ConcreteRoute, region: string, { ofParameter, ofSource }: Variables): string {
  const { method, path, required } = route;
  const target = path.replace(/\{([^}+]+)\+?\}/g, (_, name) => `{{${ofParameter(name)}}}`);
  const sources = route.credential.kind === "authorizer" ? sourcesOf(route.credential.sources) : [];
  const credentials = credentialHeaders(route.credential, region);
  // What a credential stands in is not a parameter besides, though the method may require it.
  const taken = new Set([
    ...credentials.map((line) => keyOf("header", line.split(":")[0] ?? "")),
    ...sources.map((one) => keyOf(one.in, one.name)),
  ]);
  const given = (place: "querystring" | "header", source: CredentialSource["in"]) => [
    ...sources.filter((one) => one.in === source).map((one) => [one.name, ofSource(one)] as const),
    ...required
      .filter((one) => one.place === place && !taken.has(keyOf(source, one.name)))
      .map(({ name }) => [name, ofParameter(name)] as const),
  ];
  const inQuery = given("querystring", "query")
    .map(([name, variable]) => `${encodeURIComponent(name)}={{${variable}}}`)
    .join("&");
  const [type] = Object.keys(route.bodies);
  const takesBody = type !== undefined || ["POST", "PUT", "PATCH"].includes(method);
  const headers = [
    ...credentials,
    ...given("header", "header").map(([name, variable]) => `${name}: {{${variable}}}`),
    ...(route.apiKey ? ["x-api-key: {{apiKey}}"] : []),
    ...(takesBody ? [`Content-Type: ${type ?? "application/json"}`] : []),
  ];
  return [
    `### ${method} ${path}: ${inWords(route)}`,
    `${method} {{url}}${target}${inQuery === "" ? "" : `?${inQuery}`}`,
    ...headers,
    ...(takesBody ? ["", "{}"] : []),
  ].join("\n");
}

/** Names of headers have no case. */
function keyOf(place: CredentialSource["in"], name: string): string {
  return `${place} ${place === "header" ? name.toLowerCase() : name}`;
}

function credentialHeaders(credential: RouteFacts["credential"], region: string): readonly string[] {
  switch (credential.kind) {
    case "none":
    case "authorizer":
      return [];
    case "signature":
      return [
        `Authorization: AWS {{accessKeyId}} {{secretAccessKey}} token:{{sessionToken}} region:${region} service:execute-api`,
      ];
    case "id-token":
      return [`${credential.header}: Bearer {{idToken}}`];
    case "access-token":
      return [`${credential.header}: Bearer {{accessToken}}`];
    case "other-token":
      return [`${credential.header}: Bearer {{otherToken}}`];
  }
}
