interface Closable {
  close(): Promise<void>;
}

/** What the gate has open, so that a start that fails halfway leaves nothing behind. */
export interface Resources {
  /** Remembers what is being opened, and hands it on. */
  open<T extends Closable>(opening: Promise<T>): Promise<T>;
  /** Closes the latest first; what is still being opened is waited for. */
  close(): Promise<void>;
}

export function makeResources(): Resources {
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
