import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { IdentityPool, JwtAuthorizer, keepStateInS3, LiveStage } from "@gatehouse-dev/gatehouse/constructs";
import { TerraformStack } from "cdktf";

/** Compiles only where the package's types are those of the project's own stacks and resources. */
export class Typed extends TerraformStack {
  readonly api = new ApiGatewayRestApi(this, "api", { name: "other" });

  keep(): void {
    keepStateInS3(this, { bucket: "shop-state", region: "eu-central-1", prefix: "shop" });
    // @ts-expect-error: not a stack
    keepStateInS3(this.api, { bucket: "shop-state", region: "eu-central-1", prefix: "shop" });
  }

  lock(props: ConstructorParameters<typeof JwtAuthorizer>[2]): ApiGatewayRestApi {
    new JwtAuthorizer(this, "jwt", { ...props, api: this.api });
    // @ts-expect-error: a stack is not an API
    new JwtAuthorizer(this, "other", { ...props, api: this });
    return props.api;
  }

  // @ts-expect-error: a construct without its props
  readonly people = () => new IdentityPool(this, "people");
  // @ts-expect-error: not a construct to be in
  readonly live = (props: ConstructorParameters<typeof LiveStage>[2]) => new LiveStage("api", "live", props);
}
