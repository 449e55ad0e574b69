import { modulesLoaded } from "./modules-loaded";

/**
 * What a command loads before it does anything. Each file costs time at every start; a budget is raised on purpose, by who
 * adds a file that the command needs.
 */

interface Budget {
  readonly command: string;
  /** Files of the project, with those of the entry. */
  readonly files: number;
  /** Folders of which it needs nothing. */
  readonly without: readonly string[];
}

const EVERY = ["cli/schemas/", "cli/sign-in/", "constructs/", "functions/", "gateway/", "stacks/"];

const BUDGETS: readonly Budget[] = [
  {
    command: "access",
    files: 480,
    without: [...EVERY, "cli/render/difference/", "terraform/access/difference/", "terraform/access/guard/"],
  },
  { command: "diff", files: 594, without: EVERY },
  { command: "guard", files: 597, without: EVERY },
];

test.each(BUDGETS)("$command loads at most $files files", async ({ command, files: most, without }) => {
  const { files, packages } = await modulesLoaded("cli/main.ts", `cli/commands/${command}.ts`);
  expect(files.length).toBeLessThanOrEqual(most);
  // A count that is far below its budget counts something else.
  expect(files.length).toBeGreaterThan(most * 0.9);
  expect(files).toContain("terraform/access/matrix/matrix.ts");
  expect(files.filter((file) => without.some((folder) => file.startsWith(folder)))).toEqual([]);
  // The parser of HCL, schemas and regular expressions load where something asks for them.
  expect(packages.filter((name) => !name.startsWith("node:"))).toEqual(["fflate/browser"]);
});
