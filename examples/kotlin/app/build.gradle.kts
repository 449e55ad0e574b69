plugins {
    id("com.android.application") version "8.11.1"
    id("org.jetbrains.kotlin.android") version "2.2.0"
}

android {
    namespace = "com.example.petstore"
    compileSdk = 36
    defaultConfig {
        applicationId = "com.example.petstore"
        minSdk = 24
        targetSdk = 36
    }
    compileOptions {
        // Amplify uses java.time, which Android has from API 26 on.
        isCoreLibraryDesugaringEnabled = true
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
}

kotlin { jvmToolchain(17) }

dependencies {
    implementation("com.amplifyframework:core-kotlin:2.40.0")
    implementation("com.amplifyframework:aws-auth-cognito:2.40.0")
    implementation("com.amplifyframework:aws-api:2.40.0")
    coreLibraryDesugaring("com.android.tools:desugar_jdk_libs:2.1.5")
}
