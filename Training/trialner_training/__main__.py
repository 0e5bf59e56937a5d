"""The steps of the training, a command each."""

import argparse
import json
import os
import pathlib
import sys

HOME = pathlib.Path(__file__).resolve().parents[2]


def main():
    arguments = _parser().parse_args()
    if arguments.threads:
        import torch

        torch.set_num_threads(arguments.threads)
    arguments.run(arguments)


def _parser():
    parser = argparse.ArgumentParser(prog="Training/run", description="How the model that comes with TrialNER is made.")
    parser.add_argument("--corpus", default=os.environ.get("TRIALNER_CORPUS", str(HOME.parent / "shared" / "corpus")))
    parser.add_argument("--trialner", default=str(HOME / "trialner"), help="the command, which cuts texts into tokens and evaluates")
    parser.add_argument("--threads", type=int, default=0, help="threads that compute (default: one a core)")
    steps = parser.add_subparsers(required=True, metavar="STEP")

    step = steps.add_parser("vocabulary", help="learn a cased vocabulary and start its encoder from an uncased one")
    step.add_argument("uncased", help="folder of the uncased encoder")
    step.add_argument("output", help="folder of the cased encoder")
    step.add_argument("--size", type=int, default=24_000, help="pieces (default: %(default)s)")
    step.set_defaults(run=_vocabulary)

    step = steps.add_parser("adapt", help="continue pretraining (masked words) on trial text; goes on where it was stopped")
    step.add_argument("base", help="folder of the encoder to start from")
    step.add_argument("output", help="folder of the adapted encoder")
    _number(step, "epochs", float, 1.0, "passes over the text")
    _number(step, "rate", float, 4e-4, "highest learning rate")
    _number(step, "batch", int, 16, "windows a step")
    _number(step, "length", int, 192, "pieces a window")
    _number(step, "share", float, 0.2, "share of the words that are masked")
    _common(step)
    step.set_defaults(run=_adapt)

    step = steps.add_parser("fine-tune", help="learn the tags; goes on where it was stopped")
    step.add_argument("base", help="folder of the encoder to start from")
    step.add_argument("output", help="folder of the classifier")
    step.add_argument("--sets", default="", help="sets to learn from, with commas between (default: all for training)")
    _number(step, "epochs", int, 8, "passes over the documents")
    _number(step, "rate", float, 3e-4, "highest learning rate")
    _number(step, "budget", int, 3072, "pieces a step")
    _number(step, "shortest", int, 96, "least length that windows of a document are cut to, in pieces")
    _number(step, "longest", int, 256, "greatest such length")
    _number(step, "dropout", float, 0.1, "dropout")
    _number(step, "smoothing", float, 0.0, "label smoothing")
    _number(step, "masking", float, 0.05, "share of the pieces that are masked")
    _number(step, "depth-factor", float, 1.0, "learning rate of a layer beside that of the one above")
    _number(step, "averaging", float, 0.995, "what each step keeps of the average of the weights")
    _common(step)
    step.set_defaults(run=_fine_tune)

    step = steps.add_parser("export", help="write model.onnx and model.int8.onnx beside the weights of a classifier")
    step.add_argument("folder", help="folder of the classifier")
    step.set_defaults(run=_export)

    step = steps.add_parser("average", help="average the weights of classifiers of one shape (runs from one encoder)")
    step.add_argument("output", help="folder of the average")
    step.add_argument("folders", nargs="+", help="folders of the classifiers")
    step.set_defaults(run=_average)

    step = steps.add_parser("calibrate", help="find the temperature on the development sets and write it into config.json")
    step.add_argument("folder", help="folder of the classifier")
    step.add_argument("--precision", default="int8", choices=("fp32", "int8"))
    step.set_defaults(run=_calibrate)

    step = steps.add_parser("evaluate", help="exact F1 on the development sets, by `trialner evaluate`")
    step.add_argument("folder", help="folder of the classifier")
    step.add_argument("--precision", default="fp32", choices=("fp32", "int8"))
    step.add_argument("--sets", default="", help="sets, with commas between (default: the development sets)")
    step.add_argument("options", nargs="*", help="options for `trialner evaluate`, behind --")
    step.set_defaults(run=_evaluate)
    return parser


def _number(step, name, kind, default, text):
    step.add_argument(f"--{name}", type=kind, default=default, help=f"{text} (default: %(default)s)")


def _common(step):
    _number(step, "seed", int, 1, "seed")
    _number(step, "save-every", int, 100, "steps between two checkpoints")


def _names(text, default):
    return [name for name in text.split(",") if name] or list(default)


def _vocabulary(arguments):
    from .corpus import TRAINING_SETS
    from .vocabulary import make_cased_base

    count = make_cased_base(arguments.corpus, TRAINING_SETS, arguments.uncased, arguments.output, arguments.size)
    print(f"{arguments.output}: {count} pieces")


def _adapt(arguments):
    from .adaptation import adapt
    from .corpus import TRAINING_SETS

    adapt(
        arguments.corpus, TRAINING_SETS, arguments.base, arguments.output, epochs=arguments.epochs, rate=arguments.rate,
        batch=arguments.batch, length=arguments.length, share=arguments.share, seed=arguments.seed, save_every=arguments.save_every,
    )  # fmt: skip


def _fine_tune(arguments):
    from .corpus import TRAINING_SETS
    from .fine_tuning import fine_tune

    fine_tune(
        arguments.corpus, _names(arguments.sets, TRAINING_SETS), arguments.base, arguments.output, arguments.trialner,
        epochs=arguments.epochs, rate=arguments.rate, budget=arguments.budget, shortest=arguments.shortest, longest=arguments.longest,
        dropout=arguments.dropout, smoothing=arguments.smoothing, masking=arguments.masking, depth_factor=arguments.depth_factor,
        averaging=arguments.averaging, seed=arguments.seed, save_every=arguments.save_every,
    )  # fmt: skip


def _export(arguments):
    from .export import export

    export(arguments.folder)


def _average(arguments):
    from .averaging import average

    average(arguments.folders, arguments.output)


def _calibrate(arguments):
    from .calibration import calibrate
    from .corpus import DEVELOPMENT_SETS

    temperature = calibrate(arguments.corpus, DEVELOPMENT_SETS, arguments.folder, arguments.trialner, arguments.precision)
    print(f"{arguments.folder}: temperature {temperature:.3f}")


def _evaluate(arguments):
    from .corpus import DEVELOPMENT_SETS
    from .evaluation import evaluate

    names = _names(arguments.sets, DEVELOPMENT_SETS)
    for name, report in evaluate(
        arguments.corpus, names, arguments.folder, arguments.trialner, arguments.precision, arguments.options
    ).items():
        json.dump({"set": name, **report}, sys.stdout)
        print()


if __name__ == "__main__":
    main()
