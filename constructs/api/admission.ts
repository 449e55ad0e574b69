import { isIP } from "node:net";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { ApiGatewayRestApiPolicy } from "@cdktf/provider-aws/lib/api-gateway-rest-api-policy";
import { Construct } from "constructs";
import * as v from "valibot";
import type { AccessModel, RouteKey } from "../../access/model";
import { type PolicyStatement, policyDocument } from "../arguments/policy";
import {
  checkProps,
  type Entries,
  listOf,
  opaque,
  refWith,
  routesIn,
  someText,
  yesOrNo,
} from "../declaration";
import { DeclarationError } from "../declaration/errors";
import { lockOf } from "../locks";
import { checkDeclaration } from "../locks/check-declaration";
import type { LockKind } from "../locks/lock";
import { grantOf } from "../roles/grants";

/** Which networks and organizations may call the API, whatever the lock of the route. */
export interface AdmissionRules {
  /** CIDR blocks of the callers' addresses. @default all addresses */
  readonly ipRanges?: readonly string[];
  /** VPC endpoints, for a private API only. @default all endpoints */
  readonly vpcEndpoints?: readonly string[];
  /** AWS organization that callers of `iam` routes must belong to: `o-…`. @default any */
  readonly organization?: string;
}

export interface AdmissionProps extends AdmissionRules {
  /** The API whose resource policy this is. */
  readonly api: ApiGatewayRestApi;
  /** Name of the stage that the policy's statements name. */
  readonly stage: string;
  /** The declaration: its locks decide which methods need an Allow of the policy. */
  readonly access: AccessModel;
  /** Whether browsers' preflights are answered. */
  readonly preflight: boolean;
}

/**
 * The API's resource policy. It restricts callers by Deny statements, and allows only methods that need its Allow.
 *
 * Within one account, the Allow of a resource policy is enough for `AWS_IAM`. An Allow for all principals, as in most
 * examples, would give every IAM principal of the account every method, whatever the policies of the roles say. So the
 * Allow names the methods of the locks that need it (`needsAllow`), and no others.
 * Source: Developer Guide, "How API Gateway resource policies affect authorization workflow", table A.
 */
export class Admission extends Construct {
  /** @throws DeclarationError `CIDR_INVALID`, `ORGANIZATION_INVALID`, `VPC_ENDPOINT_INVALID`, `ADMISSION_OVERLAP`, `ADMISSION_EMPTY` */
  constructor(scope: Construct, id: string, props: AdmissionProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    checkDeclaration(props.access);
    check(props);
    const policy = policyDocument(...this.open(props), ...this.closed(props));
    new ApiGatewayRestApiPolicy(this, "policy", { restApiId: props.api.id, policy });
  }

  private open(props: AdmissionProps): PolicyStatement[] {
    const patterns = [...openPatterns(props.access), ...(props.preflight ? ["OPTIONS/*"] : [])];
    if (patterns.length === 0) return [];
    return [
      {
        Sid: "LocksThatNeedAnAllow",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: "execute-api:Invoke",
        Resource: patterns.map((pattern) => `${props.api.executionArn}/${props.stage}/${pattern}`),
      },
    ];
  }

  private closed(props: AdmissionProps): PolicyStatement[] {
    const deny = (Sid: string, Condition: NonNullable<PolicyStatement["Condition"]>, patterns = ["*"]) => ({
      Sid,
      Effect: "Deny" as const,
      Principal: { AWS: "*" },
      Action: "execute-api:Invoke",
      Resource: patterns.map((pattern) => `${props.api.executionArn}/${pattern}`),
      Condition,
    });
    const { ipRanges, vpcEndpoints, organization } = props;
    return [
      ...(ipRanges ? [deny("OtherAddresses", { NotIpAddress: { "aws:SourceIp": ipRanges } })] : []),
      ...(vpcEndpoints
        ? [deny("OtherEndpoints", { StringNotEquals: { "aws:SourceVpce": vpcEndpoints } })]
        : []),
      ...(organization
        ? [
            // Only signed calls have an organization. On other methods, this Deny would refuse every caller.
            deny(
              "OtherOrganizations",
              { StringNotEquals: { "aws:PrincipalOrgID": organization } },
              signedPatterns(props.access).map((pattern) => `${props.stage}/${pattern}`),
            ),
          ]
        : []),
    ];
  }
}

