import { manifest } from "../version";
import type { Manager } from "./manager";

/**
 * The head is synthesized in a job of its own: its code may change whatever is on that machine. The job that compares runs the
 * base's code and the base's Gatehouse alone; it synthesizes the base itself, since an artifact of the base could be replaced by
 * the head's job.
 *
 * A base from before Gatehouse has none to compare with: the head brings it, whose workflow and version are new as well.
 *
 * @param place where the project is in its repository: from the root, empty for the root itself
 * @param packageFile the file that the project installs this package from, from its folder, where it is no version of a registry
 */
export function workflowText({ install }: Manager, place: string, packageFile?: string): string {
  const folder = (checkout: string) => (place === "" ? checkout : `${checkout}/${place}`);
  const up = "../".repeat(place === "" ? 1 : place.split("/").length + 1);
  const { name, version } = manifest();
  const brought =
    packageFile === undefined
      ? `${name}@${version}`
      : `\${GITHUB_WORKSPACE}/${folder("head")}/${packageFile}`;
  return `# What a pull request changes about who may call what, and the rules that stop a merge.
name: access

on:
  pull_request:

permissions: {}

concurrency:
  group: access-\${{ github.event.pull_request.number }}
  cancel-in-progress: true

jobs:
  # Runs the pull request's code, so it holds nothing but the right to read. Its output is text to the next job.
  head:
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions:
      contents: read
    steps:
      - uses: ${CHECKOUT}
        with:
          path: head
          persist-credentials: false
      - uses: ${SETUP_NODE}
        with:
          node-version: 22
      - name: Synthesize the head
        working-directory: ${folder("head")}
        run: ${install} && node_modules/.bin/gatehouse synth
      - uses: ${UPLOAD}
        with:
          name: head
          path: ${folder("head")}/cdktf.out
          include-hidden-files: true
          if-no-files-found: error
          retention-days: 5

  # Runs the base's code alone.
  access:
    needs: head
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions:
      contents: read
    steps:
      - uses: ${CHECKOUT}
        with:
          ref: \${{ github.event.pull_request.base.sha }}
          path: base
          persist-credentials: false
      - uses: ${SETUP_NODE}
        with:
          node-version: 22
          # The job before could have written the cache.
          package-manager-cache: false
      # For gatehouse.json, and for the package's file where the base has no Gatehouse: none of its code is run beside that.
      - uses: ${CHECKOUT}
        with:
          path: head
          persist-credentials: false
      - name: Synthesize the base
        id: base
        run: |
          gatehouse="$PWD/${folder("base")}/node_modules/.bin/gatehouse"
          output=none
          if [ -f ${folder("base")}/cdktf.json ]; then
            (cd ${folder("base")} && ${install})
            output=${up}${folder("base")}/cdktf.out
          fi
          # The base may be from before Gatehouse: what this pull request adds compares then.
          if ! [ -x "$gatehouse" ]; then
            brought="${brought}"
            echo "::notice title=Gatehouse::The base has no Gatehouse. This run compares by $brought."
            if ! npm install --ignore-scripts --prefix "$RUNNER_TEMP/gatehouse" "$brought"; then
              echo "::error title=Gatehouse::$brought cannot be installed, and the base has no Gatehouse. In this step, name a version that a registry has, or a file of this repository."
              exit 1
            fi
            gatehouse="$RUNNER_TEMP/gatehouse/node_modules/.bin/gatehouse"
          fi
          if [ "$output" != none ]; then (cd ${folder("base")} && "$gatehouse" synth); fi
          echo "gatehouse=$gatehouse" >> "$GITHUB_OUTPUT"
          echo "output=$output" >> "$GITHUB_OUTPUT"
      - uses: ${DOWNLOAD}
        with:
          name: head
          path: output
      - name: What changes for whom
        working-directory: ${folder("head")}
        env:
          GATEHOUSE: \${{ steps.base.outputs.gatehouse }}
          BASE: \${{ steps.base.outputs.output }}
        run: |
          status=0
          "$GATEHOUSE" diff --base "$BASE" --head ${up}output --format markdown >> "$GITHUB_STEP_SUMMARY" || status=$?
          # 3: callers may do more; 4: something cannot be told. The guard says whether that was expected.
          if [ "$status" -ne 0 ] && [ "$status" -ne 3 ] && [ "$status" -ne 4 ]; then exit "$status"; fi
      - name: Guard
        working-directory: ${folder("head")}
        env:
          GATEHOUSE: \${{ steps.base.outputs.gatehouse }}
          BASE: \${{ steps.base.outputs.output }}
        run: |
          # With the entries by which gatehouse.json lets findings pass.
          "$GATEHOUSE" guard ${up}output --base "$BASE" --format markdown >> "$GITHUB_STEP_SUMMARY" || true
          # Findings name files from the root of the repository.
          GITHUB_WORKSPACE="$GITHUB_WORKSPACE/head" "$GATEHOUSE" guard ${up}output --base "$BASE" --format github
`;
}

/** Pinned; a test holds them to the workflows of this repository. */
const CHECKOUT = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0";
const SETUP_NODE = "actions/setup-node@a0853c24544627f65ddf259abe73b1d18a591444 # v5.0.0";
const UPLOAD = "actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2";
const DOWNLOAD = "actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093 # v4.3.0";
