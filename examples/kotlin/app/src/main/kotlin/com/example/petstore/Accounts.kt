package com.example.petstore

import com.amplifyframework.auth.AuthUserAttributeKey
import com.amplifyframework.auth.cognito.AWSCognitoAuthSession
import com.amplifyframework.auth.options.AuthSignUpOptions
import com.amplifyframework.auth.result.step.AuthSignInStep
import com.amplifyframework.kotlin.auth.Auth
import com.amplifyframework.kotlin.core.Amplify

/** Sign-up and sign-in. Errors are Amplify's `AuthException`: a wrong password is a `NotAuthorizedException`. */
class Accounts(private val auth: Auth = Amplify.Auth) {
    /** @return whether the account can sign in; otherwise the pool has sent a code for [confirm] */
    suspend fun signUp(username: String, password: String, email: String): Boolean {
        val options = AuthSignUpOptions.builder().userAttribute(AuthUserAttributeKey.email(), email).build()
        return auth.signUp(username, password, options).isSignUpComplete
    }

    suspend fun confirm(username: String, code: String): Boolean =
        auth.confirmSignUp(username, code).isSignUpComplete

    /**
     * By SRP, so that the password does not leave the device.
     *
     * @return `DONE`, or the step that [answer] continues: a code of an authenticator app, a new password
     */
    suspend fun signIn(username: String, password: String): AuthSignInStep =
        auth.signIn(username, password).nextStep.signInStep

    suspend fun answer(response: String): AuthSignInStep = auth.confirmSignIn(response).nextStep.signInStep

    suspend fun signOut() {
        auth.signOut()
    }

    /**
     * The ID token says who the user is. Only routes for all signed-in users take it.
     *
     * @throws com.amplifyframework.auth.AuthException without a session, or where it cannot be refreshed
     */
    suspend fun idToken(): String {
        val tokens = (auth.fetchAuthSession() as AWSCognitoAuthSession).userPoolTokensResult
        return tokens.value?.idToken ?: throw checkNotNull(tokens.error)
    }
}
