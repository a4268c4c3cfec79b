"""The implementation matrix, and what has been done, is late or is disputed. Room: sequencing."""
