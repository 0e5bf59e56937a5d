#!/usr/bin/env python3
"""Open the pages that `trialner` writes in a browser, and check what a person would see.

usage: Scripts/check-pages.py VENV [--program PROGRAM] [--gold GOLD.jsonl] [--pictures FOLDER]

Playwright is installed into the virtual environment VENV, which is made where there is none; the browser is Chromium of the system (Debian:
apt-get install chromium). Without one, nothing is checked, and that is said. Checked are `annotate --format html` and `evaluate --errors`, light
and dark, wide and on 390 pixels: that nothing is loaded, nothing sticks out, text can be told from its ground, legends and tables count what is
there, and that the filter works with pointer and keyboard and hides nothing where scripts do not run. --gold shows other documents than the
example; --pictures keeps a picture of each page.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TEXT = ("In June 2003, the median overall survival  with and without topotecan were 4.0 and 3.6 months, respectively. "
        "The hazard ratio was 0.50 (95% CI 0.39-0.65; p<0.001).")
GOLD = [(3, 12, "DATE"), (18, 24, "Duration"), (25, 41, "End_Point"), (52, 69, "Trial_Group"), (75, 78, "Value"), (83, 93, "Value"),
        (130, 134, "Hazard_Ratio"), (136, 139, "Confidence_level"), (143, 152, "Confidence_Range"), (154, 161, "P_Value")]
#: What is wrong: a type, a bound, both, one that is missed and one that is spurious.
FOUND = [(3, 12, "DATE"), (18, 41, "End_Point"), (52, 69, "Trial_Group"), (75, 78, "Value"), (83, 93, "Duration"), (79, 82, "ADE"),
         (113, 134, "Value"), (136, 139, "Confidence_level"), (143, 152, "Confidence_Range"), (154, 161, "P_Value")]

CONTRAST = """() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgb = color => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data;
  };
  const luminance = color => {
    const [r, g, b] = [...color].slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (rgb(color)[3] > 250) return rgb(color);
    }
    return rgb('white');
  };
  let worst = [21, ''];
  for (const element of document.querySelectorAll('h1, h2, h3, p, li, th, td, label, legend, button, select, output, mark')) {
    if (!element.getClientRects().length) continue;
    for (const part of element.dataset.label ? [null, '::after'] : [null]) {
      const [a, b] = [luminance(rgb(getComputedStyle(element, part).color)), luminance(ground(element))];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (ratio < worst[0]) worst = [ratio, element.tagName + ' ' + element.className + (part ?? '')];
    }
  }
  return worst;
}"""


def enter(venv):
    """Goes on in the virtual environment, with Playwright."""
    python = venv / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    if subprocess.run([str(python), "-c", "import playwright"], capture_output=True).returncode:
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "playwright"], check=True)
    if Path(sys.prefix).resolve() != venv.resolve():
        os.execv(python, [str(python), *sys.argv])


def pages(program, gold, folder):
    """Writes the pages: of the model's findings in the gold documents, and of the mistakes in them or in the example."""
    command = [program, "evaluate"]
    if gold is None:
        gold = folder / "example.jsonl"
        found = folder / "found.jsonl"
        with open(gold, "w", encoding="utf8") as file:
            for name in ("a", "b"):
                file.write(json.dumps({"id": name, "text": TEXT, "entities": GOLD}) + "\n")
        with open(found, "w", encoding="utf8") as file:
            for name, spans in (("a", FOUND), ("b", GOLD[1:])):
                rows = [{"begin": b, "end": e, "label": label, "confidence": 0.75} for b, e, label in spans]
                file.write(json.dumps({"id": name, "text": TEXT, "entities": rows}) + "\n")
        command += ["--predictions", str(found)]
    marked = folder / "annotate.html"
    subprocess.run([program, "convert", str(gold), "-o", str(marked)], check=True)
    errors = folder / "errors.html"
    subprocess.run([*command, str(gold), "--errors", str(errors)], check=True, stdout=subprocess.DEVNULL)
    return marked, errors


class Checks:
    def __init__(self):
        self.done = self.failed = 0

    def check(self, holds, what):
        self.done += 1
        if not holds:
            self.failed += 1
            print(f"failed: {what}")


