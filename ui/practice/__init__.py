"""Practice on simulated patients: a window of its own, which knows neither record nor account."""
