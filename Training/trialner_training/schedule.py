"""How the learning rate goes over a run."""


def warmup_then_linear(step, total, warmup):
    """The share of the highest rate at `step`: up in a line over the first `warmup` of all steps, then down in a line to nothing."""
    rising = max(1, int(total * warmup))
    if step < rising:
        return (step + 1) / rising
    return max(0.0, (total - step) / max(1, total - rising))
