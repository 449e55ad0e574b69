import { checkDeclaration } from "@gatehouse-dev/gatehouse/access";
import { SecuredApi, UserPool } from "@gatehouse-dev/gatehouse/constructs";
import { startGate } from "@gatehouse-dev/gatehouse/gateway";
import { readTerraform } from "@gatehouse-dev/gatehouse/terraform";
import { matchers } from "@gatehouse-dev/gatehouse/testing";

const exported = [checkDeclaration, SecuredApi, UserPool, readTerraform, matchers.toAllow, startGate];
if (exported.some((one) => typeof one !== "function")) throw new Error("an export is missing");
process.stdout.write("module\n");
