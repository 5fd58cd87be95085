"""The words every assessment is written in: values, steps, protocols, answers, findings, conventions."""
