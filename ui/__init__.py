"""What the workstation looks like: the only place that knows Qt, and nothing here decides anything."""
