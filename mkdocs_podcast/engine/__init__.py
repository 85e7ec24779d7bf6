"""Reuse between builds, and work in other processes; independent of what the work is."""
