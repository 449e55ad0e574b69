/** Stand-ins for the programs that workflows call, in a folder for PATH. Each call is a line in `calls`. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const AWS = `
from="$4"; to="\${5:-}"
place() { case "$1" in s3://*) echo "$BUCKETS/\${1#s3://}" ;; *) echo "$1" ;; esac; }
case "$2" in
  cp) mkdir -p "$(dirname "$(place "$to")")"; cp "$(place "$from")" "$(place "$to")" ;;
  rm) rm "$(place "$from")" ;;
esac`;

/** Plans what $PLANNED says: a status, and what Terraform writes to stderr. */
const TERRAFORM = `
folder="\${1#-chdir=}"
case "$2" in
  init) mkdir -p "$folder/.terraform"; echo "{\\"backend\\":{\\"type\\":\\"$BACKEND\\"}}" > "$folder/.terraform/terraform.tfstate" ;;
  plan)
    [ -z "$PLAN_ERROR" ] || { echo "$PLAN_ERROR" >&2; exit 1; }
    echo "a plan" > "$folder/tfplan"
    exit "$PLAN_STATUS" ;;
  show)
    nothing='{}'
    if [ "$3" = -json ]; then echo "\${PLAN_JSON:-$nothing}"; exit; fi
    echo "# a plan in words"
    head -c "\${PLAN_BYTES:-0}" /dev/zero | tr '\\0' x ;;
  apply) [ -f "$folder/$5" ] ;;
esac`;

const NPX = `mkdir -p cdktf.out`;

const PROGRAMS = { aws: AWS, terraform: TERRAFORM, npm: "", npx: NPX } as const;

export interface Programs {
  /** What to put before PATH. */
  readonly path: string;
  readonly buckets: string;
  calls(): readonly string[];
}

export function programsIn(
  folder: string,
  names = Object.keys(PROGRAMS) as readonly (keyof typeof PROGRAMS)[],
): Programs {
  const [path, buckets, log] = ["bin", "buckets", "calls"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  for (const one of [path, buckets]) mkdirSync(one, { recursive: true });
  writeFileSync(log, "");
  for (const name of names) {
    writeFileSync(
      join(path, name),
      `#!/usr/bin/env bash\nset -eu\necho "${name} $*" >> "${log}"\nBUCKETS="${buckets}"\n${PROGRAMS[name]}\n`,
    );
    chmodSync(join(path, name), 0o755);
  }
  return { path, buckets, calls: () => readFileSync(log, "utf8").split("\n").slice(0, -1) };
}
