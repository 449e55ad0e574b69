import { TerraformError } from "../../error";
import { define } from "../expression";
import { folderOf } from "./folder-paths";
import { isOverride, overridden } from "./overrides";
import type { Position, Positions } from "./position";
import type { Problems } from "./problems";
import type { ConfigurationFile, Json, JsonObject } from "./stack";

/** The files of one folder as one document, in the shape of .tf.json. */
export interface FolderDocument {
  readonly document: JsonObject;
  /** What is declared twice, by its address in the folder: `aws_iam_role.admin`, `var.name`. */
  readonly contested: ReadonlySet<string>;
  /** Of its blocks, by the same addresses. */
  readonly positions: Positions;
}

export type Folders = ReadonlyMap<string, FolderDocument>;

/** Sections whose blocks have a type and a name, and what addresses of their blocks begin with. */
const TYPED: Readonly<Record<string, string>> = { resource: "", data: "data.", ephemeral: "ephemeral." };
/** Sections whose blocks have a name. */
const NAMED: Readonly<Record<string, string>> = {
  variable: "var.",
  output: "output.",
  module: "module.",
  check: "check.",
};
/** Sections without a block that is read. */
const PASSED_OVER = ["//", "moved"];

/**
 * Puts the files of each folder together, override files last.
 *
 * @param shown what a file is called in messages
 */
export function foldersOf(
  files: readonly ConfigurationFile[],
  problems: Problems,
  shown: (path: string) => string = (path) => path,
): Folders {
  const folders = new Map<string, Folder>();
  const ordered = [
    ...files.filter(({ path }) => !isOverride(path)),
    ...files.filter(({ path }) => isOverride(path)),
  ];
  for (const file of ordered) {
    const name = folderOf(file.path);
    const folder = folders.get(name) ?? new Folder(problems);
    folders.set(name, folder);
    if ("unreadable" in file)
      problems.add(new TerraformError("DOCUMENT_MALFORMED", file.unreadable, shown(file.path)), UNREAD, {
        says: { "": "", text: file.digest ?? "" },
        hides: true,
        ...(file.reach !== undefined && { reach: file.reach }),
      });
    else folder.add(file.json, shown(file.path), file.positions);
  }
  return new Map([...folders].map(([name, folder]) => [name, folder.finished()]));
}

const UNREAD = "what it declares is missing here, so there may be more routes, roles and permissions";

type Named = Record<string, Json>;

class Folder {
  private readonly named: Record<string, Named> = {};
  private readonly typed: Record<string, Record<string, Named>> = {};
  private readonly locals: Named = {};
  private readonly providers: Record<string, Json[]> = {};
  private readonly removed: Json[] = [];
  private readonly imports: Json[] = [];
  private readonly backend: Named = {};
  private readonly required: Named = {};
  private readonly contested = new Set<string>();
  private readonly positions = new Map<string, Position>();

  constructor(private readonly problems: Problems) {}

  add(json: unknown, path: string, positions: Positions = new Map()): void {
    for (const [address, position] of positions) this.positions.set(address, position);
    for (const [section, content] of this.entries(json, path)) {
      if (Object.hasOwn(TYPED, section))
        for (const [type, blocks] of this.entries(content, path))
          for (const [name, body] of this.entries(blocks, path)) {
            const types = own<Record<string, Named>>(this.typed, section, {});
            this.put(own<Named>(types, type, {}), `${TYPED[section]}${type}.`, name, body, path);
          }
      else if (Object.hasOwn(NAMED, section))
        for (const [name, body] of this.entries(content, path))
          this.put(own<Named>(this.named, section, {}), NAMED[section] as string, name, body, path);
      else if (section === "locals")
        for (const [name, value] of this.entries(content, path))
          if (isOverride(path)) define(this.locals, name, value as Json);
          else this.once(this.locals, "local.", name, value as Json, path);
      else if (section === "provider")
        for (const [name, bodies] of this.entries(content, path))
          for (const body of list(bodies)) this.provider(name, body as Json, path);
      else if (section === "terraform")
        for (const [name, bodies] of this.entries(content, path)) {
          if (name === "cloud") define(this.backend, "remote", list(bodies)[0] as Json);
          if (name === "required_providers")
            for (const [provider, body] of this.entries(bodies, path))
              define(this.required, provider, list(body)[0] as Json);
          if (name !== "backend") continue;
          for (const [kind, body] of this.entries(bodies, path))
            define(this.backend, kind, list(body)[0] as Json);
        }
      else if (section === "removed") this.removed.push(...(list(content) as Json[]));
      else if (section === "import") this.imports.push(...(list(content) as Json[]));
      else if (!PASSED_OVER.includes(section))
        this.problems.add(
          new TerraformError("ARGUMENT_UNSUPPORTED", `blocks of the kind ${section} are not read`, path),
        );
    }
  }

  finished(): FolderDocument {
    const {
      backend,
      contested,
      imports,
      locals,
      named,
      positions,
      providers: provider,
      removed,
      required,
      typed,
    } = this;
    const document = {
      ...typed,
      ...named,
      locals,
      provider,
      removed,
      import: imports,
      terraform: { backend, required_providers: required },
    };
    return { document, contested, positions };
  }

  /** A block, which the parser gives as a list of all blocks of its name. */
  private put(into: Named, prefix: string, name: string, bodies: unknown, path: string): void {
    for (const body of list(bodies) as Json[]) {
      const below = Object.hasOwn(into, name) ? into[name] : undefined;
      if (!isOverride(path)) this.once(into, prefix, name, body, path);
      else if (below !== undefined) define(into, name, overridden(below, body));
      else
        this.problems.add(
          new TerraformError("REFERENCE_MISSING", `${prefix}${name} is not there to be overridden`, path),
          "it is ignored",
        );
    }
  }

  /** Of two declarations, Terraform refuses the second; which of them is meant is not known. */
  private once(into: Named, prefix: string, name: string, value: Json, path: string): void {
    if (!Object.hasOwn(into, name)) {
      define(into, name, value);
      return;
    }
    this.contested.add(`${prefix}${name}`);
    this.problems.add(
      new TerraformError("DUPLICATE", `${prefix}${name} is declared a second time`, path),
      "which declaration holds is not known",
    );
  }

  private provider(name: string, body: Json, path: string): void {
    const all = own(this.providers, name, [] as Json[]);
    const alias = (of: Json) => (of as JsonObject | null)?.alias;
    const at = isOverride(path) ? all.findIndex((each) => alias(each) === alias(body)) : -1;
    if (at < 0) all.push(body);
    else all[at] = overridden(all[at] as Json, body);
  }

  /** The entries of an object, or of a list of objects, which a .tf.json may have in its place. */
  private entries(value: unknown, path: string): [string, unknown][] {
    return list(value).flatMap((each) => {
      if (typeof each === "object" && each !== null && !Array.isArray(each)) return Object.entries(each);
      this.problems.add(
        new TerraformError("DOCUMENT_MALFORMED", "it is not what Terraform's parser makes of a file", path),
        UNREAD,
      );
      return [];
    });
  }
}

/** A record's own element, which is set if there is none. */
function own<T>(record: Record<string, T>, name: string, otherwise: T): T {
  if (!Object.hasOwn(record, name)) define(record, name, otherwise);
  return record[name] as T;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
