import Amplify
import AWSAPIPlugin
import AWSCognitoAuthPlugin

/// Call it once, where the app starts, and let the app end where it throws: nothing of it would work.
public func configurePetStore() throws {
    // Plugins come first: configure() gives each its part of amplifyconfiguration.json in the main bundle.
    try Amplify.add(plugin: AWSCognitoAuthPlugin())
    try Amplify.add(plugin: AWSAPIPlugin())
    try Amplify.configure()
}
