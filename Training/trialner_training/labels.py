"""The tags of the model, in the order of its config.json, and their IOB2 sequence for entities."""

ENTITY_TYPES = (
    "Trial_Group Patient_Group Patient_Count End_Point Value Hazard_Ratio Confidence_level Confidence_Interval Confidence_Range "
    "P_Value Duration Follow_Up DATE ADE"
).split()


def _tags():
    yield from ("O", "PAD")
    for kind in ENTITY_TYPES:
        yield f"B-{kind}"
        if kind != "Hazard_Ratio":
            yield f"I-{kind}"


TAGS = list(_tags())
TAG_IDS = {tag: index for index, tag in enumerate(TAGS)}
OUTSIDE = TAG_IDS["O"]


def tags_of(tokens, entities):
    """The tag id of each token, and how many entities no token begins.

    `tokens` are (begin, end) in order; `entities` (begin, end, label). A token belongs to an entity that it shares a character with.
    """
    tags = [OUTSIDE] * len(tokens)
    lost = 0
    for begin, end, label in entities:
        inside = [index for index, (first, last) in enumerate(tokens) if first < end and last > begin]
        if not inside:
            lost += 1
            continue
        tags[inside[0]] = TAG_IDS[f"B-{label}"]
        for index in inside[1:]:
            tags[index] = TAG_IDS.get(f"I-{label}", TAG_IDS[f"B-{label}"])
    return tags, lost
