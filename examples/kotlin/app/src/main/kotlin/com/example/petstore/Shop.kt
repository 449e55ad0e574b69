package com.example.petstore

import com.amplifyframework.api.rest.RestOptions
import com.amplifyframework.api.rest.RestResponse
import com.amplifyframework.kotlin.api.Rest
import com.amplifyframework.kotlin.core.Amplify
import org.json.JSONObject

/** Calls of the API, one way for each lock. */
class Shop(private val accounts: Accounts, private val api: Rest = Amplify.API) {
    /** Lock `iam`: the plugin signs the call with the AWS credentials of the user's role (SigV4). */
    suspend fun pets(): List<String> {
        val pets = answered(api.get(request("/pets").build(), SIGNED)).getJSONArray("pets")
        return List(pets.length()) { pets.getJSONObject(it).getString("name") }
    }

    suspend fun addPet(name: String) {
        val body = JSONObject().put("name", name).toString().toByteArray()
        answered(api.post(request("/pets").addBody(body).build(), SIGNED))
    }

    /** Lock `cognito` with roles: the plugin sends the access token, whose scopes are the roles. */
    suspend fun products(): JSONObject = answered(api.get(request("/products").build(), ACCESS_TOKEN))

    /** Lock `cognito` for all signed-in users: the ID token, which the plugin sends for no authorization type. */
    suspend fun account(): JSONObject {
        val request = request("/account").addHeader("Authorization", "Bearer ${accounts.idToken()}")
        return answered(api.get(request.build(), ID_TOKEN))
    }

    /** The plugin sets no type for a body. */
    private fun request(path: String): RestOptions.Builder =
        RestOptions.builder().addPath(path).addHeader("Content-Type", "application/json")

    /** The plugin takes every answer for a success, also 403. */
    private fun answered(response: RestResponse): JSONObject {
        if (response.code.isSuccessful) return response.data.asJSONObject()
        throw Refused(response.code, response.data.asString())
    }

    /** Names of amplifyconfiguration.json: an entry for each lock. */
    private companion object {
        const val SIGNED = "petstore-devSigned"
        const val ACCESS_TOKEN = "petstore-devAccessToken"
        const val ID_TOKEN = "petstore-devIdToken"
    }
}

/** The API did not carry out a call. Of 4xx, the same call again is refused again. */
class Refused(val code: RestResponse.Code, body: String) : Exception("$code $body")
