import type { Announcement, Arguments } from "./kinds";

export interface Table {
  /** Names, parted by blanks. */
  readonly read: string;
  readonly inert?: string;
  /** What the gate cannot serve, and what has no part in who may call what. */
  readonly unserved?: string;
  /** What AWS assigns, of which some is read too. */
  readonly computed?: string;
  readonly announced?: Readonly<
    Record<string, string | readonly [message: string, unless: unknown] | Announcement>
  >;
}

/** Of every resource: Terraform's own id, and what only bookkeeping looks at. */
const ALWAYS_INERT = "region tags tags_all timeouts description";
const ALWAYS_COMPUTED = `arn id created_date last_updated_date last_modified_date creation_date
  create_date`;

/** The arguments of a type that is read, from their names. */
export function table({ announced = {}, computed = "", inert = "", read, unserved = "" }: Table): Arguments {
  const names = (text: string) => text.split(/\s+/).filter((name) => name !== "");
  return {
    read: new Set(names(read)),
    inert: new Set(names(`${ALWAYS_INERT} ${inert}`)),
    unserved: new Set(names(unserved)),
    computed: new Set(names(`${ALWAYS_COMPUTED} ${computed}`)),
    announced: new Map(Object.entries(announced).map(([name, entry]) => [name, announcementOf(entry)])),
  };
}

function announcementOf(entry: NonNullable<Table["announced"]>[string]): Announcement {
  if (typeof entry === "string") return { message: entry };
  return "message" in entry ? entry : { message: entry[0], unless: entry[1] };
}
