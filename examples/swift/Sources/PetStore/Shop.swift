import Amplify
import AWSAPIPlugin
import Foundation

public struct Pet: Codable {
    public let name: String
}

/// The API did not carry out a call.
public struct Refused: Error {
    public let status: Int
    public let body: String
}

/// Calls of the API, one way for each lock.
public struct Shop {
    private let accounts: Accounts

    public init(accounts: Accounts) {
        self.accounts = accounts
    }

    /// Lock `iam`: the plugin signs the call with the AWS credentials of the user's role (SigV4).
    public func pets() async throws -> [Pet] {
        let data = try await answered {
            try await Amplify.API.get(request: RESTRequest(apiName: Api.signed, path: "/pets"))
        }
        return try JSONDecoder().decode(Pets.self, from: data).pets
    }

    public func addPet(named name: String) async throws {
        let body = try JSONEncoder().encode(Pet(name: name))
        _ = try await answered {
            try await Amplify.API.post(request: RESTRequest(apiName: Api.signed, path: "/pets", body: body))
        }
    }

    /// Lock `cognito` with roles: the plugin sends the access token, whose scopes are the roles.
    public func products() async throws -> Data {
        try await answered {
            try await Amplify.API.get(request: RESTRequest(apiName: Api.accessToken, path: "/products"))
        }
    }

    /// Lock `cognito` for all signed-in users: the ID token, which the plugin sends for no authorization type.
    public func account() async throws -> Data {
        let headers = ["Authorization": "Bearer \(try await accounts.idToken())"]
        return try await answered {
            try await Amplify.API.get(
                request: RESTRequest(apiName: Api.idToken, path: "/account", headers: headers)
            )
        }
    }

    /// The plugin throws for each answer other than 2xx, and its response has the body.
    private func answered(_ call: () async throws -> Data) async throws -> Data {
        do {
            return try await call()
        } catch let APIError.httpStatusError(status, response) {
            let body = (response as? AWSHTTPURLResponse)?.body ?? Data()
            throw Refused(status: status, body: String(decoding: body, as: UTF8.self))
        }
    }

    private struct Pets: Decodable {
        let pets: [Pet]
    }

    /// Names of amplifyconfiguration.json: an entry for each lock.
    private enum Api {
        static let signed = "petstore-devSigned"
        static let accessToken = "petstore-devAccessToken"
        static let idToken = "petstore-devIdToken"
    }
}
