"""Strings that are hard for a word-piece encoder, made from Unicode's own test file, random scalars and trial text."""

import bz2
import json
import pathlib
import random
import unicodedata

NORMALIZATION_TEST = pathlib.Path("/usr/share/unicode/NormalizationTest.txt.bz2")  # Debian: unicode-data

SCALARS = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]
MARKS = [c for c in SCALARS if unicodedata.combining(chr(c))]
SPACING_MARKS = [c for c in MARKS if unicodedata.category(chr(c)) != "Mn"]
POOLS = {
    "ascii": list(range(0x20, 0x7F)),
    "letters": [ord(c) for c in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"],
    "latin": list(range(0xC0, 0x250)) + list(range(0x1E00, 0x2000)),
    "marks": MARKS,
    "spacing marks": SPACING_MARKS,
    "decomposing": [c for c in SCALARS if unicodedata.decomposition(chr(c))],
    "greek, cyrillic": list(range(0x370, 0x530)),
    "right to left": list(range(0x590, 0x700)) + list(range(0xFB1D, 0xFB50)),
    "indic": list(range(0x900, 0xE00)) + list(range(0xE00, 0x1000)),
    "hangul": list(range(0xAC00, 0xD7A4)) + list(range(0x1100, 0x1200)) + list(range(0xA960, 0xA980)) + list(range(0xD7B0, 0xD800)),
    "chinese": list(range(0x4E00, 0xA000)) + list(range(0xF900, 0xFB00)) + list(range(0x20000, 0x2FA20)) + list(range(0x3000, 0x3100)),
    "emoji": list(range(0x1F300, 0x1FB00)) + [0x200D, 0xFE0F, 0x20E3] * 60 + list(range(0x1F3FB, 0x1F400)) * 10,
    "controls": list(range(0x20)) + list(range(0x7F, 0xA0)) + [0xAD, 0xFEFF, 0xFFFD, 0xE000, 0x200B, 0x200C, 0x200E, 0x202A, 0x2060],
    "spaces": [0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0x85, 0x0B, 0x0C],
    "punctuation": [c for c in SCALARS if unicodedata.category(chr(c))[0] in "PS"],
    "any": SCALARS,
}  # fmt: skip
SPECIAL = ["[CLS]", "[SEP]", "[PAD]", "[UNK]", "[MASK]", "##ing", "##", "[unused1]", "İstanbul", "ẞ ß ΑΣ Σ", "a\u0301\u0323\u1dce", "≠ ≮a",
           "\u0f73\u0f75\u0f81", "\u0344a", "e\u0301" * 60, "…p<0.001;", "0·39–0·65", "CI₉₅ 10⁻³ µg·mL⁻¹", "👩‍⚕️👨🏽‍⚕️ 🏳️‍🌈", "한국어 테스트", "naïve café",
           "10\u00a0mg\u2009/\u202fm²", "a\r\nb\rc", "\ufeffBOM", "\u212b \u2126 \u212a", "ﬁ ﬂ ǅ Ǆ ǆ", "中文a中b文", "\U0002f800\uf900x"]  # fmt: skip


def normalization_test():
    """Every column of every line of Unicode's normalisation test, alone and inside a word."""
    with bz2.open(NORMALIZATION_TEST, "rt") as lines:
        for line in lines:
            fields = line.split("#")[0].split(";")
            if len(fields) > 5:
                for text in dict.fromkeys("".join(chr(int(c, 16)) for c in field.split()) for field in fields[:5]):
                    yield text
                    yield f"pre{text}fix"


def every_scalar(step=32):
    """Every scalar, inside a word of its own."""
    for start in range(0, len(SCALARS), step):
        yield " ".join(f"a{chr(c)}b" for c in SCALARS[start : start + step])


def random_strings(count, generator):
    """Strings of a few scalars of a few kinds."""
    for _ in range(count):
        kinds = generator.sample(list(POOLS), generator.randint(1, 4))
        yield "".join(chr(generator.choice(POOLS[generator.choice(kinds)])) for _ in range(generator.randint(1, 24)))


def mark_runs(count, generator):
    """Letters with many marks, some of which no accent stripping removes, so that canonical order shows in the offsets."""
    for _ in range(count):
        text = ""
        for _ in range(generator.randint(1, 4)):
            text += chr(generator.choice(POOLS[generator.choice(["letters", "letters", "decomposing", "indic", "hangul", "spaces"])]))
            for _ in range(generator.randint(0, 6)):
                text += chr(generator.choice(POOLS[generator.choice(["marks", "spacing marks", "decomposing", "controls"])]))
        yield text


def long_strings(generator):
    """Words about as long as the longest that is spelt, and runs of thousands."""
    units = ["a", "é", "e\u0301", "İ", "中", "한", "\u1100", "x\u200b", "\u0301", "-", " ", "\u00a0", "\U0001f600", "1", "\u0f73", "\u302e", "##", "ab\u0000"]
    for unit in units:
        for count in [*range(47, 53), *range(97, 104), 200, 5000]:
            yield unit * count
            yield "x " + unit * count + "y z"
    for _ in range(300):
        pool = [chr(generator.choice(POOLS[kind])) for kind in ("letters", "letters", "latin", "marks", "hangul", "greek, cyrillic")]
        yield "".join(generator.choice(pool) for _ in range(generator.randint(90, 220)))


def trial_texts(corpus):
    """The documents of a corpus folder and each of their sentences, roughly cut."""
    for path in sorted(pathlib.Path(corpus).glob("*.docs.jsonl")):
        for line in path.read_text().splitlines():
            text = json.loads(line)["text"]
            yield text
            yield from (part for part in text.replace("\n", ". ").split(". ") if part)


def disturbed(texts, count, generator):
    """Stretches of real text with a few scalars put in or changed."""
    texts = [t for t in texts if len(t) > 10]
    for _ in range(count):
        text = generator.choice(texts)
        start = generator.randrange(len(text))
        characters = list(text[start : start + generator.randint(5, 80)])
        for _ in range(generator.randint(1, 5)):
            pool = POOLS[generator.choice(list(POOLS))]
            place = generator.randrange(len(characters) + 1)
            characters[place : place + generator.randint(0, 1)] = [chr(generator.choice(pool))]
        yield "".join(characters)


def hard_strings(corpus, seed=1):
    """All of the above, each string once."""
    generator = random.Random(seed)
    texts = list(trial_texts(corpus)) if corpus else SPECIAL
    strings = [
        "", *SPECIAL, *normalization_test(), *every_scalar(), *random_strings(40_000, generator), *mark_runs(20_000, generator),
        *long_strings(generator), *texts, *disturbed(texts, 40_000, generator),
    ]  # fmt: skip
    return list(dict.fromkeys(strings))


def fixture_strings(seed=4):
    """A few thousand of the strings, none of them long and none from a corpus."""
    generator = random.Random(seed)
    strings = [
        "", *SPECIAL, *generator.sample(list(normalization_test()), 750), *random_strings(750, generator), *mark_runs(750, generator),
        *generator.sample([s for s in long_strings(generator) if len(s) < 250], 40), *disturbed(SPECIAL, 450, generator),
    ]  # fmt: skip
    return list(dict.fromkeys(strings))
