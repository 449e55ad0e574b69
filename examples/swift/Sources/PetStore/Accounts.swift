import Amplify
import AWSPluginsCore

/// Sign-up and sign-in. Errors are Amplify's `AuthError`: a wrong password is `.notAuthorized`.
public struct Accounts {
    public init() {}

    /// - Returns: Whether the account can sign in; otherwise the pool has sent a code for `confirm`.
    public func signUp(username: String, password: String, email: String) async throws -> Bool {
        let options = AuthSignUpRequest.Options(userAttributes: [AuthUserAttribute(.email, value: email)])
        return try await Amplify.Auth.signUp(username: username, password: password, options: options)
            .isSignUpComplete
    }

    public func confirm(username: String, code: String) async throws -> Bool {
        try await Amplify.Auth.confirmSignUp(for: username, confirmationCode: code).isSignUpComplete
    }

    /// By SRP, so that the password does not leave the device.
    ///
    /// - Returns: `.done`, or the step that `answer` continues: a code of an authenticator app, a new password.
    public func signIn(username: String, password: String) async throws -> AuthSignInStep {
        try await Amplify.Auth.signIn(username: username, password: password).nextStep
    }

    public func answer(_ response: String) async throws -> AuthSignInStep {
        try await Amplify.Auth.confirmSignIn(challengeResponse: response).nextStep
    }

    public func signOut() async {
        _ = await Amplify.Auth.signOut()
    }

    /// The ID token says who the user is. Only routes for all signed-in users take it.
    ///
    /// - Throws: `AuthError` without a session, or where it cannot be refreshed.
    public func idToken() async throws -> String {
        let session = try await Amplify.Auth.fetchAuthSession()
        guard let provider = session as? AuthCognitoTokensProvider else {
            throw AuthError.unknown("The session is not one of Cognito.")
        }
        return try provider.getCognitoTokens().get().idToken
    }
}
