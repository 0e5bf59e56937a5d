// Facts about Unicode scalars as BERT's normaliser in Hugging Face `tokenizers` sees them.
// The tables are constant data, written by Scripts/make-unicode-tables.py; nothing is set up at start.
#pragma once
#include <stdint.h>

/// Bits of `UnicodeProperties.flags`.
enum {
    /// Cleaned away: controls, format characters, private use, U+FFFD.
    UNICODE_REMOVED = 1,
    /// Becomes a space.
    UNICODE_SPACE = 2,
    /// A word of its own: ASCII symbols and punctuation, and Unicode's punctuation.
    UNICODE_PUNCTUATION = 4,
    /// A Chinese character, set apart by spaces.
    UNICODE_CJK = 8,
    /// A nonspacing mark, stripped with the accents.
    UNICODE_NONSPACING = 16,
};

/// What is known of a scalar.
typedef struct {
    /// The lower case of the scalar minus the scalar; 0 for U+0130, whose lower case is two scalars.
    int32_t lowercase_delta;
    /// The bits above.
    uint8_t flags;
    /// The canonical combining class; 0 for a starter, and for a scalar that decomposes (ask its decomposition).
    uint8_t combining_class;
} UnicodeProperties;

enum { UNICODE_PROPERTY_SHIFT = 7, UNICODE_DECOMPOSITION_SHIFT = 8 };

extern const uint8_t unicode_property_block[];
extern const uint8_t unicode_property_number[];
extern const UnicodeProperties unicode_property[];
extern const uint8_t unicode_decomposition_block[];
extern const uint16_t unicode_decomposition_place[];
extern const uint32_t unicode_decomposition_scalar[];

/// The properties of a scalar below 0x110000.
static inline UnicodeProperties unicode_properties(uint32_t scalar) {
    uint32_t block = unicode_property_block[scalar >> UNICODE_PROPERTY_SHIFT];
    uint32_t within = scalar & ((1u << UNICODE_PROPERTY_SHIFT) - 1);
    return unicode_property[unicode_property_number[(block << UNICODE_PROPERTY_SHIFT) + within]];
}

/// Where the canonical decomposition of a scalar below 0x110000 stands: its first index in `unicode_decomposition_scalar`
/// times 8, plus its length (1 to 4); 0 where the scalar does not decompose or is a Hangul syllable.
static inline uint16_t unicode_decomposition(uint32_t scalar) {
    uint32_t block = unicode_decomposition_block[scalar >> UNICODE_DECOMPOSITION_SHIFT];
    uint32_t within = scalar & ((1u << UNICODE_DECOMPOSITION_SHIFT) - 1);
    return unicode_decomposition_place[(block << UNICODE_DECOMPOSITION_SHIFT) + within];
}

/// A scalar of a decomposition.
static inline uint32_t unicode_decomposed_scalar(uint32_t index) { return unicode_decomposition_scalar[index]; }
