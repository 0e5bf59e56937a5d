#!/usr/bin/env python3
"""Writes Sources/CUnicode/UnicodeTables.c: what Hugging Face `tokenizers` does with each code point.

BERT's normaliser and pre-tokeniser in `tokenizers` rest on Unicode tables of different ages (general categories,
canonical decomposition, Rust's lower case), so no single Unicode version gives the same result. The facts are therefore
asked of the package itself, code point by code point.

    python3 -m venv .venv && .venv/bin/pip install tokenizers==0.23.3
    .venv/bin/python Scripts/make-unicode-tables.py          # writes the file
    .venv/bin/python Scripts/make-unicode-tables.py --check  # exits 1 if the file is not what would be written
"""

import pathlib
import sys

import tokenizers
from tokenizers.normalizers import NFD, BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

VERSION = "0.23.3"
OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "Sources/CUnicode/UnicodeTables.c"

# Bits of UnicodeProperties.flags in CUnicode.h.
REMOVED, SPACE, PUNCTUATION, CJK, NONSPACING = 1, 2, 4, 8, 16

# The one scalar whose lower case is two scalars; the encoder knows it by name.
EXPANDING_LOWERCASE = {0x130: "i\u0307"}

HANGUL = range(0xAC00, 0xAC00 + 11172)

# One mark for every canonical combining class but 0, in ascending order of class; `probe_class` makes sure of the order.
CLASS_MARKS = {
    1: 0x334, 7: 0x93C, 8: 0x3099, 9: 0x94D, 10: 0x5B0, 11: 0x5B1, 12: 0x5B2, 13: 0x5B3, 14: 0x5B4, 15: 0x5B5, 16: 0x5B6,
    17: 0x5B7, 18: 0x5B8, 19: 0x5B9, 20: 0x5BB, 21: 0x5BC, 22: 0x5BD, 23: 0x5BF, 24: 0x5C1, 25: 0x5C2, 26: 0xFB1E,
    27: 0x64B, 28: 0x64C, 29: 0x64D, 30: 0x64E, 31: 0x64F, 32: 0x650, 33: 0x651, 34: 0x652, 35: 0x670, 36: 0x711,
    84: 0xC55, 91: 0xC56, 103: 0xE38, 107: 0xE48, 118: 0xEB8, 122: 0xEC8, 129: 0xF71, 130: 0xF72, 132: 0xF74, 202: 0x321,
    214: 0x1DCE, 216: 0x31B, 218: 0x302A, 220: 0x316, 222: 0x59A, 224: 0x302E, 226: 0x1D16D, 228: 0x5AE, 230: 0x300,
    232: 0x302C, 233: 0x35C, 234: 0x35D, 240: 0x345,
}  # fmt: skip


def bert(clean=False, chinese=False, strip=False, lower=False):
    return BertNormalizer(clean_text=clean, handle_chinese_chars=chinese, strip_accents=strip, lowercase=lower).normalize_str


CLEAN, CHINESE, STRIP, LOWER = bert(clean=True), bert(chinese=True), bert(strip=True), bert(lower=True)
DECOMPOSE = NFD().normalize_str
SPLIT = BertPreTokenizer().pre_tokenize_str


def swaps(first, second):
    """Whether canonical ordering exchanges two marks that do not decompose."""
    return first != second and DECOMPOSE("a" + first + second) == "a" + second + first


def combining_class(char):
    """The canonical combining class, found by which marks of known class the character changes places with."""
    if not swaps(chr(CLASS_MARKS[240]), char) and not swaps(char, chr(CLASS_MARKS[1])):
        return 0
    below = [k for k, mark in CLASS_MARKS.items() if swaps(char, chr(mark))]
    above = [k for k, mark in CLASS_MARKS.items() if swaps(chr(mark), char)]
    equal = set(CLASS_MARKS) - set(below) - set(above)
    if len(equal) != 1:
        raise SystemExit(f"U+{ord(char):04X} has a combining class that CLASS_MARKS does not name")
    return equal.pop()


def properties(char):
    """(flags, combining class, lower case minus the code point) of a character."""
    code, flags = ord(char), 0
    cleaned = CLEAN(char)
    if cleaned == "":
        flags |= REMOVED
    elif cleaned == " ":
        flags |= SPACE
    elif cleaned != char:
        raise SystemExit(f"cleaning changes U+{code:04X} in a way that the tables cannot say")
    if CHINESE(char) != char:
        if CHINESE(char) != f" {char} ":
            raise SystemExit(f"U+{code:04X} is set apart in a way that the tables cannot say")
        flags |= CJK
    parts = [part for part, _ in SPLIT(f"a{char}a")]
    if parts == ["a", char, "a"]:
        flags |= PUNCTUATION
    elif parts == ["a", "a"]:
        if not flags & (SPACE | REMOVED):
            raise SystemExit(f"U+{code:04X} splits like a space but is not cleaned like one")
    elif parts != [f"a{char}a"]:
        raise SystemExit(f"U+{code:04X} splits in a way that the tables cannot say")
    lowered = EXPANDING_LOWERCASE.get(code, LOWER(char))
    if lowered != LOWER(char):
        raise SystemExit(f"the lower case of U+{code:04X} is not that of EXPANDING_LOWERCASE")
    delta = ord(lowered) - code if len(lowered) == 1 else 0
    if len(lowered) != 1 and code not in EXPANDING_LOWERCASE:
        raise SystemExit(f"the lower case of U+{code:04X} is not one scalar")
    decomposes = DECOMPOSE(char) != char
    if not decomposes and STRIP(char) == "":
        flags |= NONSPACING
    return flags, 0 if decomposes else combining_class(char), delta


