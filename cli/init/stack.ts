import { manifest } from "../version";
import { httpStacks } from "./http-stacks";
import type { Library } from "./project";
import { restStacks } from "./rest-stacks";
import type { StackClasses } from "./stack-parts";

const PACKAGE = manifest().name;

interface Imports {
  readonly library: string;
  readonly provider: string;
  readonly constructs: string;
}

export const IMPORTS: Readonly<Record<Library, Imports>> = {
  cdktf: {
    library: "cdktf",
    provider: "@cdktf/provider-aws",
    constructs: `${PACKAGE}/constructs`,
  },
  cdktn: {
    library: "cdktn",
    provider: "@cdktn/provider-aws",
    constructs: `${PACKAGE}/cdktn/constructs`,
  },
};

/** The kinds of APIs that `init` writes. */
export const API_KINDS = ["rest", "http"] as const;
export type ApiKind = (typeof API_KINDS)[number];

export interface StackOptions {
  readonly api: ApiKind;
  readonly library: Library;
  readonly name: string;
  readonly region: string;
  /** Of imports of own files: empty, or `.js`. */
  readonly extension: string;
  /** The folder of the declaration, from that of the stack: `./access`. */
  readonly access: string;
}

const STACKS: Readonly<Record<ApiKind, StackClasses>> = { rest: restStacks, http: httpStacks };

/** The stacks that enforce the declaration, in one file with its function `securedApi`. */
export function stackText({ access, api, extension, library, name, region }: StackOptions): string {
  const { constructs, library: core, provider } = IMPORTS[library];
  const { constructs: imported, first, text } = STACKS[api];
  return `import { resolve } from "node:path";
import { AwsProvider } from "${provider}/lib/provider${extension === "" ? "" : "/index.js"}";
import type { AccessModel } from "${PACKAGE}/access";
import {
${imported.map((each) => `  ${each},`).join("\n")}
} from "${constructs}";
import { type App, TerraformOutput, TerraformStack } from "${core}";
import type { Construct } from "constructs";
import { limits } from "${access}/limits${extension}";
import { roles } from "${access}/roles${extension}";
import { routes } from "${access}/routes${extension}";
import { systems } from "${access}/systems${extension}";

const access: AccessModel = { roles, systems, routes, limits };
const name = "${name}";
const region = "${region}";

${text}
/** What clients are configured with, and what the other stack takes. */
function putOut(stack: TerraformStack, outputs: Record<string, [value: string, description: string]>): void {
  for (const [id, [value, description]] of Object.entries(outputs))
    new TerraformOutput(stack, id, { value, description });
}

export function securedApi(app: App): void {
  new ApiStack(app, new ${first}(app));
}
`;
}
