// swift-tools-version: 6.1
import PackageDescription

// C libraries of the system are named here with the packages that bring their headers;
// ONNX Runtime is not among them: it is found and loaded at run time (see COnnxRuntime).
let package = Package(
    name: "TrialNER",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "TrialNER", targets: ["TrialNER"]),
        .library(name: "TrialNERFormats", targets: ["TrialNERFormats"]),
        .library(name: "TrialNERBindings", type: .dynamic, targets: ["TrialNERBindings"]),
        .executable(name: "trialner", targets: ["TrialNERCLI"]),
    ],
    targets: [
        .target(name: "COnnxRuntime"),
        .target(name: "CTrialNER", exclude: ["exports.map"]),
        .target(name: "CUnicode"),
        .systemLibrary(
            name: "CPCRE2", pkgConfig: "libpcre2-8",
            providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
        .systemLibrary(
            name: "CMicroHTTPD", pkgConfig: "libmicrohttpd",
            providers: [.apt(["libmicrohttpd-dev"]), .brew(["libmicrohttpd"])]),
        .target(name: "TrialNER", dependencies: ["COnnxRuntime", "CUnicode", "CPCRE2", "CZlib"]),
        .target(name: "TrialNERFormats", dependencies: ["TrialNER", "CZlib", "CLibXML2", "CSQLite"]),
        // The files of the page are part of the program, so that it needs nothing beside it.
        .target(
            name: "TrialNERServer", dependencies: ["TrialNER", "TrialNERFormats", "CMicroHTTPD"],
            resources: [.embedInCode("Page"), .embedInCode("OpenAPI")]),
        .target(name: "TrialNERBindings", dependencies: ["TrialNER", "CTrialNER"]),
        .executableTarget(name: "TrialNERCLI", dependencies: ["TrialNER", "TrialNERFormats", "TrialNERServer"]),
        .executableTarget(name: "TokenizationBenchmark", dependencies: ["TrialNER"], path: "Benchmarks/TokenizationBenchmark"),
        .executableTarget(name: "LinkTraining", dependencies: ["TrialNER", "TrialNERFormats"], path: "Training/LinkTraining"),
        .testTarget(name: "TrialNERTests", dependencies: ["TrialNER"], resources: [.copy("Fixtures")]),
        .testTarget(name: "TrialNERFormatsTests", dependencies: ["TrialNERFormats", "CZlib"], resources: [.copy("Fixtures")]),
        .testTarget(name: "TrialNERBindingsTests", dependencies: ["TrialNERBindings", "TrialNER"], exclude: ["Client"]),
        .testTarget(name: "TrialNERServerTests", dependencies: ["TrialNERServer"]),
        .testTarget(name: "TrialNERCLITests", dependencies: ["TrialNERCLI", "TrialNERFormats"], resources: [.copy("Fixtures")]),
    ],
    swiftLanguageModes: [.v6]
)
