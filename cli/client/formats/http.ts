import { onlyApi } from "../choose";
import type { CredentialKind, CredentialSource } from "../credential";
import type { RouteFacts } from "../facts";
import { need } from "../need";
import { type ConcreteRoute, concreteRoutes, hasDefault, inWords } from "../routes";
import { type Format, madeBy } from "./format";

/** A file of requests for the REST Client of Visual Studio Code, httpYac, and the HTTP clients of JetBrains and Visual Studio. */
export const http: Format = (chosen, options) => {
  const api = onlyApi(chosen);
  const { facts } = chosen;
  const routes = concreteRoutes(api);
  const region = routes.some(({ credential }) => credential.kind === "signature")
    ? need(facts.region, "the region", facts)
    : "";
  const url = need(api.url, `the address of ${api.name}`, facts);
  const used = new Set(routes.flatMap(variablesOf));
  const head = [
    `# ${madeBy(chosen, options)}`,
    "# Fill in what the requests below need, and keep the file out of the repository then.",
    ...(used.has("accessKeyId") ? [`# ${SIGNED}`] : []),
    `@url = ${url}`,
    ...Object.entries(VARIABLES).flatMap(([name, how]) =>
      used.has(name) ? [`# ${how}`, `@${name} = `] : [],
    ),
    ...[...used].filter((name) => !(name in VARIABLES)).map((name) => `@${name} = `),
  ];
  const requests = routes.map((route) => requestOf(route, region));
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
  otherToken: "A token of the other issuer.",
  accessKeyId: "Credentials of an IAM principal, such as those that the identity pool gives a user.",
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

function variablesOf(route: ConcreteRoute): readonly string[] {
  const { apiKey, credential, parameters, required } = route;
  return [
    ...OF_CREDENTIAL[credential.kind],
    ...(credential.kind === "authorizer" ? sourcesOf(credential.sources).map(variableOf) : []),
    ...(apiKey ? ["apiKey"] : []),
    ...parameters.map(({ name }) => variableOf({ name })),
    ...required.filter(({ place }) => place !== "path").map(variableOf),
  ];
}

/** A name that every client takes for a variable. */
function variableOf({ name }: { readonly name: string }): string {
  const words = name.split(/\W+/).filter(Boolean);
  return words
    .map((word, at) => (at === 0 ? word[0]?.toLowerCase() : word[0]?.toUpperCase()) + word.slice(1))
    .join("");
}

/** Most read the header Authorization where they name no other place. */
function sourcesOf(sources: readonly CredentialSource[]): readonly CredentialSource[] {
  return sources.length > 0 ? sources : [{ in: "header", name: "Authorization" }];
}

function requestOf(route: ConcreteRoute, region: string): string {
  const { method, path, required } = route;
  const target = path.replace(/\{([^}+]+)\+?\}/g, (_, name) => `{{${variableOf({ name })}}}`);
  const sources = route.credential.kind === "authorizer" ? sourcesOf(route.credential.sources) : [];
  const query = [
    ...sources.filter((source) => source.in === "query"),
    ...required.filter(({ place }) => place === "querystring"),
  ];
  const inQuery = query.map((one) => `${encodeURIComponent(one.name)}={{${variableOf(one)}}}`).join("&");
  const [type] = Object.keys(route.bodies);
  const takesBody = type !== undefined || ["POST", "PUT", "PATCH"].includes(method);
  const headers = [
    ...credentialHeaders(route.credential, region),
    ...sources.filter((source) => source.in === "header").map((one) => `${one.name}: {{${variableOf(one)}}}`),
    ...(route.apiKey ? ["x-api-key: {{apiKey}}"] : []),
    ...required.filter(({ place }) => place === "header").map((one) => `${one.name}: {{${variableOf(one)}}}`),
    ...(takesBody ? [`Content-Type: ${type ?? "application/json"}`] : []),
  ];
  return [
    `### ${method} ${path}: ${inWords(route)}`,
    `${method} {{url}}${target}${inQuery === "" ? "" : `?${inQuery}`}`,
    ...headers,
    ...(takesBody ? ["", "{}"] : []),
  ].join("\n");
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
