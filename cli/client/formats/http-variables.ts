import type { CredentialSource } from "../credential";
import type { ConcreteRoute } from "../routes";

/** Names of variables. The Terraform names parameters, and may be anybody's: no two of these share a value. */
export interface Variables {
  /** In the order of the routes. */
  readonly names: readonly string[];
  readonly ofParameter: (name: string) => string;
  /** What a Lambda authorizer reads. */
  readonly ofSource: (source: CredentialSource) => string;
}

/**
 * @param reserved the variables of the file itself, with credentials among them: a parameter that is named like one would
 * send its value in an address or a header
 */
export function variablesOf(routes: readonly ConcreteRoute[], reserved: readonly string[]): Variables {
  // Some clients tell no upper from lower case.
  const taken = new Set(reserved.map((name) => name.toLowerCase()));
  const variables = new Map<string, string>();
  const add = (key: string, name: string) => {
    if (variables.has(key)) return;
    const wanted = camelCase(name);
    let variable = wanted;
    for (let count = 2; taken.has(variable.toLowerCase()); count += 1) variable = `${wanted}_${count}`;
    taken.add(variable.toLowerCase());
    variables.set(key, variable);
  };
  for (const { credential } of routes)
    if (credential.kind === "authorizer")
      for (const source of sourcesOf(credential.sources)) add(sourceKey(source), source.name);
  for (const { parameters, required } of routes)
    for (const { name } of [...parameters, ...required.filter(({ place }) => place !== "path")])
      add(parameterKey(name), name);
  const of = (key: string) => variables.get(key) ?? "";
  return {
    names: [...variables.values()],
    ofParameter: (name) => of(parameterKey(name)),
    ofSource: (source) => of(sourceKey(source)),
  };
}

/** Most read the header Authorization where they name no other place. */
export function sourcesOf(sources: readonly CredentialSource[]): readonly CredentialSource[] {
  return sources.length > 0 ? sources : [{ in: "header", name: "Authorization" }];
}

const sourceKey = (source: CredentialSource) => `${source.in} ${source.name}`;
const parameterKey = (name: string) => `parameter ${name}`;

/** A name that every client takes for a variable. */
function camelCase(name: string): string {
  const words = name.split(/\W+/).filter(Boolean);
  const text = words
    .map((word, at) => (at === 0 ? word[0]?.toLowerCase() : word[0]?.toUpperCase()) + word.slice(1))
    .join("");
  return text === "" ? "value" : text;
}
