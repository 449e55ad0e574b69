// One cold start, in a process of its own: loads a bundle, has it verify a first token, and prints, as its last line, the
// milliseconds of processor time until it was loaded and until the token was verified.
//
//     node quality/bench/authorizer/start.cjs BUNDLE SETTINGS.json
const { readFileSync } = require("node:fs");

const [, , bundle, file] = process.argv;
const { event, settings, token } = JSON.parse(readFileSync(file, "utf8"));
const since = (start) => {
  const { system, user } = process.cpuUsage(start);
  return (system + user) / 1_000;
};

const start = process.cpuUsage();
const loaded = require(bundle);
const load = since(start);
const answer = typeof loaded === "function" ? loaded(settings)(token) : loaded.handler(event);
answer.then(() => {
  const first = since(start);
  process.stdout.write(`\n${JSON.stringify({ load, first })}`);
});
