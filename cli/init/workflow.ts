import type { Manager } from "./manager";

/** Where the project is in its repository: from the root, empty for the root itself. */
export function workflowText({ install }: Manager, place: string): string {
  const folder = (checkout: string) => (place === "" ? checkout : `${checkout}/${place}`);
  const up = "../".repeat(place === "" ? 1 : place.split("/").length + 1);
  return `# What a pull request changes about who may call what, and the rules that stop a merge.
name: access

on:
  pull_request:

permissions: {}

concurrency:
  group: access-\${{ github.event.pull_request.number }}
  cancel-in-progress: true

jobs:
  # Runs the pull request's code, so it holds nothing but the right to read.
  access:
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
      # The base may be from before Gatehouse.
      - name: Synthesize the base
        working-directory: ${folder("base")}
        run: ${install} && ${up}${folder("head")}/node_modules/.bin/gatehouse synth
      - name: What changes for whom
        working-directory: ${folder("head")}
        run: |
          status=0
          node_modules/.bin/gatehouse diff ${up}${folder("base")}/cdktf.out cdktf.out --format markdown >> "$GITHUB_STEP_SUMMARY" || status=$?
          # 3: callers may do more; 4: something cannot be told. The guard says whether that was expected.
          if [ "$status" -ne 0 ] && [ "$status" -ne 3 ] && [ "$status" -ne 4 ]; then exit "$status"; fi
      - name: Guard
        working-directory: ${folder("head")}
        run: node_modules/.bin/gatehouse guard cdktf.out --base ${up}${folder("base")}/cdktf.out --format github
`;
}

/** Pinned; a test holds them to the workflows of this repository. */
const CHECKOUT = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0";
const SETUP_NODE = "actions/setup-node@a0853c24544627f65ddf259abe73b1d18a591444 # v5.0.0";
