/** Takes lines, and writes those of one turn of the event loop at once: a call of the system for each would slow all calls. */
export interface LineWriter {
  write(line: string): void;
  /** Writes what is waiting now. */
  flush(): void;
}

export function makeLineWriter(stream: { write(text: string): unknown }): LineWriter {
  let waiting = "";
  const flush = () => {
    const text = waiting;
    waiting = "";
    if (text !== "") stream.write(text);
  };
  return {
    flush,
    write(line) {
      if (waiting === "") setImmediate(flush);
      waiting += `${line}\n`;
    },
  };
}
