import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { diff } from "../../../cli/commands/diff";
import { captured, removeFolders, temporaryFolder } from "../captured";

/** Where neither side tells its account, one account stands in on both, whatever number one of them writes out. */

afterAll(removeFolders);

const TRUSTED = `
resource "aws_iam_role" "ci" {
  name               = "ci"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::210987654321:root" } }
  ] })
}
resource "aws_iam_role" "deployer" {
  name               = "deployer"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = aws_iam_role.ci.arn } }
  ] })
}
resource "aws_api_gateway_rest_api" "a" { name = "a" }
resource "aws_api_gateway_method" "m" {
  rest_api_id   = aws_api_gateway_rest_api.a.id
  resource_id   = aws_api_gateway_rest_api.a.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}
resource "aws_iam_role_policy" "calls" {
  role   = aws_iam_role.deployer.name
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = "execute-api:Invoke", Resource = "\${aws_api_gateway_rest_api.a.execution_arn}/*" }
  ] })
}
`;

function folderWith(more: string): string {
  const folder = temporaryFolder("side-");
  writeFileSync(join(folder, "main.tf"), TRUSTED + more);
  return folder;
}

test.each([
  ["the new side", "", 'locals { account = "123456789012" }'],
  ["the old side", 'locals { account = "123456789012" }', ""],
])("%s writes the usual one out", async (_, from, to) => {
  const { out, status } = await captured(diff, folderWith(from), folderWith(to));
  expect(out).toContain("Nobody may call more or less than before.");
  expect(status).toBe(0);
});
