import { type Chosen, onlyApi } from "../choose";
import type { CredentialKind } from "../credential";
import { need } from "../need";
import { concreteRoutes, hasDefault, inWords } from "../routes";
import { signInOf } from "../sign-in";
import { type Format, type FormatOptions, madeBy, type Written } from "./format";

/** How a language writes the same constants: addresses, and what each route takes. */
interface Language {
  readonly file: string;
  readonly text: (parts: Parts) => string;
}

interface Parts {
  readonly header: string;
  /** By name, in the order of the file. */
  readonly values: readonly (readonly [name: string, value: string])[];
  readonly routes: readonly {
    readonly method: string;
    readonly path: string;
    readonly credential: string;
    readonly apiKey: boolean;
    readonly words: string;
  }[];
}

/** Cases of the enumeration, and what they say. */
const CASES: Readonly<Record<CredentialKind, readonly [name: string, words: string]>> = {
  none: ["none", "No credentials."],
  signature: ["signature", "SigV4 of the service execute-api, with credentials of the identity pool."],
  "id-token": ["idToken", "The ID token, with Bearer before it."],
  "access-token": ["accessToken", "The access token, with Bearer before it."],
  "other-token": ["otherToken", "A token of another issuer than the user pool."],
  authorizer: ["authorizer", "What the Lambda authorizer takes."],
};

const SWIFT: Language = {
  file: "Gatehouse.swift",
  text: ({ header, routes, values }) => `// ${header}
import Foundation

/// Addresses and ids, none of them secret, and what each route takes.
enum Gatehouse {
${values.map(([name, value]) => `    static let ${name} = ${swiftText(value)}`).join("\n")}

    enum Credential: Sendable {
${cases(([name, words]) => `        /// ${words}\n        case ${name}`)}
    }

    struct Route: Sendable {
        let method: String
        /// With parameters in braces: \`/pets/{petId}\`.
        let path: String
        let credential: Credential
        /// Whether the header x-api-key is needed too.
        let apiKey: Bool
    }

    static let routes: [Route] = [
${routes
  .map(
    ({ apiKey, credential, method, path, words }) =>
      `        // ${words}\n        Route(method: ${swiftText(method)}, path: ${swiftText(path)}, credential: .${credential}, apiKey: ${apiKey}),`,
  )
  .join("\n")}
    ]
}
`,
};

const KOTLIN: Language = {
  file: "Gatehouse.kt",
  text: ({ header, routes, values }) => `// ${header}

/** Addresses and ids, none of them secret, and what each route takes. */
object Gatehouse {
${values.map(([name, value]) => `    const val ${screaming(name)} = ${kotlinText(value)}`).join("\n")}

    enum class Credential {
${cases(([name, words]) => `        /** ${words} */\n        ${screaming(name)},`)}
    }

    /** @property path with parameters in braces: \`/pets/{petId}\`; @property apiKey whether the header x-api-key is needed too */
    data class Route(val method: String, val path: String, val credential: Credential, val apiKey: Boolean)

    val ROUTES: List<Route> = listOf(
${routes
  .map(
    ({ apiKey, credential, method, path, words }) =>
      `        // ${words}\n        Route(${kotlinText(method)}, ${kotlinText(path)}, Credential.${screaming(credential)}, ${apiKey}),`,
  )
  .join("\n")}
    )
}
`,
};

/** Swift source without imports other than Foundation. */
export const swift: Format = (chosen, options) => written(chosen, options, SWIFT);
/** Kotlin source without imports. */
export const kotlin: Format = (chosen, options) => written(chosen, options, KOTLIN);

function written(chosen: Chosen, options: FormatOptions, { file, text }: Language): Written {
  const { facts, identityPool } = chosen;
  const api = onlyApi(chosen);
  const signIn = signInOf(chosen);
  const values: readonly (readonly [string, string | undefined])[] = [
    ["apiUrl", need(api.url, `the address of ${api.name}`, facts)],
    ["region", need(facts.region, "the region", facts)],
    ["userPoolId", signIn?.userPoolId],
    ["clientId", signIn?.clientId],
    ["identityPoolId", signIn?.identityPoolId],
    ["userPoolEndpoint", signIn?.pool.endpoint],
    ["identityPoolEndpoint", identityPool?.endpoint],
  ];
  const routes = concreteRoutes(api).map((route) => {
    const { apiKey, credential, method, path } = route;
    return { method, path, apiKey, credential: CASES[credential.kind][0], words: inWords(route) };
  });
  const known = values.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return {
    files: { [file]: text({ header: madeBy(chosen, options), values: known, routes }) },
    notes: hasDefault(api) ? ["The route $default is left out: it has no path."] : [],
  };
}

function cases(line: (one: (typeof CASES)[CredentialKind]) => string): string {
  return Object.values(CASES).map(line).join("\n");
}

/** Backslashes are doubled, so that none begins an interpolation. */
function swiftText(text: string): string {
  return JSON.stringify(text);
}

function kotlinText(text: string): string {
  return JSON.stringify(text).replaceAll("$", "\\$");
}

function screaming(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
