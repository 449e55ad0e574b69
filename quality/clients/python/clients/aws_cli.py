import json
import os
import subprocess
import sys

from context import refused
from clients.boto3 import signed_in

AWS = os.path.join(os.path.dirname(sys.executable), "aws")


class CommandFailed(Exception):
    """The message of a command that ended with an error."""


def aws(context, *args, keys=None):
    keys = keys or {"accessKeyId": "unused", "secretAccessKey": "unused"}
    environment = {
        **os.environ,
        "AWS_DEFAULT_REGION": context.gate["region"],
        "AWS_ENDPOINT_URL": context.gate["endpoint"],
        "AWS_ACCESS_KEY_ID": keys["accessKeyId"],
        "AWS_SECRET_ACCESS_KEY": keys["secretAccessKey"],
        "AWS_SESSION_TOKEN": keys.get("sessionToken") or "",
    }
    if not environment["AWS_SESSION_TOKEN"]:
        del environment["AWS_SESSION_TOKEN"]
    done = subprocess.run(
        [AWS, "--output", "json", *args], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise CommandFailed(done.stderr.strip())
    return json.loads(done.stdout or "{}")


def sign_in_with_password(context):
    result = aws(
        context,
        *("cognito-idp", "initiate-auth", "--auth-flow", "USER_PASSWORD_AUTH"),
        *("--client-id", context.client_with("ALLOW_USER_PASSWORD_AUTH")),
        *("--auth-parameters", f"USERNAME={context.name('bob')},PASSWORD={context.password}"),
    )
    assert result["AuthenticationResult"]["IdToken"]


def sign_up(context):
    username = context.name("carol")
    app = ("--client-id", context.gate["clientId"], "--username", username)
    attributes = f"Name=email,Value={username}@example.com"
    aws(context, "cognito-idp", "sign-up", *app, "--password", context.password, "--user-attributes", attributes)
    aws(context, "cognito-idp", "confirm-sign-up", *app, "--confirmation-code", context.code(username))
    signed_in(context, "carol")


def refresh(context):
    given = ("--client-id", context.gate["clientId"], "--refresh-token", signed_in(context, "bob")["RefreshToken"])
    result = aws(context, "cognito-idp", "get-tokens-from-refresh-token", *given)
    assert result["AuthenticationResult"]["AccessToken"]
    if context.rotates:
        refused(lambda: aws(context, "cognito-idp", "get-tokens-from-refresh-token", *given), "RefreshTokenReuseException")


def attributes(context):
    token = signed_in(context, "bob")["AccessToken"]
    user = aws(context, "cognito-idp", "get-user", "--access-token", token)
    assert user["Username"] == context.name("bob")


def administer(context):
    def operator(command, *args):
        pool = ("--user-pool-id", context.gate["userPoolId"])
        return aws(context, "cognito-idp", command, *pool, *args, keys=context.gate["operator"])

    user = ("--username", context.name("dan"))
    operator("admin-create-user", *user, "--message-action", "SUPPRESS")
    operator("admin-add-user-to-group", *user, "--group-name", "admin")
    users = operator("list-users-in-group", "--group-name", "admin")["Users"]
    assert context.name("dan") in [found["Username"] for found in users]
    operator("admin-delete-user", *user)
    refused(lambda: operator("admin-get-user", *user), "UserNotFoundException")


def credentials(context):
    gate = context.gate
    provider = f"cognito-idp.{gate['region']}.amazonaws.com/{gate['userPoolId']}"
    logins = json.dumps({provider: signed_in(context, "bob")["IdToken"]})
    pool = ("--identity-pool-id", gate["identityPoolId"])
    identity = aws(context, "cognito-identity", "get-id", *pool, "--logins", logins)["IdentityId"]
    given = ("--identity-id", identity, "--logins", logins)
    keys = aws(context, "cognito-identity", "get-credentials-for-identity", *given)["Credentials"]
    assert keys["SessionToken"]


def who_am_i(context):
    identity = aws(context, "sts", "get-caller-identity", keys=context.gate["systems"][0])
    assert ":assumed-role/" in identity["Arn"]


OPERATIONS = {
    "sign in, SRP": "this client has the operations, but no code for SRP",
    "sign in, password": sign_in_with_password,
    "refresh": refresh,
    "sign up and confirm": sign_up,
    "read and change attributes": attributes,
    "AWS credentials of the identity pool": credentials,
    "administer users": administer,
    "STS: who am I": who_am_i,
    "signed call": "no command signs calls of an API",
}
