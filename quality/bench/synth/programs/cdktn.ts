import * as classes from "./cdktn-classes";
import { synthesize } from "./terraform";

synthesize(classes as unknown as typeof import("./cdktf-classes"));
