"""Clients of boto3 for a gate, and what the operations that are tried have in common."""

import boto3
from botocore import UNSIGNED
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.httpsession import URLLib3Session
from pycognito import AWSSRP


def client(context, service, keys=None):
    given = {"config": Config(signature_version=UNSIGNED)}
    if keys:
        given = {
            "aws_access_key_id": keys["accessKeyId"],
            "aws_secret_access_key": keys["secretAccessKey"],
            "aws_session_token": keys.get("sessionToken"),
        }
    gate = context.gate
    return boto3.client(service, region_name=gate["region"], endpoint_url=gate["endpoint"], **given)


def user_pool(context):
    return client(context, "cognito-idp")


def password_sign_in(context, username, password):
    return user_pool(context).initiate_auth(
        AuthFlow="USER_PASSWORD_AUTH",
        ClientId=context.client_with("ALLOW_USER_PASSWORD_AUTH"),
        AuthParameters={"USERNAME": username, "PASSWORD": password},
    )


def signed_in(context, who, password=None):
    """By SRP, with the client that an app ships; boto3 itself has no code for it, pycognito has."""
    gate = context.gate
    srp = AWSSRP(
        username=context.name(who),
        password=password or context.password,
        pool_id=gate["userPoolId"],
        client_id=gate["clientId"],
        client=user_pool(context),
    )
    return srp.authenticate_user()["AuthenticationResult"]


def respond(context, challenge, responses):
    return user_pool(context).respond_to_auth_challenge(
        ClientId=context.client_with("ALLOW_USER_PASSWORD_AUTH"),
        ChallengeName=challenge["ChallengeName"],
        Session=challenge["Session"],
        ChallengeResponses=responses,
    )


def credentials_of(context, who):
    gate = context.gate
    provider = f"cognito-idp.{gate['region']}.amazonaws.com/{gate['userPoolId']}"
    logins = {provider: signed_in(context, who)["IdToken"]}
    pool = client(context, "cognito-identity")
    identity = pool.get_id(IdentityPoolId=gate["identityPoolId"], Logins=logins)["IdentityId"]
    keys = pool.get_credentials_for_identity(IdentityId=identity, Logins=logins)["Credentials"]
    return Credentials(keys["AccessKeyId"], keys["SecretKey"], keys["SessionToken"])


def send(request):
    return URLLib3Session().send(request.prepare()).status_code


def status(method, url, headers, body):
    return send(AWSRequest(method, url, headers=headers, data=body))


def signed(context, credentials, method):
    body = '{"name":"Rex"}' if method == "POST" else None
    headers = {"content-type": "application/json"} if body else {}
    request = AWSRequest(method, context.gate["url"] + "/pets", headers=headers, data=body)
    SigV4Auth(credentials, "execute-api", context.gate["region"]).add_auth(request)
    return send(request)
