// Loaded into each Node.js process that runChild() starts: at its end it appends the most memory that it held, in kB.
process.on("exit", () => {
  require("node:fs").appendFileSync(process.env.BENCH_PEAKS, `${process.resourceUsage().maxRSS}\n`);
});
