import json
import os
import subprocess
import sys

from context import refused, totp
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
    assert begin(context, "bob")["AuthenticationResult"]["IdToken"]


def respond(context, challenge, responses):
    return aws(
        context,
        *("cognito-idp", "respond-to-auth-challenge", "--challenge-name", challenge["ChallengeName"]),
        *("--client-id", context.client_with("ALLOW_USER_PASSWORD_AUTH"), "--session", challenge["Session"]),
        *("--challenge-responses", json.dumps(responses)),
    )


def begin(context, who):
    return aws(
        context,
        *("cognito-idp", "initiate-auth", "--auth-flow", "USER_PASSWORD_AUTH"),
        *("--client-id", context.client_with("ALLOW_USER_PASSWORD_AUTH")),
        *("--auth-parameters", f"USERNAME={context.name(who)},PASSWORD={context.password}"),
    )


def new_password(context):
    challenge = begin(context, "new")
    assert challenge["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    responses = {"USERNAME": context.name("new"), "NEW_PASSWORD": context.changed}
    assert respond(context, challenge, responses)["AuthenticationResult"]


def second_factor(context):
    challenge = begin(context, "totp")
    assert challenge["ChallengeName"] == "SOFTWARE_TOKEN_MFA"
    responses = {"USERNAME": context.name("totp"), "SOFTWARE_TOKEN_MFA_CODE": totp(context.totp_secret())}
    assert respond(context, challenge, responses)["AuthenticationResult"]


def set_up_second_factor(context):
    token = ("--access-token", signed_in(context, "arming")["AccessToken"])
    secret = aws(context, "cognito-idp", "associate-software-token", *token)["SecretCode"]
    done = aws(context, "cognito-idp", "verify-software-token", *token, "--user-code", totp(secret))
    assert done["Status"] == "SUCCESS"


def revoke(context):
    token = signed_in(context, "bob")["RefreshToken"]
    app = ("--client-id", context.gate["clientId"])
    aws(context, "cognito-idp", "revoke-token", *app, "--token", token)
    again = ("get-tokens-from-refresh-token", *app, "--refresh-token", token)
    refused(lambda: aws(context, "cognito-idp", *again), "NotAuthorizedException")


def sign_out_everywhere(context):
    token = ("--access-token", signed_in(context, "bob")["AccessToken"])
    aws(context, "cognito-idp", "global-sign-out", *token)
    refused(lambda: aws(context, "cognito-idp", "get-user", *token), "NotAuthorizedException")


def forgotten_password(context):
    username = context.name("forgetful")
    app = ("--client-id", context.gate["clientId"], "--username", username)
    aws(context, "cognito-idp", "forgot-password", *app)
    code = ("--confirmation-code", context.code(username), "--password", context.changed)
    aws(context, "cognito-idp", "confirm-forgot-password", *app, *code)
    signed_in(context, "forgetful", context.changed)


def change_password(context):
    token = ("--access-token", signed_in(context, "changing")["AccessToken"])
    passwords = ("--previous-password", context.password, "--proposed-password", context.changed)
    aws(context, "cognito-idp", "change-password", *token, *passwords)
    signed_in(context, "changing", context.changed)


def delete_account(context):
    token = ("--access-token", signed_in(context, "leaving")["AccessToken"])
    aws(context, "cognito-idp", "delete-user", *token)
    refused(lambda: signed_in(context, "leaving"), "NotAuthorizedException")


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
    token = ("--access-token", signed_in(context, "moving")["AccessToken"])
    email = f"{context.name('moving')}-2@example.com"
    aws(context, "cognito-idp", "update-user-attributes", *token, "--user-attributes", f"Name=email,Value={email}")
    code = ("--attribute-name", "email", "--code", context.code(context.name("moving")))
    aws(context, "cognito-idp", "verify-user-attribute", *token, *code)
    user = aws(context, "cognito-idp", "get-user", *token)
    assert {"Name": "email", "Value": email} in user["UserAttributes"]


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
    "new password for a temporary one": new_password,
    "second factor, sign in": second_factor,
    "second factor, set up": set_up_second_factor,
    "refresh": refresh,
    "sign out, revoke": revoke,
    "sign out everywhere": sign_out_everywhere,
    "sign up and confirm": sign_up,
    "forgotten password": forgotten_password,
    "change password": change_password,
    "read and change attributes": attributes,
    "delete the account": delete_account,
    "AWS credentials of the identity pool": credentials,
    "administer users": administer,
    "STS: who am I": who_am_i,
    "signed call": "no command signs calls of an API",
}
