"""The parts that only the practice window has."""
