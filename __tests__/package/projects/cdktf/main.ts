import { App } from "cdktf";
import { shop } from "./shop";

const app = new App();
shop(app);
app.synth();
