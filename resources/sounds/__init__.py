"""The beats of the metronome, as packaging/sounds/write_beats.py wrote them."""
