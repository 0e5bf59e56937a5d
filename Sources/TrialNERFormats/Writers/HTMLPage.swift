/// What the pages that TrialNER writes have in common: one file that needs nothing else, light and dark.
package enum HTMLPage {
    /// How many colours there are; more types begin again with the first.
    package static let colorCount = 14

    /// The start of a page, up to its first element.
    package static func head(title: String, style: String = "") -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(HTMLText.escaped(title))</title>
        <style>
        \(Self.style)\(style)
        </style>
        </head>
        <body>
        <h1>\(HTMLText.escaped(title))</h1>

        """
    }

    /// The end of a page.
    package static let foot = "</body>\n</html>\n"

    /// Colours of Paul Tol's muted and bright schemes (https://personal.sron.nl/~pault/), which people with any of the usual kinds of colour
    /// vision can tell apart as far as colours can be; the name of the type stands beside each mark all the same.
    private static let palette = [
        "#332288", "#ee7733", "#117733", "#cc3311", "#33bbee", "#882255", "#999933", "#0077bb", "#ee3377", "#44aa99", "#ddcc77", "#aa4499",
        "#777777", "#661100",
    ]

    private static var colors: String {
        palette.enumerated().map { ".c\($0) { --c: \($1); }" }.joined(separator: "\n")
    }

    private static var style: String {
        """
        :root { --page: #fff; --ink: #1a1a1a; --faint: #5c5c5c; --line: #d9d9d9; --tint: 20%; --name: 45%; }
        @media (prefers-color-scheme: dark) {
          :root { --page: #16181c; --ink: #e8e8e8; --faint: #a6a6a6; --line: #3a3d44; --tint: 38%; --name: 40%; }
        }
        body { display: flex; flex-direction: column; max-width: 60rem; margin: 0 auto; padding: 1rem; background: var(--page); color: var(--ink);
          font: 1rem/1.9 system-ui, sans-serif; overflow-wrap: break-word; }
        h1 { order: -2; font-size: 1.4rem; line-height: 1.3; margin: 0.5rem 0; }
        h2 { font-size: 1rem; line-height: 1.4; margin: 0 0 0.25rem; color: var(--faint); font-weight: 600; }
        article { border-top: 1px solid var(--line); padding: 1rem 0; content-visibility: auto; contain-intrinsic-size: auto 20rem; }
        .text { white-space: pre-wrap; unicode-bidi: isolate; margin: 0; }
        .legend { order: -1; display: flex; flex-wrap: wrap; gap: 0.2rem 1rem; list-style: none; margin: 0 0 1rem; padding: 0; }
        .note { color: var(--faint); margin: 0 0 0.5rem; line-height: 1.5; }
        mark { background: color-mix(in srgb, var(--c) var(--tint), var(--page)); color: inherit; border-bottom: 2px solid var(--c);
          border-radius: 0.2em 0.2em 0 0; padding: 0.1em 0.15em; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
        mark[data-label]::after { content: attr(data-label); margin-left: 0.4em; font-size: 0.7em; font-weight: 600; white-space: nowrap;
          color: color-mix(in srgb, var(--c) var(--name), var(--ink)); }
        \(colors)
        """
    }
}
