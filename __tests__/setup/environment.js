const { AsyncLocalStorage } = require("node:async_hooks");
const vm = require("node:vm");
const { TestEnvironment } = require("jest-environment-node");

// Jest asks its workers for colours where it runs on a terminal. The commands under test are to write plain text.
process.env.FORCE_COLOR = "0";

// Jest evaluates modules for each test file. V8 keeps what it has compiled of a script, also for other contexts, but
// nothing of a function that compileFunction() makes. As scripts, what is not shared (runtime.js) is compiled once per
// worker. The option for import() is left out: with it V8 keeps nothing, and without --experimental-vm-modules jest refuses
// import().
vm.compileFunction = (source, parameters, { filename, parsingContext }) => {
  // asn1js declares classes with names of globals, which a parameter of that name does not allow.
  const free = (name) =>
    filename.includes("/asn1js/") && source.includes(`\nclass ${name} `) ? `_${name}` : name;
  const head = `(function (${parameters.map(free).join(", ")}) {`;
  const script = new vm.Script(`${head}${source}\n})`, { filename, columnOffset: -head.length });
  return script.runInContext(parsingContext);
};

// jest-circus makes a storage for each test file and never ends it, so that each promise would pass on those of all files
// before.
const entered = new Set();
const { run } = AsyncLocalStorage.prototype;
AsyncLocalStorage.prototype.run = function (...parameters) {
  entered.add(this);
  return run.apply(this, parameters);
};

/** Modules that are shared keep tokens of this map. */
const CDKTF_TOKENS = "__cdktfTokenMap";

const listenersOf = (emitter) =>
  emitter.eventNames().flatMap((name) => emitter.rawListeners(name).map((listener) => [name, listener]));

class Shared extends TestEnvironment {
  constructor(...parameters) {
    super(...parameters);
    // Each error of a refused input would carry a hundred frames.
    this.global.Error.stackTraceLimit = 25;
    this.names = new Set(Reflect.ownKeys(this.global));
    this.variables = { ...this.global.process.env };
    this.listeners = listenersOf(this.global.process);
  }

  /** Nothing that a test file has set is there for the next one. */
  async teardown() {
    const { global } = this;
    for (const timers of [this.fakeTimers, this.fakeTimersModern]) timers.useRealTimers();
    for (const key of Reflect.ownKeys(global))
      if (!this.names.has(key) && key !== CDKTF_TOKENS) Reflect.deleteProperty(global, key);
    const { env } = global.process;
    for (const [name, listener] of listenersOf(global.process))
      if (!this.listeners.some((kept) => kept[0] === name && kept[1] === listener))
        global.process.removeListener(name, listener);
    for (const name of Object.keys(env)) if (!(name in this.variables)) delete env[name];
    Object.assign(env, this.variables);
    for (const storage of entered) storage.disable();
    entered.clear();
  }
}

let shared;

/**
 * The environment that the test files of a worker share: modules of one context take no error or list of another for one.
 * With `ISOLATE=1`, each test file has its own, and evaluates all modules.
 */
module.exports = function Environment(...parameters) {
  if (process.env.ISOLATE) return new TestEnvironment(...parameters);
  shared ??= new Shared(...parameters);
  return shared;
};
