const { checkDeclaration } = require("@gatehouse-dev/gatehouse/access");
const { SecuredApi, UserPool } = require("@gatehouse-dev/gatehouse/constructs");
const { readTerraform } = require("@gatehouse-dev/gatehouse/terraform");
const { matchers } = require("@gatehouse-dev/gatehouse/testing");
const { startGate } = require("@gatehouse-dev/gatehouse/gateway");

const exported = [checkDeclaration, SecuredApi, UserPool, readTerraform, matchers.toAllow, startGate];
if (exported.some((one) => typeof one !== "function")) throw new Error("an export is missing");
process.stdout.write("commonjs\n");
