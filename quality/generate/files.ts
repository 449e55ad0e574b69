import { controlsPage } from "./controls-page";
import { decisionsPage } from "./decisions-page";
import { guardRulesPage } from "./guard-rules-page";
import { registries, textOf } from "./registries";

interface GeneratedFile {
  /** From the project's root. */
  readonly file: string;
  /** The whole text that the file must have. */
  readonly text: string;
}

/** Every generated file of the project. `npm run generate` writes them; a test finds those that are out of date. */
export function generatedFiles(): readonly GeneratedFile[] {
  return [
    ...registries.map((registry) => ({ file: registry.file, text: textOf(registry) })),
    { file: "docs/controls.md", text: controlsPage() },
    { file: "docs/decisions/README.md", text: decisionsPage() },
    { file: "docs/guard-rules.md", text: guardRulesPage() },
  ];
}
