"""The moving pictures of a simulated patient, one module for each test that is looked at."""
