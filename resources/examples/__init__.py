"""An invented exam, whole, for trying the program and for its own check of itself."""
