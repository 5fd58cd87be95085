"""Copies of the record that are proven to be whole: made, kept, tried out and put back."""
