"""One file per test and per exercise: its positions, props, marks and faults."""
