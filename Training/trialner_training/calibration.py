"""The temperature at which a model's confidences come closest to how often it is right."""

import json
import pathlib

from .evaluation import evaluate


def calibrate(corpus, names, folder, trialner, precision):
    """Finds the temperature with the least expected calibration error over the sets, writes it into config.json and gives it.

    The error is that of `trialner evaluate`, over all chunks of all sets; temperatures from 0.8 to 2.4 are tried, in steps of 0.1.
    """
    path = pathlib.Path(folder) / "config.json"
    config = json.loads(path.read_text())
    best = None
    for step in range(8, 25):
        temperature = step / 10
        path.write_text(json.dumps({**config, "trialner_temperature": temperature}, indent=1) + "\n")
        reports = list(evaluate(corpus, names, folder, trialner, precision).values())
        counts = [sum(each["found"] for each in report["calibration"]["bins"]) for report in reports]
        errors = [report["calibration"]["expectedError"] or 0 for report in reports]
        error = sum(count * each for count, each in zip(counts, errors)) / max(1, sum(counts))
        if best is None or error < best[0]:
            best = (error, temperature)
    path.write_text(json.dumps({**config, "trialner_temperature": best[1]}, indent=1) + "\n")
    return best[1]
