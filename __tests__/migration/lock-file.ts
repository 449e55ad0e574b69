import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Settings of Terraform with which `init` takes the AWS provider from a folder: it looks at the address, the version and the
 * hash of a provider, and runs none, so that any file will do.
 *
 * @returns the path of the settings
 */
export function providersAside(folder: string, versions: readonly string[]): string {
  const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
  for (const version of versions) {
    const place = join(folder, "registry.terraform.io/hashicorp/aws", version, platform);
    const program = join(place, `terraform-provider-aws_v${version}`);
    mkdirSync(place, { recursive: true });
    writeFileSync(program, `#!/bin/sh\necho "not the provider ${version}"\nexit 1\n`);
    chmodSync(program, 0o755);
  }
  const settings = join(folder, "settings.tfrc");
  writeFileSync(settings, `provider_installation {\n  filesystem_mirror {\n    path = "${folder}"\n  }\n}\n`);
  return settings;
}

/** A state in which resources were written by the provider at the address that cdktf's configurations have. */
export function stateOf(resources: Readonly<Record<string, Readonly<Record<string, unknown>>>>): string {
  const provider = 'provider["registry.terraform.io/hashicorp/aws"]';
  return JSON.stringify({
    version: 4,
    terraform_version: "1.10.0",
    serial: 1,
    lineage: "5b0b8b0e-0000-0000-0000-000000000000",
    outputs: {},
    resources: Object.entries(resources).flatMap(([type, named]) =>
      Object.keys(named).map((name) => ({ mode: "managed", type, name, provider, instances: [] })),
    ),
  });
}

/** @throws Error with what Terraform said */
export function terraform(stack: string, settings: string, ...args: readonly string[]): string {
  const env = { ...process.env, CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: settings };
  const { status, stderr, stdout } = spawnSync("terraform", args, { cwd: stack, encoding: "utf8", env });
  if (status !== 0) throw new Error(`terraform ${args.join(" ")}: ${stderr}${stdout}`);
  return stdout;
}
