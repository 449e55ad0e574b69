import { accessHelp } from "./help/access";
import { clientHelp } from "./help/client";
import type { CommandHelp } from "./help/command";
import { completionHelp } from "./help/completion";
import { demoHelp } from "./help/demo";
import { diffHelp } from "./help/diff";
import { guardHelp } from "./help/guard";
import { initHelp } from "./help/init";
import { moduleHelp } from "./help/module";
import { pinsHelp } from "./help/pins";
import { startHelp } from "./help/start";
import { synthHelp } from "./help/synth";
import { tokenHelp } from "./help/token";

/** Runs a command, and resolves with its exit status. */
export type Command = (args: readonly string[], all: readonly CommandHelp[]) => Promise<number>;

interface Registered {
  readonly help: CommandHelp;
  /** Loads what runs it: no command waits for the imports of another one. */
  readonly load: () => Command;
}

/** Every command, in the order of the help. Here alone it is registered. */
export const COMMANDS: readonly Registered[] = [
  {
    help: startHelp,
    load: () => (require("./commands/start") as typeof import("./commands/start")).start,
  },
  {
    help: tokenHelp,
    load: () => (require("./commands/token") as typeof import("./commands/token")).token,
  },
  {
    help: clientHelp,
    load: () => (require("./commands/client") as typeof import("./commands/client")).client,
  },
  {
    help: pinsHelp,
    load: () => (require("./commands/pins") as typeof import("./commands/pins")).pins,
  },
  {
    help: synthHelp,
    load: () => (require("./commands/synth") as typeof import("./commands/synth")).synth,
  },
  {
    help: accessHelp,
    load: () => (require("./commands/access") as typeof import("./commands/access")).access,
  },
  {
    help: diffHelp,
    load: () => (require("./commands/diff") as typeof import("./commands/diff")).diff,
  },
  {
    help: guardHelp,
    load: () => (require("./commands/guard") as typeof import("./commands/guard")).guard,
  },
  {
    help: demoHelp,
    load: () => (require("./commands/demo") as typeof import("./commands/demo")).demo,
  },
  {
    help: moduleHelp,
    load: () => (require("./commands/module") as typeof import("./commands/module")).module,
  },
  {
    help: initHelp,
    load: () => (require("./commands/init") as typeof import("./commands/init")).init,
  },
  {
    help: completionHelp,
    load: () => (require("./commands/completion") as typeof import("./commands/completion")).completion,
  },
];
