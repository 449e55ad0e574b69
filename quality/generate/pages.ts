import { benchmarksPages } from "./benchmarks-page";
import { clientsPage } from "./clients-page";
import { constructsPages } from "./constructs/pages";
import { controlsPage } from "./controls-page";
import { decisionsPage } from "./decisions-page";
import { guardRulesPage } from "./guard-rules-page";
import { limitsPage } from "./limits-page";
import { readmeWithFigures } from "./readme-figures";
import { schemaFiles } from "./schema-files";
import type { GeneratedFile } from "./write";

/** The pages of docs/, the figures of the README and the schemas that are written from code. They import registries. */
export function pageFiles(): readonly GeneratedFile[] {
  return [
    { file: "docs/clients.md", text: clientsPage() },
    { file: "docs/controls.md", text: controlsPage() },
    { file: "docs/decisions/README.md", text: decisionsPage() },
    { file: "docs/guard-rules.md", text: guardRulesPage() },
    { file: "docs/limits.md", text: limitsPage() },
    ...benchmarksPages(),
    readmeWithFigures(),
    ...constructsPages(),
    ...schemaFiles(),
  ];
}
