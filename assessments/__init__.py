"""What is true of the clinical exam: protocols, scores, findings, classification, plan and change."""
