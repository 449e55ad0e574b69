import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { type PolicyStatement, policyDocument } from "../arguments/policy";
import { checkProps, type Entries, fields, refWith, someText, text, wordOr } from "../declaration";
import { DeclarationError } from "../declaration/errors";
import { GITHUB_ISSUER, type GithubRepository, githubEntries, subjectsOf } from "./github-subject";
import { type DeployedState, type Duty, noData, stateRights } from "./state-rights";

export interface DeployRolesProps extends GithubRepository {
  /** First part of the roles' names: `github-petstore-prod`. */
  readonly name: string;
  /** First part of the names of the IAM roles that a deployment makes: `petstore-prod-`. */
  readonly deploys: string;
  /** GitHub as an issuer of tokens in IAM, which exists once in an account: `"created"` here, or there already. */
  readonly provider: "created" | { readonly arn: string };
  /** Where the states and the plans are. */
  readonly state: DeployedState;
}

const PROPS = {
  ...githubEntries,
  name: text(/^[\w+=,.@-]{1,50}$/, "up to 50 characters that a role's name may have"),
  deploys: text(/^[\w+=,.@-]{2,50}$/, "2 to 50 characters that a role's name may have"),
  provider: wordOr("created", refWith("arn")),
  state: fields({
    bucketArn: someText,
    keyArn: someText,
    prefix: text(/^[\w-]+$/, "letters, digits, - and _"),
  }),
} satisfies Entries<DeployRolesProps>;

/**
 * The certificate authorities of GitHub's issuer, as GitHub published them in June 2023. AWS knows these authorities itself and
 * uses no thumbprint, but providers before 5.81 require one.
 */
const THUMBPRINTS = ["6938fd4d98bab03faadb97b34396831e3780aea1", "1c58a3a8518e8759bf075b76b750d4f2df264fcd"];

/** What a role that a deployment makes needs to be made, changed and removed. */
const ROLE_ACTIONS = [
  "iam:AttachRolePolicy",
  "iam:CreateRole",
  "iam:DeleteRole",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:PassRole",
  "iam:PutRolePolicy",
  "iam:TagRole",
  "iam:UntagRole",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateRole",
  "iam:UpdateRoleDescription",
];

/**
 * The roles by which GitHub's workflows plan and deploy, without stored credentials. Each trusts one subject of GitHub's tokens,
 * written out.
 *
 * `plan` is for jobs on the branch: it reads what is deployed, locks states, and keeps plans until they are approved. `deploy` is
 * for jobs in the environment: it takes such a plan, and changes what is deployed. It makes IAM roles, so it can do what an
 * administrator can, and the environment's reviewers decide what it does. `review` is for jobs of pull requests, where they
 * may plan: it reads what is deployed. Of stored objects, both read the states of the deployed stacks, and no other ones.
 *
 * It belongs to a stack that an administrator applies, not to one that these roles deploy.
 */
export class DeployRoles extends Construct {
  /** For `role-to-assume` of a job on the branch. */
  readonly planRoleArn: string;
  /** For `role-to-assume` of a job in the environment. */
  readonly deployRoleArn: string;
  /** For `role-to-assume` of a job of a pull request; absent where these may not plan. */
  readonly reviewRoleArn: string | undefined;

  /** @throws DeclarationError `DEPLOY_ROLE_REACHABLE` where a deployment could change these roles */
  constructor(scope: Construct, id: string, props: DeployRolesProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    checkApart(props);
    const { partition } = new DataAwsPartition(this, "partition");
    const provider =
      props.provider === "created"
        ? new IamOpenidConnectProvider(this, "github", {
            url: `https://${GITHUB_ISSUER}`,
            clientIdList: ["sts.amazonaws.com"],
            thumbprintList: THUMBPRINTS,
          })
        : props.provider;
    const subjects = subjectsOf(props);
    const roleFor = (duty: Duty, managed: string, statements: readonly PolicyStatement[]) => {
      const role = new IamRole(this, duty, {
        name: `${props.name}-${duty}`,
        description: `GitHub: ${subjects[duty]}`,
        maxSessionDuration: 3600,
        assumeRolePolicy: policyDocument(trustOf(provider.arn, subjects[duty])),
      });
      new IamRolePolicyAttachment(this, `${duty}-managed`, {
        role: role.name,
        policyArn: `arn:${partition}:iam::aws:policy/${managed}`,
      });
      new IamRolePolicy(this, `${duty}-policy`, {
        name: "state",
        role: role.name,
        policy: policyDocument(...stateRights(duty, props.state), ...statements),
      });
      return role.arn;
    };
    this.planRoleArn = roleFor("plan", "ReadOnlyAccess", noData("plan", props.state));
    this.deployRoleArn = roleFor("deploy", "PowerUserAccess", this.deployedRoles(props.deploys, partition));
    this.reviewRoleArn =
      props.pullRequests === "may-plan"
        ? roleFor("review", "ReadOnlyAccess", noData("review", props.state))
        : undefined;
  }

  /** PowerUserAccess leaves IAM out, and with it its own roles and the trust in GitHub. */
  private deployedRoles(prefix: string, partition: string): readonly PolicyStatement[] {
    const { accountId } = new DataAwsCallerIdentity(this, "account");
    return [
      { Sid: "ReadRoles", Effect: "Allow", Action: ["iam:Get*", "iam:List*"], Resource: "*" },
      {
        Sid: "DeployRoles",
        Effect: "Allow",
        Action: ROLE_ACTIONS,
        Resource: `arn:${partition}:iam::${accountId}:role/${prefix}*`,
      },
      {
        Sid: "ServiceRoles",
        Effect: "Allow",
        Action: "iam:CreateServiceLinkedRole",
        Resource: `arn:${partition}:iam::${accountId}:role/aws-service-role/*`,
      },
    ];
  }
}

function trustOf(provider: string, subject: string): PolicyStatement {
  return {
    Effect: "Allow",
    Principal: { Federated: provider },
    Action: "sts:AssumeRoleWithWebIdentity",
    // Both are compared whole. Without the subject, every repository of GitHub could take the role.
    Condition: {
      StringEquals: { [`${GITHUB_ISSUER}:aud`]: "sts.amazonaws.com", [`${GITHUB_ISSUER}:sub`]: subject },
    },
  };
}

function checkApart({ deploys, name }: DeployRolesProps): void {
  // Role names are unique in an account whatever their case.
  if (!`${name}-`.toLowerCase().startsWith(deploys.toLowerCase())) return;
  throw new DeclarationError(
    "DEPLOY_ROLE_REACHABLE",
    `The roles ${name}-plan and ${name}-deploy begin with "${deploys}", as what they deploy does: a deployment could change their own rights. Expected another beginning, such as "github-${name}".`,
  );
}
