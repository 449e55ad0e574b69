// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "PetStore",
    platforms: [.iOS(.v15), .macOS(.v12)],
    products: [.library(name: "PetStore", targets: ["PetStore"])],
    dependencies: [
        .package(url: "https://github.com/aws-amplify/amplify-swift", exact: "2.60.1")
    ],
    targets: [
        .target(
            name: "PetStore",
            dependencies: [
                .product(name: "Amplify", package: "amplify-swift"),
                .product(name: "AWSAPIPlugin", package: "amplify-swift"),
                .product(name: "AWSCognitoAuthPlugin", package: "amplify-swift"),
                .product(name: "AWSPluginsCore", package: "amplify-swift")
            ]
        )
    ],
    // Amplify's requests and sessions are not Sendable throughout.
    swiftLanguageModes: [.v5]
)
