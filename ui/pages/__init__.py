"""The pages of the window; each module's `PAGE` is the page of that name."""
