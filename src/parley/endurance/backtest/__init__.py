"""What was agreed and done later, held against what the rooms below say from the evidence of the time."""
