"""Calls a route of the lock `iam` with the credentials that botocore finds."""

from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.session import get_session

# Seconds. API Gateway gives up after 29.
LIMIT = 30

SESSION = get_session()


class NoRedirect(HTTPRedirectHandler):
    """A redirection would send the signature to another host."""

    def redirect_request(self, *_):
        return None


OPENER = build_opener(NoRedirect)


def call(url, *, region, method="GET", headers=None, body=None):
    """Returns the status and the text of the answer; a refusal is an answer as well."""
    request = AWSRequest(method=method, url=url, headers=headers or {}, data=body)
    # Variables, a profile, or the role of the function, container or machine; botocore renews them.
    credentials = SESSION.get_credentials()
    if credentials is None:
        raise SystemExit("There are no AWS credentials; the README says how to give them.")
    SigV4Auth(credentials.get_frozen_credentials(), "execute-api", region).add_auth(request)
    sent = Request(url, data=body, headers=dict(request.headers), method=method)
    try:
        with OPENER.open(sent, timeout=LIMIT) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as refusal:
        return refusal.code, refusal.read().decode()
