"""Bridging devices: how mediators made new options out of opposed ones, and what they give on an issue."""
