/** What comparisons of the gate showed, for docs/benchmarks.md. */
export const FINDINGS: readonly string[] = [
  "**Earlier figures of the gate were 0.25 to 0.35 × for calls without a table.** They are not comparable with these: a turn was 3,000 " +
    "answers over 16 connections, and the time to connect counted. The bare server answers so few in less than a tenth of a " +
    "second. The gate just before events were sent ahead (ADR 32) and the present one were measured side by side, on two cores with a load of 20, " +
    "relative to the bare server (public calls, medians of 7 turns): 0.13 and 0.24 over 3,000 answers with 16 connections, 0.05 and 0.10 " +
    "over half a second with 16, 0.09 and 0.24 over half a second with 64. So the way of measuring lowered the figures, and the gate " +
    "answered two to three times as many calls as before. Such a comparison was not made for calls with a table (0.03 × earlier).",
  "**The rows without a check spread more than others.** With one process, how many events travel in one write depends on when the " +
    "system wakes each process. On a busy machine their turns lie far apart.",
];
