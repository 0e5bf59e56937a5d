import TrialNERFormats

/// A file that a browser is given.
struct PageFile: Sendable {
    /// The value of its `Content-Type`.
    let contentType: String
    /// What it holds.
    let bytes: [UInt8]
}

/// The files of the page, held in the program: nothing is looked for beside it or outside it.
enum PageFiles {
    /// The `Content-Security-Policy` that the page is written for: nothing from elsewhere, nothing in line, in no other page's frame.
    static let contentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

    /// The files by the path under which the page asks for them; the page itself is at `/`.
    static let files: [String: PageFile] = [
        "/": PageFile(contentType: "text/html; charset=utf-8", bytes: PackageResources.index_html),
        "/icon.svg": PageFile(contentType: "image/svg+xml", bytes: PackageResources.icon_svg),
        "/page.css": style(PackageResources.page_css),
        "/colors.css": style(Array(HTMLPage.colors.utf8)),
        "/annotating.js": script(PackageResources.annotating_js),
        "/archive.js": script(PackageResources.archive_js),
        "/concepts.js": script(PackageResources.concepts_js),
        "/delivery.js": script(PackageResources.delivery_js),
        "/documents.js": script(PackageResources.documents_js),
        "/dom.js": script(PackageResources.dom_js),
        "/examples.js": script(PackageResources.examples_js),
        "/exports.js": script(PackageResources.exports_js),
        "/glance.js": script(PackageResources.glance_js),
        "/marks.js": script(PackageResources.marks_js),
        "/page.js": script(PackageResources.page_js),
        "/result.js": script(PackageResources.result_js),
        "/service.js": script(PackageResources.service_js),
        "/token.js": script(PackageResources.token_js),
        "/types.js": script(PackageResources.types_js),
    ]

    private static func style(_ bytes: [UInt8]) -> PageFile { PageFile(contentType: "text/css; charset=utf-8", bytes: bytes) }

    private static func script(_ bytes: [UInt8]) -> PageFile { PageFile(contentType: "text/javascript; charset=utf-8", bytes: bytes) }
}
