"""What to ask whom next, and what an answer teaches."""
