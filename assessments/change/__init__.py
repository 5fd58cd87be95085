"""What a change between two visits amounts to, beside the error of the method that measured it."""
