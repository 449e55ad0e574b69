import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

interface Ran {
  /** Whether a command ended with another status than 0. */
  readonly failed: boolean;
  readonly out: string;
}

const PATIENCE_MS = 120_000;

/** One bash, as a reader's terminal: variables, functions and the folder stay from command to command. */
export class Shell {
  private readonly bash: ChildProcess;
  private text = "";
  private servers = 0;

  /** @param folder in which it begins */
  constructor(private readonly folder: string) {
    const { HOME, PATH, TMPDIR } = process.env;
    this.bash = spawn("bash", ["--noprofile", "--norc"], { cwd: folder, env: { HOME, PATH, TMPDIR } });
    for (const stream of [this.bash.stdout, this.bash.stderr])
      stream?.setEncoding("utf8").on("data", (chunk: string) => {
        this.text += chunk;
      });
    // Aliases as in a terminal, and each job a group of processes that can be ended as a whole.
    this.bash.stdin?.write("shopt -s expand_aliases; set -mE; trap 'failed=1' ERR\n");
  }

  async run(command: string): Promise<Ran> {
    const from = this.text.length;
    const end = `end of ${from} `;
    this.bash.stdin?.write(`failed=0\n${command}\necho "${end}$failed"\n`);
    const found = await until(() => {
      const [out, after] = this.text.slice(from).split(end);
      return after?.endsWith("\n") ? { out: out ?? "", failed: after.trim() !== "0" } : undefined;
    });
    if (!found) throw new Error(`It did not end: ${command}\n${this.text.slice(from)}`);
    return found;
  }

  /** Starts a command that goes on running, in place of the one before, and waits until it listens. */
  async serve(command: string): Promise<void> {
    await this.stop();
    this.servers += 1;
    const port = Number(/--port (\d+)/.exec(command)?.[1] ?? 3000);
    if (await listens(port)) throw new Error(`Another program uses the port ${port} of the documents`);
    await this.run(`${command.replace(/ +#.*$/, "")} > ${this.log} 2>&1 & server=$!`);
    const isReady = async () => (await listens(port)) && this.hasWritten(command);
    if (!(await until(isReady))) throw new Error(`It does not serve: ${command}\n${this.served()}`);
  }

  /** Waits until the server says once more that it serves what changed. @param before how often it had said so */
  async follows(before: number): Promise<void> {
    if (!(await until(() => this.timesServedAnew() > before)))
      throw new Error(`No change is served: ${this.served()}`);
  }

  timesServedAnew(): number {
    return this.served().split("served anew").length - 1;
  }

  async close(): Promise<void> {
    await this.stop();
    this.bash.stdin?.end("exit\n");
    if (this.bash.exitCode === null) await once(this.bash, "close");
  }

  get isServing(): boolean {
    return this.servers > 0;
  }

  private async stop(): Promise<void> {
    if (this.servers > 0)
      await this.run('kill -- "-$server" 2> /dev/null; wait "$server" 2> /dev/null; true');
  }

  private get log(): string {
    return join(this.folder, `server-${this.servers}.log`);
  }

  private served(): string {
    return existsSync(this.log) ? readFileSync(this.log, "utf8") : "";
  }

  /** Before its welcome or its ready line, which may go to a file, the gate answers 503. */
  private hasWritten(command: string): boolean {
    const file = /> (\S+\.json)/.exec(command)?.[1];
    if (file !== undefined) return statSync(join(this.folder, file)).size > 0;
    return /ocked as the Terraform says|^\{"endpoint":/m.test(this.served());
  }
}

async function until<T>(probe: () => T | Promise<T>): Promise<T | undefined> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(100)) {
    const found = await probe();
    if (found) return found;
  }
  return undefined;
}

async function listens(port: number): Promise<boolean> {
  const socket = createConnection(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
