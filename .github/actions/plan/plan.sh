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
# A fence that no plan has in it.
{
  echo '~~~~~~~~~~'
  head -c 60000 "$RUNNER_TEMP/plan.txt"
  echo
  echo '~~~~~~~~~~'
} >> "$GITHUB_STEP_SUMMARY"
changes=no
[ "$status" -eq 0 ] || changes=yes
{
  echo "changes=$changes"
  echo "sha256=$(sha256sum "$DIRECTORY/tfplan" | cut -d' ' -f1)"
  echo "json=$DIRECTORY/plan.json"
} >> "$GITHUB_OUTPUT"
