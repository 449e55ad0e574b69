import type { DataPlane } from "../data-plane/data-plane";
import { answerApiRequest } from "../data-plane/pipeline";
import { answerUrlRequest } from "../function-url/pipeline";
import type { UrlPlane } from "../function-url/url-plane";
import type { ReadBody } from "../http/body";
import type { HttpRequest, HttpResponse } from "../http/message";
import type { HttpDataPlane } from "../http-api/http-data-plane";
import { answerHttpApiRequest } from "../http-api/pipeline";

/** What requests are answered from, of any kind. */
export type AnyPlane = DataPlane | HttpDataPlane | UrlPlane;

export function answerOn(plane: AnyPlane, request: HttpRequest, readBody: ReadBody): Promise<HttpResponse> {
  if (isRest(plane)) return answerApiRequest(request, readBody, plane);
  return isHttp(plane)
    ? answerHttpApiRequest(request, readBody, plane)
    : answerUrlRequest(request, readBody, plane);
}

function isRest(plane: AnyPlane): plane is DataPlane {
  return plane.api.kind === "rest";
}

function isHttp(plane: AnyPlane): plane is HttpDataPlane {
  return plane.api.kind === "http";
}
