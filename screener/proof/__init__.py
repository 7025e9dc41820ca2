"""PURE. What is known about a flow before anybody uses it."""
