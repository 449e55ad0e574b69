const vm = require("node:vm");
const { TestEnvironment } = require("jest-environment-node");

// Jest evaluates every module anew for each test file. V8 keeps what it has compiled of a script, also for other contexts,
// but nothing of a function that compileFunction() makes. As scripts, cdktf and its like are compiled once per worker. The
// option for import() is left out: with it V8 keeps nothing, and without --experimental-vm-modules jest refuses import().
vm.compileFunction = (source, parameters, { filename, parsingContext }) => {
  // asn1js declares classes with names of globals, which a parameter of that name does not allow.
  const free = (name) =>
    filename.includes("/asn1js/") && source.includes(`\nclass ${name} `) ? `_${name}` : name;
  const head = `(function (${parameters.map(free).join(", ")}) {`;
  const script = new vm.Script(`${head}${source}\n})`, { filename, columnOffset: -head.length });
  return script.runInContext(parsingContext);
};

module.exports = TestEnvironment;