def look(browser, page_path, checks, pictures):
    """What holds of every page in every light and width."""
    for scheme in ("light", "dark"):
        for width in (1280, 390):
            name = f"{page_path.stem}-{scheme}-{width}"
            context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
            page = context.new_page()
            requests, complaints = [], []
            page.on("request", lambda request: requests.append(request.url))
            page.on("console", lambda message: complaints.append(message.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.goto(page_path.as_uri())
            checks.check(len(requests) == 1, f"{name}: loads {requests[1:]}")
            checks.check(not complaints, f"{name}: {complaints}")
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            checks.check(over <= 0, f"{name}: sticks out by {over} pixels")
            # Parts of the page that are not near the window have no style yet.
            page.add_style_tag(content="article { content-visibility: visible !important; }")
            ratio, where = page.evaluate(CONTRAST)
            checks.check(ratio >= 4.5, f"{name}: contrast of {ratio:.2f} at {where}")
            if pictures:
                page.screenshot(path=str(pictures / f"{name}.png"))
            context.close()


def check_marked(browser, path, checks):
    page = browser.new_page()
    page.goto(path.as_uri())
    for item in page.locator(".legend li").filter(has=page.locator("mark")).all():
        label = item.locator("mark").inner_text()
        count = int(item.inner_text().replace(label, "").strip())
        marks = page.locator(f"article mark[data-label={json.dumps(label)}]").count()
        checks.check(count == marks, f"the legend says {count} {label}, {marks} are marked")
    legend, article = page.locator(".legend").bounding_box(), page.locator("article").first.bounding_box()
    checks.check(legend["y"] < article["y"], "the legend is below the text")
    page.close()


def check_errors(browser, path, checks):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(path.as_uri())
    visible = page.locator(".mistakes li:visible")
    all_count = visible.count()
    output = page.locator("#filter output")
    checks.check(output.inner_text().startswith(f"{all_count} mistakes"), f"{output.inner_text()}, but {all_count} are shown")
    counts = [article.locator("li").count() for article in page.locator("article").all()]
    checks.check(counts == sorted(counts, reverse=True), "the worst document is not the first")
    shown = int(page.locator("tfoot tr").inner_text().split()[1])
    checks.check(shown >= 0, "the table has no sum")

    for box in page.locator("#filter input").all():
        kind = box.get_attribute("value")
        wanted = page.locator(f".mistakes li[data-outcome={kind}]").count()
        box.uncheck()
        checks.check(visible.count() == all_count - wanted, f"without {kind}, {visible.count()} are shown")
        box.check()
    for option in page.locator("#filter option").all()[1:]:
        kind = option.get_attribute("value")
        page.locator("#filter select").select_option(kind)
        wanted = page.evaluate(
            "kind => [...document.querySelectorAll('.mistakes li')].filter(i => i.dataset.gold === kind || i.dataset.found === kind).length", kind)
        checks.check(visible.count() == wanted, f"of type {kind}, {visible.count()} are shown, not {wanted}")
    page.locator("#filter select").select_option("")

    # By keyboard alone: through the filter to the first mistake, which Enter shows in both texts.
    page.reload()
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.name || document.activeElement.className || document.activeElement.dataset.mark"))
        if page.evaluate("document.activeElement.matches('.mistakes button')"):
            break
    checks.check(reached.count("outcome") == 5 and "type" in reached, f"the keyboard reaches {reached}")
    page.keyboard.press("Enter")
    checks.check(page.locator("mark.at").count() > 0, "Enter on a mistake shows nothing")
    checks.check(page.locator("mark.at").first.evaluate(
        "mark => { const box = mark.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }"), "the mistake is out of sight")
    page.close()

    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    checks.check(page.locator("#filter").is_hidden(), "the filter is shown where it cannot work")
    checks.check(page.locator(".mistakes li").count() == all_count, "mistakes are missing without scripts")
    context.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("venv", type=Path)
    parser.add_argument("--program", default=str(Path(__file__).resolve().parent.parent / "trialner"))
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--pictures", type=Path)
    arguments = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        print("skipped: there is no Chromium on this machine (Debian: apt-get install chromium)")
        return
    enter(arguments.venv)
    from playwright.sync_api import sync_playwright

    if arguments.pictures:
        arguments.pictures.mkdir(parents=True, exist_ok=True)
    checks = Checks()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        marked, errors = pages(arguments.program, arguments.gold, Path(name))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for path in (marked, errors):
            look(browser, path, checks, arguments.pictures)
        check_marked(browser, marked, checks)
        check_errors(browser, errors, checks)
        browser.close()
    print(f"{checks.done} checks, {checks.failed} failed")
    sys.exit(1 if checks.failed else 0)


main()