export const admissionEntries = {
  ipRanges: v.exactOptional(listOf(someText, 1, "ADMISSION_EMPTY")),
  vpcEndpoints: v.exactOptional(listOf(someText, 1, "ADMISSION_EMPTY")),
  organization: v.exactOptional(someText),
} satisfies Entries<AdmissionRules>;

const PROPS = {
  ...admissionEntries,
  api: refWith("id", "executionArn"),
  stage: someText,
  access: opaque,
  preflight: yesOrNo,
} satisfies Entries<AdmissionProps>;

function openPatterns(access: AccessModel): readonly string[] {
  return patternsOf(access, ({ needsAllow }) => needsAllow, "open");
}

function signedPatterns(access: AccessModel): readonly string[] {
  return patternsOf(access, ({ isSigned }) => isSigned, "close");
}

function patternsOf(
  access: AccessModel,
  wanted: (lock: LockKind) => boolean,
  does: "open" | "close",
): readonly string[] {
  const keys = (side: boolean): RouteKey[] =>
    routesIn(access)
      .filter(([, route]) => wanted(lockOf(route)) === side)
      .map(([key]) => key);
  const { allow, deny } = grantOf("The resource policy", keys(true), keys(false));
  if (deny.length === 0) return allow;
  throw new DeclarationError(
    "ADMISSION_OVERLAP",
    `The API's resource policy would ${does} ${deny.join(", ")} as well, which is behind another lock: "*" in an ARN crosses "/". Give the routes paths that do not overlap.`,
  );
}

function check({ ipRanges, vpcEndpoints, organization }: AdmissionRules): void {
  if (ipRanges?.length === 0 || vpcEndpoints?.length === 0) {
    throw new DeclarationError(
      "ADMISSION_EMPTY",
      "The API's admission has an empty list, which refuses every caller.",
    );
  }
  for (const range of ipRanges ?? []) checkCidr(range, "the API's admission");
  const endpoint = vpcEndpoints?.find((name) => !/^(vpce-[0-9a-f]+|.*\$\{.*)$/.test(name));
  if (endpoint !== undefined) {
    throw new DeclarationError(
      "VPC_ENDPOINT_INVALID",
      `The API's admission names the VPC endpoint "${endpoint}"; expected vpce- and hexadecimal digits.`,
    );
  }
  if (organization !== undefined && !/^(o-[a-z0-9]{10,32}|.*\$\{.*)$/.test(organization)) {
    throw new DeclarationError(
      "ORGANIZATION_INVALID",
      `The API's admission names the organization "${organization}"; expected o- and ten letters or digits.`,
    );
  }
}

/** @throws DeclarationError `CIDR_INVALID`, also for a block whose host bits are not zero */
export function checkCidr(text: string, place: string): void {
  const [address = "", bits = "", ...rest] = text.split("/");
  const family = isIP(address);
  const length = Number(bits);
  const most = family === 4 ? 32 : 128;
  const sound = family !== 0 && rest.length === 0 && /^\d{1,3}$/.test(bits) && length <= most;
  if (sound && (family === 6 || aligned(address, length))) return;
  throw new DeclarationError(
    "CIDR_INVALID",
    `${place} has the address range "${text}"; expected a CIDR block such as 203.0.113.0/24, its host bits zero.`,
  );
}

function aligned(address: string, length: number): boolean {
  const number = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  return number % 2 ** (32 - length) === 0;
}
