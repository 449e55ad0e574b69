/** What AWS has where the Terraform says nothing about accounts. */
import { Fields } from "../../../terraform/read/fields";
import { readClientSettings } from "../../../terraform/read/user-pool/client-settings";
import { readPoolSettings } from "../../../terraform/read/user-pool/settings";

export const poolSettings = readPoolSettings(new Fields("pool", {}));
export const clientSettings = readClientSettings(new Fields("client", {}));
