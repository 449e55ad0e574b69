import requests
from pycognito import Cognito
from pycognito.exceptions import ForceChangePasswordException, SoftwareTokenMFAChallengeException

from context import Refused, calls_with_tokens, refused, totp


def user(context, who, keys=None):
    gate = context.gate
    keys = keys or {"accessKeyId": "unused", "secretAccessKey": "unused"}
    return Cognito(
        gate["userPoolId"],
        gate["clientId"],
        user_pool_region=gate["region"],
        username=context.name(who),
        access_key=keys["accessKeyId"],
        secret_key=keys["secretAccessKey"],
        boto3_client_kwargs={"endpoint_url": gate["endpoint"]},
    )


def signed_in(context, who, password=None):
    signed = user(context, who)
    signed.authenticate(password=password or context.password)
    return signed


def srp(context):
    signed = signed_in(context, "bob")
    assert signed.id_claims["cognito:groups"] == ["user"]
    refused(lambda: signed_in(context, "bob", "wrong"), "NotAuthorizedException")


def new_password(context):
    fresh = user(context, "new")
    try:
        fresh.authenticate(password=context.password)
        raise AssertionError("no new password was asked for")
    except ForceChangePasswordException:
        fresh.new_password_challenge(context.password, context.changed)
    signed_in(context, "new", context.changed)


def second_factor(context):
    second = user(context, "totp")
    try:
        second.authenticate(password=context.password)
        raise AssertionError("no code was asked for")
    except SoftwareTokenMFAChallengeException as challenge:
        second.respond_to_software_token_mfa_challenge(totp(context.totp_secret()), challenge.get_tokens())
    assert second.access_token


def set_up_second_factor(context):
    signed = signed_in(context, "arming")
    assert signed.verify_software_token(totp(signed.associate_software_token()), "phone")
    signed.set_user_mfa_preference(False, True, "SOFTWARE_TOKEN")
    refused(lambda: signed_in(context, "arming"), "SoftwareTokenMFAChallengeException")


def refresh(context):
    signed = signed_in(context, "bob")
    before = signed.access_token
    if context.rotates:
        refused(signed.renew_access_token, "InvalidParameterException")
        raise Refused(
            "this library refreshes by `InitiateAuth`, which a client with refresh token rotation does not allow"
        )
    signed.renew_access_token()
    assert signed.access_token != before


def sign_out_everywhere(context):
    signed = signed_in(context, "bob")
    other = signed_in(context, "bob")
    signed.logout()
    refused(other.renew_access_token, "NotAuthorizedException")


def sign_up(context):
    new = user(context, "carol")
    username = context.name("carol")
    new.set_base_attributes(email=f"{username}@example.com")
    new.register(username, context.password)
    refused(lambda: signed_in(context, "carol"), "UserNotConfirmedException")
    new.confirm_sign_up(context.code(username), username=username)
    signed_in(context, "carol")


def forgotten_password(context):
    forgetful = user(context, "forgetful")
    forgetful.initiate_forgot_password()
    forgetful.confirm_forgot_password(context.code(context.name("forgetful")), context.changed)
    signed_in(context, "forgetful", context.changed)


def change_password(context):
    signed_in(context, "changing").change_password(context.password, context.changed)
    refused(lambda: signed_in(context, "changing"), "NotAuthorizedException")
    signed_in(context, "changing", context.changed)


def attributes(context):
    signed = signed_in(context, "moving")
    email = f"{context.name('moving')}-2@example.com"
    signed.update_profile({"email": email})
    signed.validate_verification(context.code(context.name("moving")), "email")
    assert signed.get_user()._data["email"] == email


def status(method, url, headers, body):
    return requests.request(method, url, headers=headers, data=body, timeout=10).status_code


def token_call(context):
    for who, role in (("bob", "user"), ("alice", "admin")):
        signed = signed_in(context, who)
        calls_with_tokens(context, signed.access_token, signed.id_token, role, status)


def administer(context):
    operator = user(context, "dan", context.gate["operator"])
    operator.admin_create_user(context.name("dan"), context.password)
    assert context.name("dan") in [found.username for found in operator.get_users()]
    assert "admin" in [found.name if hasattr(found, "name") else found.group_name for found in operator.get_groups()]
    operator.admin_delete_user()
    refused(operator.admin_get_user, "UserNotFoundException")


OPERATIONS = {
    "sign in, SRP": srp,
    "new password for a temporary one": new_password,
    "second factor, sign in": second_factor,
    "second factor, set up": set_up_second_factor,
    "refresh": refresh,
    "sign out everywhere": sign_out_everywhere,
    "sign up and confirm": sign_up,
    "forgotten password": forgotten_password,
    "change password": change_password,
    "read and change attributes": attributes,
    "call with a token": token_call,
    "administer users": administer,
    "AWS credentials of the identity pool": "this library is for user pools only",
}
