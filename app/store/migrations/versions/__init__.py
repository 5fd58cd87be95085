"""One file a step, numbered in the order they were released; a released file is never changed."""
