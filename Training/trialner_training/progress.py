"""Lines about a long run."""

import sys
import time


class Progress:
    """Tells the step, the loss, the rate and the time left: every few seconds on a terminal, every minute elsewhere."""

    def __init__(self, total, done=0):
        self.total = total
        self.first = done
        self.begun = time.monotonic()
        self.told = 0.0
        self.interval = 2 if sys.stderr.isatty() else 60

    def step(self, done, pieces, **figures):
        """Takes that `done` of all steps are done, with `pieces` word pieces since the start."""
        now = time.monotonic()
        if now - self.told < self.interval and done < self.total:
            return
        self.told = now
        seconds = now - self.begun
        left = seconds / max(1, done - self.first) * (self.total - done)
        told = " ".join(f"{name} {value:.4f}" for name, value in figures.items())
        end = "\r" if sys.stderr.isatty() and done < self.total else "\n"
        print(f"step {done}/{self.total} {told} {pieces / seconds:.0f} pieces/s, {left / 60:.0f} min left", end=end, file=sys.stderr, flush=True)
