import { gatehouse } from "../../cli/gatehouse";
import { captured } from "./captured";

test.each(["access", "diff", "guard", "start", "synth", "demo", "module"])(
  "%s --help prints that command only",
  async (command) => {
    const { out, status } = await captured(gatehouse, command, "--help");
    expect(status).toBe(0);
    expect(out.startsWith(`gatehouse ${command}`)).toBe(true);
    expect(out).toContain("Every command ends with 1");
    expect(out).not.toMatch(/^ {2}(?!Every)[a-z]/m);
  },
);
