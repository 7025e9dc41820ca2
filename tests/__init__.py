"""The tests, and what is measured (`python -m tests.bench`): another package brings a folder of this name too."""
