import { TerraformError } from "../../error";
import { own } from "../expression";
import { staleness } from "./fetched";
import { fromTo, joined, rootOf } from "./folder-paths";
import { type FolderDocument, type Folders, foldersOf } from "./hcl-folder";
import { parseStack } from "./parse-stack";
import { type Position, withoutKeys } from "./position";
import type { Problems } from "./problems";
import type { FetchedModule, JsonObject, ModuleCall, ModuleFiles, Stack } from "./stack";

/** Calls of modules in modules. Each may call a further one several times, which doubles with each level. */
const MAX_MODULES = 2_000;

interface Place {
  readonly folder: string;
  /** The folders of this stack and of all that lead here. */
  readonly folders: ReadonlySet<string>;
  /** Names of the calls that lead here: `edge.inner`. */
  readonly calls: string;
}

/** The modules that a configuration calls: those in its folders, and those that `terraform init` fetched. */
export class ModuleTree {
  readonly root: string;
  /** Of all blocks of what was opened, and of files that do not parse by their paths. */
  readonly positions = new Map<string, Position>();
  private readonly folders: Folders;
  private readonly fetched: Readonly<Record<string, FetchedModule>>;
  private readonly places = new Map<Stack, Place>();
  private opened = 0;

  /** @throws TerraformError `DOCUMENT_MALFORMED` where no root is named and there is no one folder above the others */
  constructor(
    { fetched = {}, files, root }: ModuleFiles,
    private readonly problems: Problems,
  ) {
    const given = root === undefined ? undefined : joined("", root);
    const shown = (path: string) => (given === undefined ? path : fromTo(given, joined("", path)));
    this.folders = foldersOf(files, problems, shown);
    for (const file of files)
      if ("unreadable" in file && file.position) this.positions.set(shown(file.path), file.position);
    this.fetched = fetched;
    this.root = given ?? rootOf(this.folders);
  }

  /**
   * The configuration itself.
   *
   * @param prefix what its addresses begin with
   */
  rootStack(prefix: string): Stack {
    const found = this.folders.get(this.root);
    this.locate(found, prefix);
    const name = prefix.replace(/\/$/, "") || "root";
    return parseStack({ name, document: {}, ...found }, { prefix }, this.problems);
  }

  /** Says that a stack is what is in the folder of the root. */
  at(stack: Stack): void {
    this.places.set(stack, { folder: this.root, folders: new Set([this.root]), calls: "" });
  }

  /** The module of a call, as a stack of its own; undefined where it is not available. */
  open({ call, from, name, prefix, source }: ModuleCall, stackName: string): Stack | undefined {
    const place = this.places.get(from);
    if (!place) return undefined;
    const calls = place.calls === "" ? name : `${place.calls}.${name}`;
    const address = prefix.replace(/\.$/, "");
    const folder = /^\.\.?(\/|$)/.test(source)
      ? joined(place.folder, source)
      : this.fetchedFolder(calls, address, call.body);
    const found = folder === undefined ? undefined : this.folders.get(folder);
    if (folder === undefined || !found) return undefined;
    // No count ends it: Terraform follows calls before it evaluates anything.
    if (place.folders.has(folder))
      return this.notOpened("REFERENCE_CYCLE", "the module calls itself", address);
    if (this.opened++ >= MAX_MODULES)
      return this.notOpened("EXPRESSION_MALFORMED", `it is one of more than ${MAX_MODULES} modules`, address);
    this.locate(found, prefix);
    const stack = parseStack({ name: stackName, ...found }, { prefix, call }, this.problems);
    this.places.set(stack, { folder, folders: new Set(place.folders).add(folder), calls });
    return stack;
  }

  private notOpened(
    code: "EXPRESSION_MALFORMED" | "REFERENCE_CYCLE",
    why: string,
    address: string,
  ): undefined {
    const error = new TerraformError(code, why, withoutKeys(address));
    this.problems.add(error, "what is in it is missing here", { says: { "": why }, hides: true });
  }

  private fetchedFolder(calls: string, address: string, body: JsonObject): string | undefined {
    const fetched = own(this.fetched, calls);
    const stale = fetched && staleness(fetched, body);
    if (stale !== undefined) this.problems.note({ address, message: stale, weight: "warning" });
    return fetched && stale === undefined ? joined("", fetched.folder) : undefined;
  }

  private locate(document: FolderDocument | undefined, prefix: string): void {
    for (const [local, position] of document?.positions ?? [])
      this.positions.set(withoutKeys(prefix) + local, position);
  }

  /** `path.module` of a stack: the way from the root. */
  folderOf(stack: Stack): string {
    return fromTo(this.root, this.places.get(stack)?.folder ?? this.root);
  }
}
