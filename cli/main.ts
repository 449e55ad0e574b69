import { gatehouse } from "./gatehouse";

gatehouse(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
