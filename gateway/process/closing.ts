interface Closable {
  close(): Promise<void>;
}

/** What the gate has opened, so that a start that fails leaves nothing open. */
export interface Opened {
  /** Registers what is being opened, and returns it. */
  open<T extends Closable>(opening: Promise<T>): Promise<T>;
  /** Closes all of it, the latest first, after waiting for what is still being opened. */
  close(): Promise<void>;
}

export function makeOpened(): Opened {
  const openings: Promise<Closable>[] = [];
  return {
    open(opening) {
      openings.push(opening);
      return opening;
    },
    async close() {
      const opened = await Promise.allSettled(openings.splice(0));
      for (const result of opened.reverse()) if (result.status === "fulfilled") await result.value.close();
    },
  };
}
