#!/usr/bin/env bash
# Applies the plan at $PLACE, whose digest is $SHA256, to the Terraform root $DIRECTORY.
set -euo pipefail

fail() {
  echo "::error title=Apply::$1"
  exit 1
}

# An approval may come late. A plan of an older commit would take back what was deployed since, also where Terraform
# does not find it stale because nothing was applied.
if [ "${GITHUB_REF_TYPE:-}" = branch ]; then
  now="$(curl --fail --silent --show-error --max-time 30 \
    --header "Accept: application/vnd.github+json" --header "Authorization: Bearer $GITHUB_TOKEN" \
    "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/git/ref/heads/$GITHUB_REF_NAME" | jq -er .object.sha)" ||
    fail "GitHub does not say where $GITHUB_REF_NAME is"
  [ "$now" = "$GITHUB_SHA" ] ||
    fail "$GITHUB_REF_NAME is at $now by now, and this plan is of $GITHUB_SHA: approve the plan of the newer run"
fi

aws s3 cp --only-show-errors "$PLACE" "$DIRECTORY/tfplan" ||
  fail "There is no plan at $PLACE: it has expired, or was applied. Run the workflow again"
echo "$SHA256  $DIRECTORY/tfplan" | sha256sum --check --strict --status ||
  fail "The plan at $PLACE is not the one that was approved"
terraform -chdir="$DIRECTORY" init -input=false
# Terraform refuses the plan if the state has changed since.
terraform -chdir="$DIRECTORY" apply -input=false -lock-timeout=10m tfplan
aws s3 rm --only-show-errors "$PLACE" || echo "::warning title=Apply::$PLACE is left; it expires by itself"
