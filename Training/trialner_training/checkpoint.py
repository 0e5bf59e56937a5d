"""Checkpoints of a run: written whole or not at all, found again by the same command."""

import os
import pathlib

import torch


class Checkpoint:
    """One file that holds all that a run needs to go on where it was."""

    def __init__(self, folder, settings):
        self.path = pathlib.Path(folder) / "checkpoint.pt"
        self.settings = settings
        self.path.parent.mkdir(parents=True, exist_ok=True)

    def read(self):
        """What was saved last; `None` if nothing was. A run with other settings is refused."""
        if not self.path.exists():
            return None
        saved = torch.load(self.path, map_location="cpu", weights_only=False)
        if saved["settings"] != self.settings:
            differing = [key for key in self.settings if saved["settings"].get(key) != self.settings[key]]
            raise SystemExit(
                f"{self.path} belongs to a run with other settings ({', '.join(differing) or 'more of them'}); "
                "name another folder, or remove it to begin anew"
            )
        torch.set_rng_state(saved["random"])
        return saved

    def write(self, **state):
        """Saves the state; whoever kills the run finds the one before or this one."""
        partial = self.path.with_suffix(".partial")
        torch.save({"settings": self.settings, "random": torch.get_rng_state(), **state}, partial)
        os.replace(partial, self.path)
