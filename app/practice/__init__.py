"""Practice: simulated patients, their hidden truth, marking, and what a learner makes of it. It knows no
record, no person who works here and no export; the import contracts hold it to that."""
