import okhttp3.CertificatePinner

/** Prints what the written sources hold: the address, each route, and the pins of a host. */
fun main() {
    println(Gatehouse.API_URL)
    for ((method, path, credential, apiKey) in Gatehouse.ROUTES) println("$method $path $credential $apiKey")
    val pins: List<CertificatePinner.Pin> = certificatePinner.findMatchingPins("api.example.com")
    println(pins.size)
}
