"""The process held against what is published of real ceasefires: groups of deals, estimators, targets."""
