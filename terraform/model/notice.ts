/** Something that a reader says about the Terraform, for people. */
export interface Notice {
  readonly address: string;
  readonly message: string;
  /**
   * Of access that the routes do not show, such as the URL of a function; the gate serves none of it.
   * Absent where it is only not evaluated.
   */
  readonly weight?: "warning" | "danger";
  /** Of a part that is not read or not evaluated, and that may have an influence on access. */
  readonly unread?: Unread;
}

/** A part of the Terraform that is not read, as far as two sides can be compared by it. */
export interface Unread {
  /**
   * What it says, by argument: where the texts of two sides are equal, so is the influence. A resource as a whole has
   * an empty name among them; that alone says no more than the message does.
   */
  readonly says: Readonly<Record<string, string>>;
  /** Whether routes, locks or grants may be in it that are not shown. */
  readonly hides?: true;
  /** Of a file: a digest of all that it may read, empty for nothing. Where that differs, so may what the file says. */
  readonly reach?: string;
  /** Whether it means nothing any more where it is gone, as an import that was done. */
  readonly passes?: true;
  /** Whether it is about which object a resource is, so that no comparison of the resource answers it. */
  readonly identity?: true;
}
