import type { KeyObject } from "node:crypto";
import { type ResponseParts, samlResponse } from "../../../gateway/saml/respond";
import type { IamRole, SamlProvider, Statement } from "../../../terraform/model";
import { signedCall } from "../client";
import { type RunningGate, runGate } from "../gates";
import { ACCOUNT, EXECUTION_ARN, REGION, roleArn } from "../petstore/names";
import { certificateOf, type MadeCertificate, metadataXml } from "../saml/metadata";
import { credentialsIn, petRole, type StsAnswer, sts, trusting, withRoles } from "./sts-gate";

/** A gate with a company's directory, whose certificate is in the Terraform's metadata document; it starts before the tests. */

export const ENTITY = "https://idp.example/metadata";
export const AWS = "https://signin.aws.amazon.com/saml";
export const ATTRIBUTES = "https://aws.amazon.com/SAML/Attributes";
export const arnOf = (name: string) => `arn:aws:iam::${ACCOUNT}:saml-provider/${name}`;
export const DIRECTORY = arnOf("directory");

const bySaml = (conditions: Readonly<Record<string, string>> = { "SAML:aud": AWS }) =>
  trusting({ Federated: [DIRECTORY] }, "sts:AssumeRoleWithSAML", conditions);

/** May call GET /pets with a tag, and POST /pets with the subject of the assertion. */
const conditional: IamRole = {
  ...petRole("conditional", { ...bySaml(), actions: ["sts:AssumeRoleWithSAML", "sts:TagSession"] }),
  policies: [
    {
      address: "api/aws_iam_role_policy.conditional",
      name: "conditional",
      document: {
        version: "2012-10-17",
        statements: [
          onlyIf("GET/pets", "aws:PrincipalTag/team", "blue"),
          onlyIf("POST/pets", "saml:sub", "mallory"),
          onlyIf("GET/pets/*", "SAML:aud", AWS),
        ],
      },
    },
  ],
};

function onlyIf(method: string, key: string, value: string): Statement {
  return {
    effect: "Allow",
    actions: ["execute-api:Invoke"],
    resources: [`${EXECUTION_ARN}/dev/${method}`],
    conditions: [{ operator: "StringEquals", key, values: [value] }],
  };
}

const roles = [
  petRole("staff", bySaml()),
  conditional,
  petRole("of-alice", bySaml({ "saml:sub": "alice" })),
  petRole("of-directory", bySaml({ "saml:doc": `${ACCOUNT}/directory`, "saml:iss": ENTITY })),
  petRole("regional", bySaml({ "SAML:aud": `https://${REGION}.signin.aws.amazon.com/saml` })),
  petRole("of-later", trusting({ Federated: [arnOf("later")] }, "sts:AssumeRoleWithSAML")),
  petRole("other", trusting({ Federated: [arnOf("other")] }, "sts:AssumeRoleWithSAML")),
];
const NAMED = [...roles.map(({ name }) => name), "unnamed-here"];

export let running: RunningGate;
let certificate: MadeCertificate;
export let key: KeyObject;
export let now = new Date();

export async function start(options: { readonly stateDir?: string } = {}): Promise<RunningGate> {
  const provider = (name: string, metadata: SamlProvider["metadata"]): SamlProvider => ({
    address: `identity/aws_iam_saml_provider.${name}`,
    arn: arnOf(name),
    name,
    metadata,
  });
  return runGate(
    (model) => ({
      ...withRoles([...roles, petRole("unnamed", bySaml())])(model),
      samlProviders: [
        provider("directory", metadataXml(ENTITY, [{ certificates: [certificate] }])),
        provider("other", metadataXml("https://other.example", [{ certificates: [certificate] }])),
        provider("later", { unknown: "known only after apply" }),
      ],
    }),
    { now: () => now, ...options },
  );
}

beforeAll(async () => {
  certificate = await certificateOf();
  key = certificate.privateKey;
  running = await start();
});
afterAll(() => running.stop());
beforeEach(() => {
  now = new Date();
});

export function parts(changes: Partial<ResponseParts> = {}): ResponseParts {
  return {
    entityId: ENTITY,
    audience: "urn:amazon:webservices",
    recipient: AWS,
    subject: "mallory",
    now,
    ...changes,
    attributes: {
      [`${ATTRIBUTES}/Role`]: NAMED.map((name) => `${roleArn(name)},${DIRECTORY}`),
      [`${ATTRIBUTES}/RoleSessionName`]: ["mallory@idp.example"],
      ...changes.attributes,
    },
  };
}

export const response = (changes: Partial<ResponseParts> = {}) => samlResponse(parts(changes), key);

export function assume(
  assertion: string,
  parameters: Readonly<Record<string, string>> = {},
  gate = running,
): Promise<StsAnswer> {
  return sts(gate, "AssumeRoleWithSAML", {
    RoleArn: roleArn("staff"),
    PrincipalArn: DIRECTORY,
    SAMLAssertion: assertion,
    ...parameters,
  });
}

export async function status(verb: string, answer: StsAnswer): Promise<number> {
  const options = { method: verb, credentials: credentialsIn(answer), region: REGION };
  return (await signedCall(running.gate.description.endpoint, "/dev/pets", options)).status;
}
