import { controls } from "./controls";

/** The table in docs/controls.md. */
export function controlsDocument(): string {
  const rows = controls.map(
    ({ id, asks, waived }) => `| ${id} | ${asks} | ${waived ? `waived: ${waived}` : "met"} |`,
  );
  return `# Controls

What cdk-nag (APIG, COG) and AWS Security Hub (the others) ask of the stacks of production. A test looks each one
up in the Terraform and keeps this table; \`UPDATE_DOCS=1 npx jest __tests__/stacks/controls\` writes it anew. What
[checkov](https://www.checkov.io) asks besides is run by \`node cli/run.js quality/security/checkov.ts\`, less
\`quality/security/waivers.json\`.

| control | asks | |
| --- | --- | --- |
${rows.join("\n")}
`;
}
