from boto3_calls import (
    client,
    credentials_of,
    password_sign_in,
    respond,
    signed,
    signed_in,
    status,
    user_pool,
)
from context import Refused, calls_with_tokens, refused, totp


def sign_in_with_password(context):
    result = password_sign_in(context, context.name("bob"), context.password)
    assert result["AuthenticationResult"]["TokenType"] == "Bearer"
    refused(lambda: password_sign_in(context, context.name("bob"), "wrong"), "NotAuthorizedException")


def new_password(context):
    challenge = password_sign_in(context, context.name("new"), context.password)
    assert challenge["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    responses = {"USERNAME": context.name("new"), "NEW_PASSWORD": context.changed}
    assert respond(context, challenge, responses)["AuthenticationResult"]


def second_factor(context):
    challenge = password_sign_in(context, context.name("totp"), context.password)
    assert challenge["ChallengeName"] == "SOFTWARE_TOKEN_MFA"
    code = totp(context.totp_secret())
    responses = {"USERNAME": context.name("totp"), "SOFTWARE_TOKEN_MFA_CODE": code}
    assert respond(context, challenge, responses)["AuthenticationResult"]


def set_up_second_factor(context):
    token = signed_in(context, "arming")["AccessToken"]
    pool = user_pool(context)
    secret = pool.associate_software_token(AccessToken=token)["SecretCode"]
    assert pool.verify_software_token(AccessToken=token, UserCode=totp(secret))["Status"] == "SUCCESS"
    for on in (True, False):
        pool.set_user_mfa_preference(
            AccessToken=token, SoftwareTokenMfaSettings={"Enabled": on, "PreferredMfa": on}
        )
        assert ("UserMFASettingList" in pool.get_user(AccessToken=token)) == on


def refresh(context):
    token = signed_in(context, "bob")["RefreshToken"]
    app = context.gate["clientId"]
    pool = user_pool(context)
    given = {"AuthFlow": "REFRESH_TOKEN_AUTH", "ClientId": app, "AuthParameters": {"REFRESH_TOKEN": token}}
    if context.rotates:
        refused(lambda: pool.initiate_auth(**given), "InvalidParameterException")
    else:
        assert pool.initiate_auth(**given)["AuthenticationResult"]["AccessToken"]
    again = lambda: pool.get_tokens_from_refresh_token(ClientId=app, RefreshToken=token)  # noqa: E731
    assert again()["AuthenticationResult"]["AccessToken"]
    if context.rotates:
        refused(again, "RefreshTokenReuseException")
    else:
        assert again()["AuthenticationResult"]["AccessToken"]


def choice_of_factor(context):
    given = {"AuthFlow": "USER_AUTH", "ClientId": context.client_with("ALLOW_USER_AUTH")}
    names = {"USERNAME": context.name("bob")}
    pool = user_pool(context)
    offered = pool.initiate_auth(**given, AuthParameters=names)["AvailableChallenges"]
    assert "PASSWORD" in offered
    chosen = {**names, "PREFERRED_CHALLENGE": "PASSWORD", "PASSWORD": context.password}
    assert pool.initiate_auth(**given, AuthParameters=chosen)["AuthenticationResult"]["AccessToken"]


def email_code(context):
    app = context.client_with("ALLOW_USER_AUTH")
    username = context.name("bob")
    pool = user_pool(context)
    begun = pool.initiate_auth(
        AuthFlow="USER_AUTH",
        ClientId=app,
        AuthParameters={"USERNAME": username, "PREFERRED_CHALLENGE": "EMAIL_OTP"},
    )
    assert begun["ChallengeName"] == "EMAIL_OTP"
    ended = pool.respond_to_auth_challenge(
        ClientId=app,
        ChallengeName="EMAIL_OTP",
        Session=begun["Session"],
        ChallengeResponses={"USERNAME": username, "EMAIL_OTP_CODE": context.code(username)},
    )
    assert ended["AuthenticationResult"]["AccessToken"]


def revoke(context):
    token = signed_in(context, "bob")["RefreshToken"]
    app = context.gate["clientId"]
    pool = user_pool(context)
    pool.revoke_token(ClientId=app, Token=token)
    refused(
        lambda: pool.get_tokens_from_refresh_token(ClientId=app, RefreshToken=token),
        "NotAuthorizedException",
    )


def sign_out_everywhere(context):
    token = signed_in(context, "bob")["AccessToken"]
    pool = user_pool(context)
    pool.global_sign_out(AccessToken=token)
    refused(lambda: pool.get_user(AccessToken=token), "NotAuthorizedException")


def sign_up(context):
    username = context.name("carol")
    app = context.gate["clientId"]
    pool = user_pool(context)
    pool.sign_up(
        ClientId=app,
        Username=username,
        Password=context.password,
        UserAttributes=[{"Name": "email", "Value": f"{username}@example.com"}],
    )
    refused(lambda: signed_in(context, "carol"), "UserNotConfirmedException")
    pool.confirm_sign_up(ClientId=app, Username=username, ConfirmationCode=context.code(username))
    signed_in(context, "carol")


def forgotten_password(context):
    username = context.name("forgetful")
    app = context.gate["clientId"]
    pool = user_pool(context)
    pool.forgot_password(ClientId=app, Username=username)
    pool.confirm_forgot_password(
        ClientId=app,
        Username=username,
        ConfirmationCode=context.code(username),
        Password=context.changed,
    )
    signed_in(context, "forgetful", context.changed)


def change_password(context):
    token = signed_in(context, "changing")["AccessToken"]
    user_pool(context).change_password(
        AccessToken=token, PreviousPassword=context.password, ProposedPassword=context.changed
    )
    refused(lambda: signed_in(context, "changing"), "NotAuthorizedException")
    signed_in(context, "changing", context.changed)


def attributes(context):
    token = signed_in(context, "moving")["AccessToken"]
    email = f"{context.name('moving')}-2@example.com"
    pool = user_pool(context)
    pool.update_user_attributes(AccessToken=token, UserAttributes=[{"Name": "email", "Value": email}])
    code = context.code(context.name("moving"))
    pool.verify_user_attribute(AccessToken=token, AttributeName="email", Code=code)
    assert {"Name": "email", "Value": email} in pool.get_user(AccessToken=token)["UserAttributes"]


def delete_account(context):
    user_pool(context).delete_user(AccessToken=signed_in(context, "leaving")["AccessToken"])
    refused(lambda: signed_in(context, "leaving"), "NotAuthorizedException")


def credentials_without_group(context):
    refused(lambda: credentials_of(context, "alone"), "The ambiguous role mapping rules for:")
    raise Refused("the identity pool gives none to users without a group (`ambiguous_role_resolution`)")


def signed_call(context):
    bob, alice = credentials_of(context, "bob"), credentials_of(context, "alice")
    assert signed(context, bob, "GET") == 200
    assert signed(context, bob, "POST") == 403
    assert signed(context, alice, "POST") == 201


def token_call(context):
    for who, role in (("bob", "user"), ("alice", "admin")):
        tokens = signed_in(context, who)
        calls_with_tokens(context, tokens["AccessToken"], tokens["IdToken"], role, status)


def administer(context):
    operator = client(context, "cognito-idp", context.gate["operator"])
    user = {"UserPoolId": context.gate["userPoolId"], "Username": context.name("dan")}
    operator.admin_create_user(**user, MessageAction="SUPPRESS")
    operator.admin_set_user_password(**user, Password=context.password, Permanent=True)
    operator.admin_add_user_to_group(**user, GroupName="admin")
    groups = operator.admin_list_groups_for_user(**user)["Groups"]
    assert [group["GroupName"] for group in groups] == ["admin"]
    operator.admin_disable_user(**user)
    assert operator.admin_get_user(**user)["Enabled"] is False
    pages = operator.get_paginator("list_users").paginate(
        UserPoolId=user["UserPoolId"], PaginationConfig={"PageSize": 5}
    )
    assert user["Username"] in [found["Username"] for page in pages for found in page["Users"]]
    operator.admin_delete_user(**user)
    refused(lambda: operator.admin_get_user(**user), "UserNotFoundException")
    refused(lambda: user_pool(context).list_users(UserPoolId=user["UserPoolId"]), "MissingAuthenticationToken")


def who_am_i(context):
    system = client(context, "sts", context.gate["systems"][0])
    assert ":assumed-role/" in system.get_caller_identity()["Arn"]


OPERATIONS = {
    "sign in, SRP": "this client has the operations, but no code for SRP: pycognito has",
    "sign in, password": sign_in_with_password,
    "sign in, choice of factor": choice_of_factor,
    "sign in, code by e-mail": email_code,
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
    "AWS credentials of the identity pool": lambda context: credentials_of(context, "bob"),
    "AWS credentials for a user without a group": credentials_without_group,
    "signed call": signed_call,
    "call with a token": token_call,
    "administer users": administer,
    "STS: who am I": who_am_i,
}
