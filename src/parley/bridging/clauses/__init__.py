"""What drafters know goes wrong, looked for in a text: never a score, always words and a question."""
