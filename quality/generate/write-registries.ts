import { registryFiles } from "./registries";
import { write } from "./write";

// The first step of `npm run generate`. It imports nothing that is generated, so it also mends a registry with a file too many.
write(registryFiles());
