import { announcements } from "../../../gateway/deployment/differences";
import type { FirewallStatement, RestApi } from "../../../terraform/model";
import { petstoreModel } from "../petstore/model";

/** What the gate says at its start of a web ACL's rules, where its answers depend on options. */

function said(statement: FirewallStatement, options: { country?: string; sourceIp?: string } = {}): string[] {
  const model = petstoreModel("none");
  const api = model.apis[0] as RestApi;
  const firewall = {
    address: "acl",
    name: "front",
    labelPrefix: "",
    defaultAction: { kind: "allow" },
    bodyLimit: 1,
    rules: [
      { kind: "statement", address: "acl", name: "r", action: { kind: "block" }, labels: [], statement },
    ],
  } as const;
  const changed = { ...api, stages: api.stages.map((stage) => ({ ...stage, firewall })) };
  const { country, sourceIp } = options;
  return announcements(model, changed, { backends: new Map(), country, sourceIp });
}

const countries: FirewallStatement = { is: "countries", codes: ["DE"] };
const addresses: FirewallStatement = { is: "addresses", ranges: ["192.0.2.0/24"] };

test("where calls come from, if a rule asks for it", () => {
  expect(said(countries)).toEqual([
    "Differs here: acl: its rules about countries are not evaluated: --country says where calls come from",
  ]);
  expect(said(countries, { country: "FR" })).toEqual([
    "Differs here: acl: all calls come from the country FR",
  ]);
  expect(said({ is: "not", of: addresses })).toEqual([
    "Differs here: acl: it asks for the address: all calls come from this machine's own address",
  ]);
  expect(said(addresses, { sourceIp: "192.0.2.7" })).toEqual([
    "Differs here: acl: it asks for the address: all calls come from 192.0.2.7",
  ]);
  expect(said({ is: "unknown", because: "managed" })).toEqual([]);
});
