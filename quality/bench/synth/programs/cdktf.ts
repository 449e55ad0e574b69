import * as classes from "./cdktf-classes";
import { synthesize } from "./terraform";

synthesize(classes);
