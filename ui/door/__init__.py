"""Before the window: signing in, setting a clinic up, the recovery key, and the ways out of trouble."""
