package com.example.petstore

import android.app.Application
import com.amplifyframework.api.aws.AWSApiPlugin
import com.amplifyframework.auth.cognito.AWSCognitoAuthPlugin
import com.amplifyframework.kotlin.core.Amplify

class PetStore : Application() {
    /** A configuration that Amplify refuses ends the app: nothing of it would work. */
    override fun onCreate() {
        super.onCreate()
        // Plugins come first: configure() gives each its part of res/raw/amplifyconfiguration.json.
        Amplify.addPlugin(AWSCognitoAuthPlugin())
        Amplify.addPlugin(AWSApiPlugin())
        Amplify.configure(applicationContext)
    }
}