def decomposition(char, records):
    """The canonical decomposition; "" where that is the character itself, or follows by Hangul's rule."""
    full = DECOMPOSE(char)
    if full == char or ord(char) in HANGUL:
        return ""
    if "".join(c for c in full if not records[ord(c)][0] & NONSPACING) != STRIP(char):
        raise SystemExit(f"U+{ord(char):04X} is stripped in a way that the tables cannot say")
    for c in full:
        if records[ord(c)][0] & (SPACE | REMOVED) and not records[ord(char)][0] & (SPACE | REMOVED):
            raise SystemExit(f"U+{ord(char):04X} decomposes to white space")
    return full


def check_hangul():
    for code in HANGUL:
        index = code - HANGUL.start
        parts = chr(0x1100 + index // 588) + chr(0x1161 + index % 588 // 28) + (chr(0x11A7 + index % 28) if index % 28 else "")
        if DECOMPOSE(chr(code)) != parts or STRIP(chr(code)) != parts:
            raise SystemExit(f"U+{code:04X} does not decompose by Hangul's rule")


def two_stages(values, shift):
    """(block numbers, the distinct blocks joined) for values in blocks of 2**shift."""
    size, blocks, numbers = 1 << shift, {}, []
    for start in range(0, len(values), size):
        block = tuple(values[start : start + size])
        numbers.append(blocks.setdefault(block, len(blocks)))
    return numbers, [value for block in blocks for value in block]


def narrowest(values):
    return "uint8_t" if max(values) < 256 else "uint16_t"


def array(name, values, ctype=None):
    ctype = ctype or narrowest(values)
    lines, line = [], ""
    for value in values:
        text = f"{value},"
        if len(line) + len(text) > 140:
            lines.append(line)
            line = ""
        line += text
    return f"const {ctype} {name}[{len(values)}] = {{\n" + "\n".join(lines + [line]) + "\n};\n"


def generate():
    codes = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]
    records = {code: properties(chr(code)) for code in codes}
    check_hangul()
    unknown = (REMOVED, 0, 0)  # surrogates, which valid UTF-8 does not hold
    distinct = sorted(set(records.values()) | {unknown}, key=lambda r: (r != (0, 0, 0), r))
    number = {record: index for index, record in enumerate(distinct)}
    property_numbers = [number[records.get(code, unknown)] for code in range(0x110000)]

    pool, places, mappings = [], {"": 0}, []
    for code in range(0x110000):
        kept = "" if code not in records else decomposition(chr(code), records)
        if kept not in places:
            places[kept] = len(pool) << 3 | len(kept)
            pool += map(ord, kept)
        mappings.append(places[kept])
    if max(map(len, places)) > 7 or len(pool) >= 1 << 13:
        raise SystemExit("the decompositions do not fit their table")

    def best(values):
        def cost(stages):
            return sum(len(s) * (1 if max(s) < 256 else 2) for s in stages)

        shift = min(range(4, 10), key=lambda s: cost(two_stages(values, s)))
        return shift, two_stages(values, shift)

    property_shift, (property_blocks, property_values) = best(property_numbers)
    mapping_shift, (mapping_blocks, mapping_values) = best(mappings)
    print(len(distinct), "kinds,", len(places), "decompositions, shifts", property_shift, mapping_shift, file=sys.stderr)
    return "\n".join([
        f"// Generated by Scripts/make-unicode-tables.py from the Python package tokenizers {VERSION}; do not edit.",
        "// To remake it: pip install tokenizers==" + VERSION + ", then run the script.",
        '#include "CUnicode.h"\n',
        f"_Static_assert(UNICODE_PROPERTY_SHIFT == {property_shift} && UNICODE_DECOMPOSITION_SHIFT == {mapping_shift},"
        ' "CUnicode.h and the tables differ in block size");',
        f"_Static_assert(sizeof(unicode_property_block[0]) == sizeof({narrowest(property_blocks)}), \"width\");",
        f"_Static_assert(sizeof(unicode_property_number[0]) == sizeof({narrowest(property_values)}), \"width\");",
        f"_Static_assert(sizeof(unicode_decomposition_block[0]) == sizeof({narrowest(mapping_blocks)}), \"width\");\n",
        array("unicode_property_block", property_blocks),
        array("unicode_property_number", property_values),
        "// lower case minus code point, flags, canonical combining class",
        array("unicode_property", [f"{{{delta}, {flags}, {ccc}}}" for flags, ccc, delta in distinct], "UnicodeProperties"),
        array("unicode_decomposition_block", mapping_blocks),
        array("unicode_decomposition_place", mapping_values, "uint16_t"),
        array("unicode_decomposition_scalar", pool, "uint32_t"),
    ])  # fmt: skip


def main():
    if tokenizers.__version__ != VERSION:
        raise SystemExit(f"tokenizers {tokenizers.__version__} is installed; pip install tokenizers=={VERSION}")
    text = generate()
    if sys.argv[1:] == ["--check"]:
        sys.exit(0 if OUTPUT.read_text() == text else f"{OUTPUT} is not what this script writes: run it without --check")
    OUTPUT.write_text(text)


if __name__ == "__main__":
    main()
