/** How a `gatehouse` command ends. Scripts and pipelines rely on these numbers. */
export const EXIT = {
  /** It did what was asked. Of `diff`: nobody may do more than before, and all of it is known. */
  ok: 0,
  /** An error in what it read, or a defect of this program; the message is on stderr. */
  error: 1,
  /** The command line, a path or a setting is wrong; the message is on stderr. */
  usage: 2,
  /**
   * Of `diff`: callers may do more than before, or others vouch for them; also where something else cannot be told. Of
   * `guard`: a rule is broken, or an entry of the configuration matches nothing.
   */
  wider: 3,
  /**
   * Of `diff`: nothing is wider, but something cannot be told. Of `guard`: no rule is broken, but something could not be
   * checked, or needs a base and none is given. Of `access`: the table is empty because something was not read. `--allow-unknown` makes it 0.
   */
  unknown: 4,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];
