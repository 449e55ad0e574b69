#!/usr/bin/env bash
# Plans the Terraform root $DIRECTORY, $FOR deploy or for review. action.yml beside it says what it writes.
set -euo pipefail

fail() {
  echo "::error title=Plan::$1"
  exit 1
}

lock=-lock-timeout=10m
case "$FOR" in
  deploy) ;;
  # A pull request's role may only read.
  review) lock=-lock=false ;;
  *) fail "for is \"$FOR\"; expected deploy or review" ;;
esac
[ -d "$DIRECTORY" ] || fail "There is no folder $DIRECTORY"

terraform -chdir="$DIRECTORY" init -input=false
backend="$(jq -r '.backend.type // "local"' "$DIRECTORY/.terraform/terraform.tfstate" 2> /dev/null || echo local)"
if [ "$backend" = local ] && [ "$FOR" = deploy ]; then
  fail "The state of $DIRECTORY would stay on this runner and be lost: give it a backend such as s3"
fi

status=0
terraform -chdir="$DIRECTORY" plan -input=false -no-color "$lock" -out=tfplan -detailed-exitcode \
  2> "$RUNNER_TEMP/plan.err" || status=$?
cat "$RUNNER_TEMP/plan.err" >&2
# 0: nothing to do, 2: changes
if [ "$status" -ne 0 ] && [ "$status" -ne 2 ]; then
  if [ "$FOR" = review ] && grep -q terraform_remote_state "$RUNNER_TEMP/plan.err" &&
    grep -qE 'Unsupported attribute|Unable to find remote state' "$RUNNER_TEMP/plan.err"; then
    echo "\`$DIRECTORY\` reads what another root of this change adds: it is planned once that one is deployed." >> "$GITHUB_STEP_SUMMARY"
    echo "changes=later" >> "$GITHUB_OUTPUT"
    exit 0
  fi
  exit "$status"
fi

terraform -chdir="$DIRECTORY" show -no-color tfplan > "$RUNNER_TEMP/plan.txt"
terraform -chdir="$DIRECTORY" show -json tfplan > "$DIRECTORY/plan.json"
# Every address that changes, before the plan itself, which may be too long.
jq -r '(.resource_changes // [])[] | select(.change.actions != ["no-op"]) | "\(.change.actions | join("/")) \(.address)"' \
  "$DIRECTORY/plan.json" > "$RUNNER_TEMP/plan.changes"

# Writes the file $1 into a fence that no plan has in it, and before it, if it is cut after $2 bytes, how much is missing. GitHub
# shows no summary of more than 1 MiB.
shown() {
  local size
  size="$(wc -c < "$1" | tr -d ' ')"
  if [ "$size" -gt "$2" ]; then
    echo "**Cut off: $((size - $2)) of $size bytes are missing at the end of $3. Do not approve what you have not seen:" \
      "run \`terraform plan\` for the rest.**"
    echo
    echo "::warning title=Plan::$3 is cut off in the summary: $((size - $2)) of $size bytes are missing" >&2
  fi
  echo '~~~~~~~~~~'
  head -c "$2" "$1"
  echo
  echo '~~~~~~~~~~'
}
{
  echo "$(wc -l < "$RUNNER_TEMP/plan.changes" | tr -d ' ') resources change in \`$DIRECTORY\`:"
  echo
  shown "$RUNNER_TEMP/plan.changes" 300000 "the list of changes"
  shown "$RUNNER_TEMP/plan.txt" 600000 "the plan"
} >> "$GITHUB_STEP_SUMMARY"
changes=no
[ "$status" -eq 0 ] || changes=yes
{
  echo "changes=$changes"
  echo "sha256=$(sha256sum "$DIRECTORY/tfplan" | cut -d' ' -f1)"
  echo "json=$DIRECTORY/plan.json"
} >> "$GITHUB_OUTPUT"
