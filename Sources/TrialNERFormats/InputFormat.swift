import TrialNER
