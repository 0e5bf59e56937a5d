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

    /// A colour for each type, on light and on dark ground.
    ///
    /// Chosen by search: each stands out from its ground by 3.3 to 1 or more, and no two are nearer than 0.076 in OKLab, as they are and as
    /// people see them who lack one kind of cone (Machado, Oliveira and Fernandes 2009). The name of the type stands
    /// beside each mark all the same.
    static let palette: [(light: String, dark: String)] = [
        ("#282a69", "#5a55ef"), ("#6a3e00", "#f09614"), ("#64978f", "#59c6b7"), ("#fe2f6e", "#fd5e81"), ("#215f8f", "#dcdcdc"),
        ("#453242", "#c665ba"), ("#858b01", "#6b6b6b"), ("#012ca2", "#adc9ff"), ("#d75dce", "#bf06b6"), ("#30885f", "#079f67"),
        ("#555452", "#92600c"), ("#8944c4", "#c393f5"), ("#8652fe", "#9776ff"), ("#8c5602", "#febd76"),
    ]

    /// The colour on light ground of a type by its place among the types of the model, as `#rrggbb`.
    package static func color(_ index: Int) -> String { palette[index % colorCount].light }

    /// Rules that give the classes `c0` to `c13` a colour each, in the custom property `--c`.
    package static var colors: String {
        let light = palette.enumerated().map { ".c\($0) { --c: \($1.light); }" }
        let dark = palette.enumerated().map { "  .c\($0) { --c: \($1.dark); }" }
        return light.joined(separator: "\n") + "\n@media (prefers-color-scheme: dark) {\n" + dark.joined(separator: "\n") + "\n}"
    }

    private static var style: String {
        """
        :root { --page: #fff; --ink: #1a1a1a; --faint: #5c5c5c; --line: #d9d9d9; --tint: 20%; --name: 45%; }
        @media (prefers-color-scheme: dark) {
          :root { --page: #16181c; --ink: #e8e8e8; --faint: #a6a6a6; --line: #3a3d44; --tint: 30%; --name: 40%; }
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
