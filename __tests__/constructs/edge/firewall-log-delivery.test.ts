import { FirewallLogDelivery } from "../../../constructs/edge/firewall-log-delivery";
import { environmentNamed } from "../../../stacks/environment-named";
import { terraformOf as stacksOf } from "../../stacks/synthesized";
import { all, only, statements, terraformOf } from "../terraform";

test("one policy lets all web ACLs of the account and region write to their log groups, and to no others", () => {
  const terraform = terraformOf((stack) => new FirewallLogDelivery(stack, "logs", { name: "firewall-logs" }));
  const policy = only(terraform, "aws_cloudwatch_log_resource_policy");
  const [statement, ...others] = statements(policy.policy_document);
  expect(others).toEqual([]);
  expect(statement).toMatchObject({
    Effect: "Allow",
    Principal: { Service: "delivery.logs.amazonaws.com" },
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: expect.stringMatching(/^arn:\$\{.*\}:logs:\$\{.*\}:\$\{.*\}:log-group:aws-waf-logs-\*:\*$/),
    Condition: { StringEquals: { "aws:SourceAccount": expect.stringMatching(/account_id/) } },
  });
});

test("prod has two web ACLs with logs, and one policy, in the bootstrap stack", () => {
  const stacks = stacksOf(environmentNamed("prod"));
  const counts = (type: string) =>
    Object.fromEntries(
      Object.entries(stacks).map(([name, terraform]) => [name, all(terraform, type).length]),
    );
  const firewalls = counts("aws_wafv2_web_acl_logging_configuration");
  expect(Object.values(firewalls).reduce((sum, n) => sum + n, 0)).toBe(2);
  expect(counts("aws_cloudwatch_log_resource_policy")).toEqual(
    Object.fromEntries(Object.keys(stacks).map((name) => [name, name === "bootstrap" ? 1 : 0])),
  );
  for (const terraform of Object.values(stacks))
    for (const { log_destination_configs } of all(terraform, "aws_wafv2_web_acl_logging_configuration"))
      expect(log_destination_configs).toEqual([
        expect.stringMatching(/aws_cloudwatch_log_group\..*firewall-log/),
      ]);
});
