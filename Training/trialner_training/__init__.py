"""How the model that comes with TrialNER is made: corpus, vocabulary, adaptation, fine-tuning, evaluation and export."""
