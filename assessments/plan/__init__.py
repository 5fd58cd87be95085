"""The home plan: exercises on offer, what is proposed, when to move on, and words a patient can read."""
