import { type TerraformError, withoutPlace } from "../../error";
import type { Notice, Unread } from "../../model";

/** What is wrong with a configuration. A strict reader stops at it; any other names it and goes on. */
export class Problems {
  private readonly named = new Map<string, Notice>();

  constructor(readonly strict: boolean) {}

  get notices(): readonly Notice[] {
    return [...this.named.values()];
  }

  /** Whether it is said already that something at an address is missing. */
  isMissing(address: string): boolean {
    return this.notices.some((notice) => notice.address === address && notice.unread?.hides === true);
  }

  /**
   * @param consequence what a reader that is not strict makes of it
   * @param unread what two sides are compared by; the message, where it is absent
   * @throws TerraformError the error itself, of a strict reader
   */
  add(error: TerraformError, consequence?: string, unread?: Unread): void {
    if (this.strict) throw error;
    const address = error.where ?? "";
    const message = withoutPlace(error) + (consequence === undefined ? "" : `: ${consequence}`);
    this.note({ address, message, weight: "warning", ...(unread && { unread }) });
  }

  /** Names what takes more work than is done for a configuration. */
  tooMuch(why: string): void {
    this.note({ address: "", message: `${why}: what depends on it is unknown here`, weight: "warning" });
  }

  /** Names something that is no error of the configuration. What was named already is named once. */
  note(notice: Notice): void {
    const { address, message } = notice;
    const key = `${address}: ${message}`;
    if (!this.named.has(key)) this.named.set(key, { unread: { says: { "": message } }, ...notice });
  }
}
